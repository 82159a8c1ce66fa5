package dev.leeway.agent.host;

import dev.leeway.agent.snapshot.Meter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Asks Linux what the calling thread has used: a few hundred bytes to read, and nothing of the JVM to load for it. */
public final class ThreadMeter implements Meter {
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final Path PROCESS = Path.of("/proc/self/stat");
    private static final int MOST = 4096;
    /** The kernel tells processes of a hundredth of a second, whatever its own clock does. */
    private static final long TICK = 10_000_000;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final Path directory;

    /** A meter of this machine's kernel, which may have none. */
    public ThreadMeter() {
        this(SELF);
    }

    ThreadMeter(Path directory) {
        this.directory = directory;
    }

    @Override
    public Used used() {
        return new Used(number(text("schedstat"), ""), number(text("io"), "rchar: "));
    }

    @Override
    public OptionalLong processNanos() {
        String stat = text(PROCESS);
        // The name of the program stands in brackets and may hold anything, brackets included.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        try {
            return fields.length > SYSTEM_TIME
                    ? OptionalLong.of((Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * TICK)
                    : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The number that follows the first {@code prefix}. */
    private static OptionalLong number(String text, String prefix) {
        int start = text.indexOf(prefix) + prefix.length();
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        try {
            return text.contains(prefix) && end > start
                    ? OptionalLong.of(Long.parseLong(text.substring(start, end)))
                    : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private String text(String name) {
        return text(directory.resolve(name));
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST), StandardCharsets.US_ASCII);
        } catch (IOException noSuchKernel) {
            return "";
        }
    }
}

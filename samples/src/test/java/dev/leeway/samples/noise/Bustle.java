package dev.leeway.samples.noise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A machine at work: short commands come and go, files are touched, memory is taken and given back. */
final class Bustle implements AutoCloseable {
    private final Path directory;
    private final Path touched;
    private final List<String> command;
    private final AtomicInteger rounds = new AtomicInteger();
    private final Thread thread = new Thread(this::bustle, "bustle");
    private volatile boolean over;

    /** Begins; {@code touched} gets a new time of change in every round, and keeps its content; commands start behind {@code entrance}. */
    Bustle(Path directory, Path touched, List<String> entrance) {
        this.directory = directory;
        this.touched = touched;
        this.command = Stream.concat(entrance.stream(), Stream.of("sh", "-c", "sleep 0.2 & ls / >/dev/null; wait"))
                .toList();
        thread.setDaemon(true);
        thread.start();
    }

    int rounds() {
        return rounds.get();
    }

    private void bustle() {
        while (!over) {
            try {
                Process shortLived = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                Files.setLastModifiedTime(touched, FileTime.from(Instant.now()));
                Files.writeString(directory.resolve("scratch-" + rounds.get() % 7), "round " + rounds.get());
                byte[] taken = new byte[16 << 20];
                taken[rounds.get() % taken.length] = 1;
                shortLived.waitFor();
                rounds.incrementAndGet();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            over = true;
            thread.join(5_000);
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}

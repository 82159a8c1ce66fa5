package dev.leeway.agent.probe.dependency.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The full version inside an interpreter's program or library.
 *
 * <p>CPython keeps it as a constant, {@code 3.11.7} and a zero byte; linkers share it with the end of longer texts, so other
 * characters may stand before it.
 */
final class InterpreterVersion {
    private static final Pattern DEFINITION =
            Pattern.compile("#define\\s+PY_VERSION\\s+\"(\\d+\\.\\d+\\.[0-9a-z+]{1,12})\"");
    private static final int CHUNK = 1 << 20;
    private static final int LONGEST = 24;
    private static final long MAX_FILE = 256L << 20;

    private InterpreterVersion() {}

    /** The one full version of {@code series} in the file; empty when there is none, or are several. */
    static Optional<String> find(SeekableByteChannel channel, String series) throws IOException {
        SortedSet<String> found = new TreeSet<>();
        byte[] prefix = (series + ".").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long read = 0;
        while (read < MAX_FILE) {
            int count = channel.read(chunk);
            collect(chunk.array(), chunk.position(), prefix, found);
            if (count < 0 || found.size() > 1) {
                break;
            }
            read += count;
            keepTail(chunk);
        }
        return found.size() == 1 ? Optional.of(found.first()) : Optional.empty();
    }

    /** The version in the text of CPython's {@code patchlevel.h}; empty when it defines none. */
    static Optional<String> inHeader(String text) {
        Matcher matcher = DEFINITION.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What could be the beginning of a constant stays for the next chunk. */
    private static void keepTail(ByteBuffer chunk) {
        int length = chunk.position();
        chunk.flip();
        chunk.position(Math.max(0, length - LONGEST));
        chunk.compact();
    }

    private static void collect(byte[] bytes, int length, byte[] prefix, SortedSet<String> found) {
        for (int at = 1; at + prefix.length < length; at++) {
            if (bytes[at] == prefix[0] && begins(bytes, at, prefix) && !continues(bytes[at - 1])) {
                int end = at + prefix.length;
                while (end < length && end - at < LONGEST && bytes[end] != 0) {
                    end++;
                }
                if (end < length && bytes[end] == 0) {
                    String constant = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
                    if (isVersion(constant.substring(prefix.length))) {
                        found.add(constant);
                    }
                }
            }
        }
    }

    /** Whether this byte makes what follows the middle of another number. */
    private static boolean continues(byte before) {
        return before == '.' || (before >= '0' && before <= '9');
    }

    private static boolean begins(byte[] bytes, int at, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** {@code 7}, {@code 0rc1}, {@code 0a4+}: patch, stage, and a mark for a build between releases. */
    private static boolean isVersion(String patch) {
        return patch.matches("\\d{1,3}(?:(?:a|b|rc)\\d{1,2})?\\+?");
    }
}

package dev.leeway.agent.host.process;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into {@code /proc} of which a process may vanish or be closed to this user at any moment. */
final class ProcFiles {
    private final HostFiles proc;

    ProcFiles(HostFiles proc) {
        this.proc = proc;
    }

    /** The content as text; empty when it is gone, closed or larger than {@code maxBytes}. */
    Optional<String> text(String path, int maxBytes) {
        try {
            return proc.readIfPresent(path, maxBytes).map(ProcFiles::decode);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    /** The target of a link; empty when it is gone or closed. */
    Optional<String> link(String path) {
        try {
            return proc.readLink(path);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    /** The names in a directory; none when it is gone, closed or holds more than {@code maxEntries}. */
    List<String> names(String path, int maxEntries) {
        try {
            return proc.listIfPresent(path, maxEntries);
        } catch (HostAccessException e) {
            return List.of();
        }
    }

    /** Texts each ended by a NUL; a last one without it counts too. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\0', start);
            parts.add(text.substring(start, end < 0 ? text.length() : end));
            start = end < 0 ? text.length() : end + 1;
        }
        return parts;
    }

    /** As UTF-8, or byte by byte when it is not, so that different bytes never become the same text. */
    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}

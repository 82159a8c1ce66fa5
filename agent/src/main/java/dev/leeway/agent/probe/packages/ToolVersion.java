package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The version of a tool no package owns: from a header beside it, marks inside it, or what the Go linker wrote into it. */
final class ToolVersion {
    private static final int MAX_HEADER_BYTES = 256 * 1024;
    private static final int MAX_BINARY_BYTES = 32 * 1024 * 1024;
    private static final int CHUNK_BYTES = 256 * 1024;
    /** The longest mark with its version. */
    private static final int LONGEST_BYTES = 64;
    /** So that none is cut in two between chunks. */
    private static final int OVERLAP_BYTES = 2 * LONGEST_BYTES;

    private ToolVersion() {}

    /** The version, empty where nothing beside or inside the tool tells it. */
    static Optional<String> of(FoundTool found, HostFiles files) throws HostAccessException {
        Tool tool = found.tool();
        if (found.target().endsWith("/busybox")) {
            // One program goes by many names, and has one version.
            return fromBinary(found, files, Tool.BUSYBOX_MARK);
        }
        if (tool.header().isPresent()) {
            return fromHeader(found, files, tool.header().get());
        }
        return tool.binaryMark().isPresent()
                ? fromBinary(found, files, tool.binaryMark().get())
                : fromBuild(found, files);
    }

    private static Optional<String> fromHeader(FoundTool found, HostFiles files, String pattern)
            throws HostAccessException {
        int bin = found.target().lastIndexOf("/bin/");
        if (bin < 0) {
            return Optional.empty();
        }
        String file = found.target().substring(bin + "/bin/".length());
        String path =
                pattern.replace("{prefix}", found.target().substring(0, bin)).replace("{file}", file);
        Optional<byte[]> header = files.readIfPresent(path, MAX_HEADER_BYTES);
        return header.flatMap(bytes -> joined(new String(bytes, StandardCharsets.UTF_8), found.tool()));
    }

    private static Optional<String> joined(String header, Tool tool) {
        StringBuilder version = new StringBuilder();
        for (String mark : tool.headerMarks()) {
            int at = header.indexOf(mark);
            if (at < 0) {
                return Optional.empty();
            }
            String rest = header.substring(at + mark.length()).stripLeading();
            version.append(version.length() == 0 ? "" : ".").append(leadingVersion(rest.replaceFirst("^\"", "")));
        }
        return version.length() == 0 ? Optional.empty() : Optional.of(version.toString());
    }

    private static Optional<String> fromBuild(FoundTool found, HostFiles files) throws HostAccessException {
        try (SeekableByteChannel channel = files.open(found.target())) {
            return GoToolVersion.read(channel);
        } catch (IOException unreadable) {
            throw new HostAccessException(HostAccessException.Kind.UNREADABLE, found.target());
        }
    }

    private static Optional<String> fromBinary(FoundTool found, HostFiles files, String mark)
            throws HostAccessException {
        try (SeekableByteChannel channel = files.open(found.target())) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            long read = 0;
            while (read < MAX_BINARY_BYTES && channel.read(chunk) >= 0) {
                read += chunk.position();
                String text = new String(chunk.array(), 0, chunk.position(), StandardCharsets.ISO_8859_1);
                Optional<String> version = afterMark(text, mark, text.length() - LONGEST_BYTES);
                if (version.isPresent()) {
                    return version;
                }
                chunk.flip().position(Math.max(0, chunk.limit() - OVERLAP_BYTES));
                chunk.compact();
            }
            String rest = new String(chunk.array(), 0, chunk.position(), StandardCharsets.ISO_8859_1);
            return afterMark(rest, mark, rest.length());
        } catch (IOException unreadable) {
            throw new HostAccessException(HostAccessException.Kind.UNREADABLE, found.target());
        }
    }

    /** @param last where a mark may begin at the latest: further on its version may be cut short */
    private static Optional<String> afterMark(String text, String mark, int last) {
        int at = text.indexOf(mark);
        while (at >= 0 && at <= last) {
            String version =
                    leadingVersion(text.substring(at + mark.length(), Math.min(at + LONGEST_BYTES, text.length())));
            if (version.indexOf('.') > 0) {
                return Optional.of(version);
            }
            at = text.indexOf(mark, at + 1);
        }
        return Optional.empty();
    }

    /** The digits, dots and letters that begin {@code text}, starting with a digit. */
    private static String leadingVersion(String text) {
        int end = 0;
        while (end < text.length() && isVersionCharacter(text.charAt(end), end)) {
            end++;
        }
        return text.substring(0, end);
    }

    private static boolean isVersionCharacter(char c, int position) {
        boolean digit = c >= '0' && c <= '9';
        return position == 0 ? digit : digit || c == '.' || (c >= 'a' && c <= 'z') || c == '+';
    }
}

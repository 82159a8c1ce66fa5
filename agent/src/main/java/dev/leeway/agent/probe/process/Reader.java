package dev.leeway.agent.probe.process;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.SectionRecorder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads files on behalf of a section: what is not there is empty, and what cannot be read is recorded as uncovered under
 * the pattern of the facts it could have told.
 *
 * @param files where paths lie
 * @param section told of what could not be read
 */
record Reader(HostFiles files, SectionRecorder section) {
    Reader {
        requireNonNull(files, "files is null");
        requireNonNull(section, "section is null");
    }

    Optional<byte[]> bytes(String path, int maxBytes, String pattern) {
        try {
            return files.readIfPresent(path, maxBytes);
        } catch (HostAccessException e) {
            return refused(pattern, e.kind());
        }
    }

    Optional<String> text(String path, int maxBytes, String pattern) {
        return bytes(path, maxBytes, pattern).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    /** The text of a kernel file, which is there as long as the process lives. */
    Optional<String> kernel(String path, int maxBytes, String pattern) {
        try {
            return Optional.of(new String(files.read(path, maxBytes), StandardCharsets.UTF_8));
        } catch (HostAccessException e) {
            return refused(pattern, e.kind() == Kind.ABSENT ? Kind.VANISHED : e.kind());
        }
    }

    Optional<FileStat> stat(String path) {
        try {
            return files.stat(path);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    Optional<String> resolve(String path) {
        try {
            return files.resolve(path);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    Optional<String> link(String path, String pattern) {
        try {
            return files.readLink(path);
        } catch (HostAccessException e) {
            return refused(pattern, e.kind());
        }
    }

    List<String> names(String path, int maxEntries, String pattern) {
        try {
            return files.listIfPresent(path, maxEntries);
        } catch (HostAccessException e) {
            refused(pattern, e.kind());
            return List.of();
        }
    }

    private <T> Optional<T> refused(String pattern, Kind kind) {
        section.uncovered(pattern, kind);
        return Optional.empty();
    }
}

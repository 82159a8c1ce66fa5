package dev.leeway.collector.cli;

import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.SnapshotFolders;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command reads, so that nothing it writes takes the place of it. */
final class InputFiles {
    private final List<Path> files = new ArrayList<>();
    private Optional<Path> previous = Optional.empty();

    /** Adds a file or directory. */
    InputFiles and(Path input) {
        files.add(input);
        return this;
    }

    /** Adds an argument, which may also be standard input or no path at all. */
    InputFiles and(String argument) {
        try {
            return and(Path.of(argument));
        } catch (InvalidPathException e) {
            return this;
        }
    }

    /** Names the earlier report, which may be replaced by a later one but by nothing else. */
    InputFiles after(Path report) {
        previous = Optional.of(report);
        return this;
    }

    /**
     * Why {@code output} may not be written, empty when it may be.
     *
     * @param report whether it would be a report that can be read again
     */
    Optional<String> objection(Path output, boolean report) {
        if (Files.notExists(output)) {
            return Optional.empty();
        }
        for (Path input : files) {
            if (same(output, input)) {
                return Optional.of("is one of the inputs; name another file");
            }
            if (Files.isDirectory(input) && isReadIn(output, input) && !isReport(output)) {
                return Optional.of("is one of the inputs, for it lies in " + input + "; name another file");
            }
        }
        return previous.filter(earlier -> !report && same(output, earlier))
                .map(earlier -> "is the earlier report, which only a whole one in --format json may replace");
    }

    /** One file has many names: relative, through links, hard links. */
    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isReadIn(Path output, Path folder) {
        try {
            return SnapshotFolders.reads(folder.toRealPath(), output.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** Reports lie beside the snapshots they are about, and are passed over when those are read. */
    private static boolean isReport(Path file) {
        try {
            ReportFiles.read(file);
            return true;
        } catch (FormatException e) {
            return false;
        }
    }
}

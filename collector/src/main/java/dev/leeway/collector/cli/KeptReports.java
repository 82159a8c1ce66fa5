package dev.leeway.collector.cli;

import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The reports of the last comparisons, kept for their user alone so that {@code leeway explain} can speak about them: ids are copied from
 * whatever report is still on the screen.
 */
final class KeptReports {
    /** So many comparisons are kept. */
    static final int MOST = 8;
    /** All of them together; the last one is kept however large it is. */
    private static final long MOST_BYTES = 64L << 20;
    /** Longer than any writing takes. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final int NAME = 16;
    private static final int CHECK_DIGITS = 8;

    private final Path folder;

    private KeptReports(Path folder) {
        this.folder = folder;
    }

    /** Those of the user, empty where there is no home to keep any in. */
    static Optional<KeptReports> of(Surroundings surroundings) {
        try {
            Optional<Path> state =
                    surroundings.variable("XDG_STATE_HOME").map(Path::of).filter(Path::isAbsolute);
            return state.or(() -> surroundings.variable("HOME").map(home -> Path.of(home, ".local", "state")))
                    .map(home -> new KeptReports(home.resolve("leeway").resolve("reports")));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where they are kept. */
    Path folder() {
        return folder;
    }

    /**
     * Keeps {@code report} and lets the oldest go; where that is not possible nobody is bothered before {@code explain} misses it.
     *
     * @param command the words that make it again; none where nothing does
     */
    void keep(Report report, List<String> command) {
        try {
            byte[] text = ReportFormat.json(report);
            String mark = mark(text);
            // Named by what it says: two comparisons at once disturb each other in nothing, and one that is made again
            // is kept once.
            Path file = folder.resolve(mark.substring(0, NAME) + KeptReport.REPORT);
            WholeFile.writePrivately(file, text);
            WholeFile.writePrivately(KeptReport.commandOf(file), KeptReport.command(mark, command));
            prune();
        } catch (IOException | UnsupportedOperationException e) {
            // A read-only home or a full disk must not take the answer away that was just worked out.
            return;
        }
    }

    private record Entry(Path file, FileTime modified, long size) {
        boolean isReport() {
            return file.getFileName().toString().endsWith(KeptReport.REPORT);
        }

        /** What writing leaves behind when it is stopped in the middle; that of a comparison under way is no such thing. */
        boolean isAbandoned(FileTime newest) {
            return modified.toInstant().isBefore(newest.toInstant().minus(ABANDONED));
        }
    }

    /** The newest first. */
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Optional<BasicFileAttributes> told = told(file);
                told.filter(BasicFileAttributes::isRegularFile)
                        .ifPresent(each -> entries.add(new Entry(file, each.lastModifiedTime(), each.size())));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        entries.sort(Comparator.comparing(Entry::modified).reversed().thenComparing(Entry::file));
        return entries;
    }

    /** Empty for what another comparison took away meanwhile. */
    private static Optional<BasicFileAttributes> told(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void prune() throws IOException {
        List<Entry> entries = entries();
        Set<Path> kept = new HashSet<>();
        long bytes = 0;
        for (Entry entry : entries) {
            if (!entry.isReport()) {
                continue;
            }
            bytes += entry.size();
            boolean first = kept.isEmpty();
            if (first || (kept.size() < 2 * MOST && bytes <= MOST_BYTES)) {
                kept.add(entry.file());
                kept.add(KeptReport.commandOf(entry.file()));
            }
        }
        for (Entry entry : entries) {
            boolean beside = !entry.isReport();
            if (!kept.contains(entry.file())
                    && (!beside || entry.isAbandoned(entries.get(0).modified()))) {
                Files.deleteIfExists(entry.file());
                Files.deleteIfExists(KeptReport.commandOf(entry.file()));
            }
        }
    }

    /** The reports, the last one first. */
    List<KeptReport> all() throws CommandFailure {
        try {
            return entries().stream()
                    .filter(Entry::isReport)
                    .map(entry -> new KeptReport(entry.file()))
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(folder + ": the last comparisons cannot be looked at", e);
        }
    }

    /** Tells texts of one's own reports apart; two checksums, for SHA-256 costs a fifth of comparing a thousand hosts here. */
    static String mark(byte[] report) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(sum(new CRC32(), report), CHECK_DIGITS)
                + hex.toHexDigits(sum(new CRC32C(), report), CHECK_DIGITS)
                + hex.toHexDigits(report.length, CHECK_DIGITS);
    }

    private static long sum(Checksum kind, byte[] report) {
        kind.update(report, 0, report.length);
        return kind.getValue();
    }
}

package dev.leeway.agent.deliver;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static java.util.Objects.requireNonNull;

import dev.leeway.agent.snapshot.Meter;
import dev.leeway.agent.snapshot.ProbeCost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers what each probe cost when it last looked: names of probes and numbers, and nothing of what they saw.
 *
 * <p>One line a probe, fields between tabs, readable by its owner alone, and replaced as a whole. Where there is no directory
 * for it, or it cannot be written, nothing is remembered and nothing else changes; what is not as this class writes it counts
 * as not there.
 */
public final class CostFile {
    private static final String NAME = "costs";
    private static final String HEAD = "leeway/costs/1";
    private static final String UNKNOWN = "-";
    private static final String FIELD = "\t";
    private static final int FIELDS = 10;
    private static final int MAX_BYTES = 64 << 10;
    private static final int MOST_PROBES = 100;

    private final Optional<Path> file;

    /** Costs kept in {@code directory}, which is never made; nothing is kept where there is none. */
    public CostFile(Optional<Path> directory) {
        this.file = directory.map(each -> each.resolve(NAME));
    }

    /** Where they are kept, empty when there is no place for them. */
    public Optional<Path> place() {
        return file;
    }

    /**
     * One probe's last look.
     *
     * @param cost of it
     * @param at when the snapshot was begun
     * @param uid of the user who looked, -1 where the platform has none
     * @param agent version of the agent that looked
     */
    public record Entry(ProbeCost cost, Instant at, long uid, String agent) {
        public Entry {
            requireNonNull(cost, "cost is null");
            requireNonNull(at, "at is null");
            requireNonNull(agent, "agent is null");
        }
    }

    /** What is remembered, by probe. */
    public SortedMap<String, Entry> read() {
        return file.isEmpty() ? Collections.emptySortedMap() : read(file.get());
    }

    private static SortedMap<String, Entry> read(Path file) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return entries;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            if (text.startsWith(HEAD + "\n")) {
                text.lines()
                        .skip(1)
                        .limit(MOST_PROBES)
                        .forEach(line -> entry(line)
                                .ifPresent(each -> entries.put(each.cost().probe(), each)));
            }
        } catch (IOException hidden) {
            return Collections.emptySortedMap();
        }
        return entries;
    }

    private static Optional<Entry> entry(String line) {
        String[] fields = line.split(FIELD, -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            ProbeCost cost = new ProbeCost(
                    fields[0],
                    Boolean.parseBoolean(fields[4]),
                    Duration.ofNanos(Long.parseLong(fields[5])),
                    new Meter.Used(number(fields[6]), number(fields[7])),
                    Integer.parseInt(fields[8]),
                    Integer.parseInt(fields[9]));
            return Optional.of(new Entry(cost, Instant.parse(fields[1]), Long.parseLong(fields[2]), fields[3]));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text) {
        return text.equals(UNKNOWN) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** Remembers {@code latest}; what is remembered of other probes stays. */
    public void remember(Collection<Entry> latest) {
        Optional<Path> directory = file.map(Path::getParent).filter(Files::isDirectory);
        if (directory.isEmpty() || latest.isEmpty()) {
            return;
        }
        SortedMap<String, Entry> all = new TreeMap<>(read());
        latest.forEach(each -> all.put(each.cost().probe(), each));
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        all.values().stream()
                .limit(MOST_PROBES)
                .map(CostFile::line)
                .forEach(line -> text.append(line).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            replace(directory.get(), bytes);
        }
    }

    private static String line(Entry entry) {
        ProbeCost cost = entry.cost();
        return String.join(
                FIELD,
                cost.probe(),
                entry.at().toString(),
                Long.toString(entry.uid()),
                entry.agent(),
                Boolean.toString(cost.answered()),
                Long.toString(cost.wall().toNanos()),
                text(cost.used().cpuNanos()),
                text(cost.used().bytesRead()),
                Integer.toString(cost.sections()),
                Integer.toString(cost.facts()));
    }

    private static String text(OptionalLong number) {
        return number.isEmpty() ? UNKNOWN : Long.toString(number.getAsLong());
    }

    private void replace(Path directory, byte[] content) {
        try {
            Path whole = Files.createTempFile(directory, ".leeway-", ".tmp", asFileAttribute(fromString("rw-------")));
            try {
                Files.write(whole, content, StandardOpenOption.WRITE);
                Files.move(whole, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Costs are for those who wonder; a snapshot never fails for them.
            return;
        }
    }
}

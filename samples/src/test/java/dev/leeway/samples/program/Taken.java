package dev.leeway.samples.program;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A snapshot the packaged agent took.
 *
 * @param file where it lies
 * @param snapshot what it says
 */
public record Taken(Path file, Snapshot snapshot) {
    /** Takes one with {@code agent} into {@code directory}; {@code more} are further arguments. */
    public static Taken with(Program agent, Path directory, String... more) throws IOException, InterruptedException {
        return with(agent, directory, Map.of(), more);
    }

    /** Takes one with further variables for the agent itself. */
    public static Taken with(Program agent, Path directory, Map<String, String> variables, String... more)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "snapshot", ".json");
        Files.delete(file);
        String[] arguments = new String[more.length + 3];
        arguments[0] = "snapshot";
        arguments[1] = "-o";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        Ran ran = agent.run(directory, variables, arguments);
        if (ran.exit() != 0 && ran.exit() != 3) {
            throw new IOException("leeway-agent ended with " + ran.exit() + ": " + ran.err());
        }
        return of(file);
    }

    /** Reads one. */
    public static Taken of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Taken(file, SnapshotJson.read(in, file.toString()));
        } catch (FormatException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /** Section key to section id. */
    public SortedMap<String, String> ids() {
        SortedMap<String, String> ids = new TreeMap<>();
        for (Section section : snapshot.sections().values()) {
            ids.put(section.key().text(), section.id());
        }
        return ids;
    }

    /** How many facts it holds. */
    public int facts() {
        return snapshot.sections().values().stream()
                .mapToInt(section -> section.facts().size())
                .sum();
    }

    /** Every fact, outcome and gap in which this snapshot and {@code other} differ, for people to read. */
    public List<String> differences(Taken other) {
        SortedMap<String, String> mine = lines();
        SortedMap<String, String> theirs = other.lines();
        SortedSet<String> all = new TreeSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        return all.stream()
                .filter(line -> !Objects.equals(mine.get(line), theirs.get(line)))
                .map(line -> line + ": " + mine.get(line) + ", was " + theirs.get(line))
                .toList();
    }

    private SortedMap<String, String> lines() {
        SortedMap<String, String> lines = new TreeMap<>();
        for (Section section : snapshot.sections().values()) {
            String key = section.key().text();
            lines.put(key, section.outcome() + " " + section.reason().orElse(""));
            section.uncovered().forEach(gap -> lines.put(key + " lacks " + gap.pattern(), gap.reason()));
            section.facts().forEach((path, value) -> lines.put(key + "/" + path, value.toString()));
        }
        return lines;
    }

    /** The names of sections whose ids are not those of {@code other}, in either. */
    public SortedSet<String> changedSections(Taken other) {
        SortedMap<String, String> mine = ids();
        SortedMap<String, String> theirs = other.ids();
        SortedSet<String> changed = new TreeSet<>(mine.keySet());
        changed.addAll(theirs.keySet());
        changed.removeIf(key -> Objects.equals(mine.get(key), theirs.get(key)));
        return changed;
    }
}

package dev.leeway.schema.yaml;

import dev.leeway.schema.json.FormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers what is wrong with a file, so that its author need not find the faults one start at a time. */
public final class Faults {
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,9}):([0-9]{1,9}).*");

    private final List<FormatException> found = new ArrayList<>();

    /** What may turn out to be wrong. */
    public interface Reading<T> {
        /** Reads it, unless it is wrong. */
        T read() throws FormatException;
    }

    /** What may turn out to be wrong, and is read for its faults alone. */
    public interface Looking {
        /** Looks at it. */
        void look() throws FormatException;
    }

    /** What is read, or {@code otherwise} where that is a fault, which is kept. */
    public <T> T or(T otherwise, Reading<T> reading) {
        try {
            return reading.read();
        } catch (FormatException e) {
            add(e);
            return otherwise;
        }
    }

    /** Keeps what is wrong with something. */
    public void of(Looking looking) {
        try {
            looking.look();
        } catch (FormatException e) {
            add(e);
        }
    }

    /** Keeps a fault, or all of several. */
    public void add(FormatException fault) {
        found.addAll(fault.faults());
    }

    /** Keeps a fault for every key of {@code map} but the known ones. */
    public void unknownKeys(YamlMap map, Collection<String> known) {
        for (YamlMap.Entry entry : map.entries()) {
            of(() -> new YamlMap(map.place(), List.of(entry)).allowOnly(known));
        }
    }

    /** How many there are. */
    public int count() {
        return found.size();
    }

    /** All of them: file by file as they were come upon, and of each in the order of their places. */
    public List<FormatException> found() {
        List<String> files =
                found.stream().map(FormatException::source).distinct().toList();
        return found.stream()
                .sorted(Comparator.comparingInt((FormatException fault) -> files.indexOf(fault.source()))
                        .thenComparingLong(Faults::position))
                .toList();
    }

    private static long position(FormatException fault) {
        Matcher place = PLACE.matcher(fault.place());
        return place.matches() ? (Long.parseLong(place.group(1)) << 32) + Long.parseLong(place.group(2)) : 0;
    }

    /**
     * Says all that was found, if there is anything.
     *
     * @throws FormatException with every fault
     */
    public void tell() throws FormatException {
        if (!found.isEmpty()) {
            throw FormatException.together(found());
        }
    }
}

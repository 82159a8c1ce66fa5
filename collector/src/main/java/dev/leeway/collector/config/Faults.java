package dev.leeway.collector.config;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Gathers what is wrong with a file, so that its author need not find the faults one start at a time. */
final class Faults {
    private final List<FormatException> found = new ArrayList<>();

    /** What may turn out to be wrong. */
    interface Reading<T> {
        T read() throws FormatException;
    }

    /** What is read, or {@code otherwise} where that is a fault, which is kept. */
    <T> T or(T otherwise, Reading<T> reading) {
        try {
            return reading.read();
        } catch (FormatException e) {
            found.add(e);
            return otherwise;
        }
    }

    void add(FormatException fault) {
        found.add(fault);
    }

    /** Keeps a fault for every key of {@code map} but the known ones. */
    void unknownKeys(YamlMap map, Collection<String> known) {
        for (YamlMap.Entry entry : map.entries()) {
            or(map, () -> {
                new YamlMap(map.place(), List.of(entry)).allowOnly(known);
                return map;
            });
        }
    }

    /** Says all that was found. */
    void tell() throws ConfigException {
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
    }
}

package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the name of a time zone that was copied rather than linked, by its content. */
final class ZoneSearch {
    static final String ZONES = "/usr/share/zoneinfo";
    static final int MAX_ZONE = 64 * 1024;
    private static final int MAX_NAMES = 2000;
    private static final int MAX_TABLE = 256 * 1024;

    private final Reading reading;
    private final String pattern;

    ZoneSearch(Reading reading, String pattern) {
        this.reading = reading;
        this.pattern = pattern;
    }

    /** Whether the installed zone {@code name} has that content. */
    boolean matches(String name, byte[] content) {
        String path = ZONES + "/" + name;
        return reading.stat(path, pattern)
                        .filter(stat -> stat.type() == FileStat.Type.FILE && stat.size() == content.length)
                        .isPresent()
                && reading.bytes(path, MAX_ZONE, pattern)
                        .filter(zone -> Arrays.equals(zone, content))
                        .isPresent();
    }

    /** The installed zone with that content; of several names for one zone the one in the table of current zones. */
    Optional<String> named(byte[] content) {
        List<String> found = new ArrayList<>();
        for (String name : reading.names(ZONES, MAX_NAMES, pattern)) {
            if (Character.isUpperCase(name.charAt(0))) {
                if (reading.isDirectory(ZONES + "/" + name, pattern)) {
                    below(name, content, found);
                } else if (matches(name, content)) {
                    found.add(name);
                }
            }
        }
        Set<String> current = current();
        return found.stream()
                .filter(current::contains)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private void below(String area, byte[] content, List<String> found) {
        for (String name : reading.names(ZONES + "/" + area, MAX_NAMES, pattern)) {
            if (matches(area + "/" + name, content)) {
                found.add(area + "/" + name);
            }
        }
    }

    /** {@code zone1970.tab} has one line for each set of places whose clocks have agreed since 1970. */
    private Set<String> current() {
        return reading.text(ZONES + "/zone1970.tab", MAX_TABLE).stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .filter(fields -> fields.length >= 3)
                .map(fields -> fields[2])
                .collect(Collectors.toUnmodifiableSet());
    }
}

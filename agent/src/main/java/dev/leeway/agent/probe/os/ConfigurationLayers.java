package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Drop-in directories: a file in an earlier directory hides one of its name in a later one, and all apply by name. */
final class ConfigurationLayers {
    private static final String SUFFIX = ".conf";
    private static final int MAX_FILES = 256;
    private static final List<String> SYSTEMD_BASES =
            List.of("/etc/systemd/", "/run/systemd/", "/usr/lib/systemd/", "/lib/systemd/");

    private ConfigurationLayers() {}

    /** The {@code .conf} files that count in {@code directories}, given by precedence, in the order they apply. */
    static List<String> dropIns(Reading reading, List<String> directories, String pattern) {
        Map<String, String> byName = new TreeMap<>();
        for (String directory : directories) {
            for (String name : reading.names(directory, MAX_FILES, pattern)) {
                if (name.endsWith(SUFFIX)) {
                    byName.putIfAbsent(name, directory + "/" + name);
                }
            }
        }
        return List.copyOf(byName.values());
    }

    /** A systemd configuration file of that name, then its drop-ins, in the order they apply. */
    static List<String> systemd(Reading reading, String file, String pattern) {
        List<String> layers = new ArrayList<>();
        SYSTEMD_BASES.stream()
                .map(base -> base + file)
                .filter(path -> reading.stat(path, pattern).isPresent())
                .findFirst()
                .ifPresent(layers::add);
        layers.addAll(dropIns(
                reading, SYSTEMD_BASES.stream().map(base -> base + file + ".d").toList(), pattern));
        return layers;
    }
}

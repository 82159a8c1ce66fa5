package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The main attributes of a {@code META-INF/MANIFEST.MF}; sections about single entries are left out.
 *
 * <p>Read leniently: a line that is no attribute is passed over, as a running JVM would long have refused the archive.
 *
 * @param attributes values by name, names compared without regard to case; the first of two with one name counts
 */
public record JarManifest(SortedMap<String, String> attributes) {
    private static final JarManifest NONE = new JarManifest(new TreeMap<>());

    public JarManifest {
        requireNonNull(attributes, "attributes are null");
        SortedMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(attributes);
        attributes = Collections.unmodifiableSortedMap(copy);
    }

    /** The manifest of an archive that has none. */
    public static JarManifest none() {
        return NONE;
    }

    /** The manifest in {@code content}. */
    public static JarManifest read(byte[] content) {
        SortedMap<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String text = new String(content, StandardCharsets.UTF_8);
        StringBuilder logical = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith(" ")) {
                logical.append(line, 1, line.length());
                continue;
            }
            take(logical, attributes);
            logical.setLength(0);
            if (line.isEmpty() && !attributes.isEmpty()) {
                return new JarManifest(attributes);
            }
            logical.append(line);
        }
        take(logical, attributes);
        return new JarManifest(attributes);
    }

    private static void take(StringBuilder line, SortedMap<String, String> attributes) {
        int colon = line.indexOf(":");
        if (colon > 0) {
            attributes.putIfAbsent(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    /** The value of an attribute that is there and not blank. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> !value.isEmpty());
    }

    /** What {@code Class-Path} adds to the class path, in its order: relative URLs as written. */
    public List<String> classPath() {
        List<String> paths = new ArrayList<>();
        for (String path : value("Class-Path").orElse("").split("\\s+")) {
            if (!path.isEmpty()) {
                paths.add(path);
            }
        }
        return List.copyOf(paths);
    }

    /** Whether {@code META-INF/versions} counts: only {@code true} turns it on, in whatever case. */
    public boolean isMultiRelease() {
        return value("Multi-Release")
                .map(value -> value.toLowerCase(Locale.ROOT).equals("true"))
                .orElse(false);
    }

    /** The bundle's symbolic name without its directives. */
    public Optional<String> symbolicName() {
        return value("Bundle-SymbolicName")
                .map(name -> name.split(";", 2)[0].strip())
                .filter(name -> !name.isEmpty());
    }
}

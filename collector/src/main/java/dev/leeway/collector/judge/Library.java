package dev.leeway.collector.judge;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one fact of the probe {@code dependency} is about.
 *
 * @param ecosystem whose coordinates the key is: {@code maven}, {@code npm}; {@code archive} for what tells no version
 * @param key decoded: {@code org.slf4j:slf4j-api}, {@code @babel/core}
 * @param aspect encoded: {@code version}, {@code shaded-in[g:a]}
 */
public record Library(String ecosystem, String key, String aspect) {
    private static final String PROBE = "dependency";
    private static final Set<String> ECOSYSTEMS = Set.of("maven", "pypi", "npm", "go", "nuget", "conda", "archive");

    public Library {
        requireNonNull(ecosystem, "ecosystem is null");
        requireNonNull(key, "key is null");
        requireNonNull(aspect, "aspect is null");
    }

    /** Whether the fact says something of what software is made of. */
    public static boolean isDependency(Address address) {
        return address.section().probe().equals(PROBE);
    }

    /** The library a fact is about; empty for all other facts. */
    public static Optional<Library> of(Address address) {
        if (!isDependency(address)) {
            return Optional.empty();
        }
        String path = address.path().text();
        int open = path.indexOf('[');
        int close = path.indexOf("]/");
        if (open < 0 || close < open || !ECOSYSTEMS.contains(path.substring(0, open))) {
            return Optional.empty();
        }
        List<FactPath.Segment> segments = address.path().segments();
        return segments.get(0)
                .key()
                .map(key -> new Library(segments.get(0).name(), key, path.substring(close + "]/".length())));
    }

    /** Whether the fact is the version installed. */
    public boolean tellsVersion() {
        return aspect.equals("version");
    }

    /** Whether the fact is the sum over the content. */
    public boolean tellsContent() {
        return aspect.equals("content");
    }

    /** The name without whose it is: {@code slf4j-api}, {@code core}. */
    public String name() {
        int start = Math.max(key.lastIndexOf('/'), key.indexOf(':')) + 1;
        int classifier = key.indexOf(':', start);
        return key.substring(start, classifier < 0 ? key.length() : classifier);
    }
}

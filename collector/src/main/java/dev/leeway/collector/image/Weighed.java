package dev.leeway.collector.image;

import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.Fleet;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The image of one service as one environment runs it; where its hosts run several, the heaviest.
 *
 * @param bytes its size
 * @param hosts that told so
 * @param packages sizes in bytes of what package managers installed in it, by name; empty where nobody could look inside
 */
record Weighed(long bytes, SortedSet<String> hosts, SortedMap<String, Long> packages) {
    Weighed {
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
        packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    }

    /** Every service of an environment whose image's size is known, by its name under the policy. */
    static SortedMap<String, Weighed> in(Fleet fleet, int environment) {
        SortedMap<String, Weighed> all = new TreeMap<>();
        for (Crowd crowd : fleet.crowds(environment)) {
            for (Section section : crowd.sections().values()) {
                Optional<Long> size = section.key().probe().equals("image")
                                && section.key().subject().isPresent()
                                && section.outcome().observed()
                        ? section.facts().find(FactPath.parse("size")).map(Weighed::bytes)
                        : Optional.empty();
                if (size.isPresent()) {
                    String service = fleet.canonical(section.key()).subject().orElse("");
                    Weighed one = new Weighed(
                            size.get(),
                            new TreeSet<>(crowd.names()),
                            packages(crowd, section.key().subject().orElse("")));
                    all.merge(service, one, Weighed::heavier);
                }
            }
        }
        return all;
    }

    private static Weighed heavier(Weighed one, Weighed other) {
        if (one.bytes != other.bytes) {
            return one.bytes > other.bytes ? one : other;
        }
        SortedSet<String> hosts = new TreeSet<>(one.hosts);
        hosts.addAll(other.hosts);
        return new Weighed(one.bytes, hosts, one.packages.isEmpty() ? other.packages : one.packages);
    }

    private static SortedMap<String, Long> packages(Crowd crowd, String subject) {
        SortedMap<String, Long> sizes = new TreeMap<>();
        for (Section section : crowd.sections().values()) {
            boolean inside = section.key().probe().equals("package")
                    && section.key().subject().filter(subject::equals).isPresent();
            if (inside && section.outcome().observed()) {
                section.facts().forEach((path, value) -> {
                    if (path.endsWith("]/size")) {
                        sizes.merge(name(path), bytes(value), Long::sum);
                    }
                });
            }
        }
        return sizes;
    }

    private static String name(String path) {
        return new FactPath(path).segments().get(0).key().orElse("");
    }

    private static long bytes(Value value) {
        if (value instanceof Value.Size size) {
            return size.bytes();
        }
        return value instanceof Value.SetOf set
                ? set.members().stream().mapToLong(Weighed::bytes).max().orElse(0)
                : 0;
    }

    /** By how many bytes each package adds to what {@code lighter} has, those that add nothing left out. */
    Map<String, Long> beyond(Weighed lighter) {
        Map<String, Long> more = new TreeMap<>();
        packages.forEach((name, size) -> {
            long added = size - lighter.packages.getOrDefault(name, 0L);
            if (added > 0) {
                more.put(name, added);
            }
        });
        return more;
    }
}

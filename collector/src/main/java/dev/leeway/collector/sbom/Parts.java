package dev.leeway.collector.sbom;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers the packages that sections tell of, each once, whoever uses it. */
final class Parts {
    private final SortedMap<String, Part> byRef = new TreeMap<>();
    private final Optional<String> distribution;
    private final Optional<String> release;

    /**
     * @param distribution whose packages the system's are, as {@code debian}
     * @param release of that distribution, as {@code 12}
     */
    Parts(Optional<String> distribution, Optional<String> release) {
        this.distribution = distribution;
        this.release = release;
    }

    /** All of them but those within others, sorted by reference. */
    Collection<Part> all() {
        return byRef.values();
    }

    /** Takes the packages of one section and gives their references, those of copies within others included. */
    SortedSet<String> add(Section section) {
        return new Gathering(section).refs();
    }

    /** The parts of one section. */
    private final class Gathering {
        private final Section section;
        private final SortedSet<String> refs = new TreeSet<>();
        /** By their key, the archives that others may be packed into. */
        private final SortedMap<String, Part> archives = new TreeMap<>();

        Gathering(Section section) {
            this.section = section;
        }

        SortedSet<String> refs() {
            List<FactPath> copies = new ArrayList<>();
            section.facts().forEach((path, value) -> {
                FactPath fact = new FactPath(path);
                List<FactPath.Segment> segments = fact.segments();
                FactPath.Segment first = segments.get(0);
                String last = segments.get(segments.size() - 1).name();
                if (path.equals("go/toolchain")) {
                    texts(value).forEach(version -> part(fact, "go", Optional.of(PackageNames.go(version))));
                } else if (segments.size() != 2 || first.key().isEmpty()) {
                    return;
                } else if (last.equals("version") && PackageNames.known(first.name())) {
                    String key = first.key().get();
                    versions(value).forEach(version -> part(fact, key, named(first.name(), key, version)));
                } else if (last.equals("content") && first.name().equals("archive")) {
                    part(fact, first.key().get(), Optional.empty());
                } else if (last.equals("shaded-in")) {
                    copies.add(fact);
                }
            });
            copies.forEach(this::shaded);
            return refs;
        }

        private Optional<PackageUrl> named(String ecosystem, String key, String version) {
            PackageUrl url = PackageNames.url(ecosystem, key, version, distribution);
            return Optional.of(PackageNames.SYSTEM.contains(ecosystem) ? url.with(qualifiers(ecosystem, key)) : url);
        }

        /** The release, and the architecture where agents tell it, which is where it is not the usual one. */
        private Map<String, String> qualifiers(String ecosystem, String key) {
            Map<String, String> qualifiers = new TreeMap<>();
            if (distribution.isPresent() && release.isPresent()) {
                qualifiers.put("distro", distribution.get() + "-" + release.get());
            }
            section.facts()
                    .find(FactPath.of(ecosystem, key).child("architecture"))
                    .filter(Value.Text.class::isInstance)
                    .ifPresent(architecture -> qualifiers.put("arch", architecture.display()));
            return qualifiers;
        }

        private void part(FactPath fact, String key, Optional<PackageUrl> url) {
            List<Component.Property> properties = new ArrayList<>(contents(fact));
            String sums = String.join(
                    ",", properties.stream().map(Component.Property::value).toList());
            String name = url.map(PackageUrl::text).orElse("file:" + key);
            Part same = byRef.get(name);
            url.ifPresent(known -> key(fact, key, known).ifPresent(properties::add));
            // The first to hold a package is known by its name alone; one with other content has its sums besides.
            String ref = same == null || same.properties.equals(properties) ? name : name + "#" + sums;
            Part part = byRef.computeIfAbsent(ref, unused -> new Part(ref, url, key, properties));
            found(part, fact);
            String kind = fact.segments().get(0).name();
            if (kind.equals("maven") || kind.equals("archive")) {
                archives.putIfAbsent(key, part);
            }
        }

        private void found(Part part, FactPath fact) {
            String place = section.evidence().get(fact.text());
            if (place != null) {
                part.evidence.add(place);
            }
            refs.add(part.ref);
        }

        private List<Component.Property> contents(FactPath fact) {
            return fact.parent().flatMap(parent -> section.facts().find(parent.child("content"))).stream()
                    .flatMap(value -> texts(value).stream())
                    .map(sum -> new Component.Property(BillFacts.CONTENT, sum))
                    .toList();
        }

        /** A copy within an archive; where the archive is not known otherwise, it stands for itself. */
        private void shaded(FactPath fact) {
            List<FactPath.Segment> segments = fact.segments();
            String key = segments.get(0).key().orElse("");
            String within = segments.get(1).key().orElse("");
            Optional<Part> archive = Optional.ofNullable(archives.get(within));
            SortedMap<String, Part> siblings =
                    archive.map(around -> around.shaded).orElse(byRef);
            section.facts()
                    .find(fact)
                    .ifPresent(value -> texts(value).forEach(version -> {
                        PackageUrl url = PackageNames.url(segments.get(0).name(), key, version, distribution);
                        String ref = archive.map(around -> around.ref).orElse("file:" + within) + "!" + url.text();
                        List<Component.Property> properties = new ArrayList<>();
                        properties.add(new Component.Property(BillFacts.SHADED_IN, within));
                        key(fact, key, url).ifPresent(properties::add);
                        found(
                                siblings.computeIfAbsent(
                                        ref, unused -> new Part(ref, Optional.of(url), key, properties)),
                                fact);
                    }));
        }
    }

    /** The key of a fact as a property, where a reader could not make it of the package URL again. */
    private static Optional<Component.Property> key(FactPath fact, String key, PackageUrl url) {
        FactPath.Segment first = fact.segments().get(0);
        if (first.key().isEmpty()) {
            return Optional.empty();
        }
        Component plain = new Part("", Optional.of(url), key, List.of()).component();
        FactPath wanted = FactPath.of(first.name(), key).child("version");
        boolean same = Dependency.of(plain, url)
                .filter(read -> read.path().equals(wanted))
                .isPresent();
        return same ? Optional.empty() : Optional.of(new Component.Property(Dependency.KEY, key));
    }

    /** A version that is not told is an empty one: the package is there all the same. */
    private static List<String> versions(Value value) {
        List<String> versions = texts(value);
        if (versions.size() < (value instanceof Value.SetOf set ? set.members().size() : 1)) {
            versions.add("");
        }
        return versions;
    }

    private static List<String> texts(Value value) {
        List<String> texts = new ArrayList<>();
        for (Value each : value instanceof Value.SetOf set ? set.members() : List.of(value)) {
            if (each instanceof Value.Version || each instanceof Value.Text) {
                texts.add(each.display());
            }
        }
        return texts;
    }
}

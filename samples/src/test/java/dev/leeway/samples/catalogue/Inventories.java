package dev.leeway.samples.catalogue;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonNode.Elements;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The libraries that a snapshot or a CycloneDX document tells of. */
final class Inventories {
    private static final Set<String> ECOSYSTEMS = Set.of("maven", "npm", "pypi");
    private static final Pattern URL = Pattern.compile("pkg:([a-z]+)/(?:(.+)/)?([^/@]+)@([^?#]+).*");

    private Inventories() {}

    /** Everything installed, and every copy shaded into something else. */
    static NavigableSet<Library> ofSnapshot(Path file) throws IOException, FormatException {
        NavigableSet<Library> found = new TreeSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (Section section :
                    SnapshotJson.read(in, file.toString()).sections().values()) {
                if (section.key().probe().equals("dependency")) {
                    take(section.facts(), found);
                }
            }
        }
        return found;
    }

    private static void take(Facts facts, Set<Library> found) {
        facts.forEach((path, value) -> {
            List<FactPath.Segment> segments = new FactPath(path).segments();
            Optional<String> key = segments.get(0).key();
            boolean told = segments.size() == 2
                    && Set.of("version", "shaded-in").contains(segments.get(1).name());
            if (told && key.isPresent() && ECOSYSTEMS.contains(segments.get(0).name())) {
                versions(value)
                        .forEach(version -> found.add(library(segments.get(0).name(), key.get(), version)));
            }
        });
    }

    private static List<String> versions(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.members().stream()
                    .flatMap(each -> versions(each).stream())
                    .toList();
        }
        return value instanceof Value.Version version ? List.of(version.version()) : List.of();
    }

    private static Library library(String ecosystem, String key, String version) {
        String[] parts = key.split(":", -1);
        boolean grouped = ecosystem.equals("maven") && parts.length > 1;
        return new Library(ecosystem, grouped ? parts[0] : "", grouped ? parts[1] : key, version);
    }

    /** Every component with a package URL of an ecosystem that both sides read. */
    static NavigableSet<Library> ofBill(Path file) throws IOException {
        NavigableSet<Library> found = new TreeSet<>();
        JsonNode document = JsonText.read(Files.readString(file))
                .orElseThrow(() -> new IOException(file + " is not a JSON document"));
        if (document.at("components").orElse(null) instanceof Elements components) {
            for (JsonNode component : components.elements()) {
                component.textAt("purl").flatMap(Inventories::library).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Library> library(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches() || !ECOSYSTEMS.contains(parts.group(1))) {
            return Optional.empty();
        }
        String ecosystem = parts.group(1);
        String namespace = decoded(Optional.ofNullable(parts.group(2)).orElse(""));
        String name = decoded(parts.group(3));
        String version = decoded(parts.group(4));
        return Optional.of(
                switch (ecosystem) {
                    case "npm" ->
                        new Library(ecosystem, "", namespace.isEmpty() ? name : namespace + "/" + name, version);
                    case "pypi" ->
                        new Library(ecosystem, "", name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"), version);
                    default -> new Library(ecosystem, namespace, name, version);
                });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

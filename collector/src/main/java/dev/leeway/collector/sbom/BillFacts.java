package dev.leeway.collector.sbom;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers what a bill says of one subject into a section.
 *
 * <p>A bill that lists libraries of an ecosystem vouches for that ecosystem: what it does not list is missing there. Of
 * everything else it says nothing, and that is uncovered, so that nothing unknown is taken for absent.
 */
final class BillFacts {
    /** Property of the sum that agents make of an archive's content. */
    static final String CONTENT = "leeway:content";
    /** Property of a copy whose classes were packed into the archive of that key. */
    static final String SHADED_IN = "leeway:shaded-in";

    private static final String SILENT = "not told by a bill of materials";
    private static final String INCOMPLETE = "the bill of materials says that it is incomplete";
    private static final int MOST_EVIDENCE = 3;
    /** What lock and build files speak of, as agents read them. */
    private static final Set<String> DECLARABLE = Set.of("go", "maven", "npm", "nuget", "pypi");

    private final SectionKey key;
    private final SortedMap<FactPath, List<Value>> values = new TreeMap<>();
    private final SortedMap<String, List<String>> evidence = new TreeMap<>();
    private final SortedSet<String> told = new TreeSet<>();
    private final SortedSet<String> unsure = new TreeSet<>();
    /** Where content would lie of packages listed without, and what facts of that kind are called. */
    private final SortedMap<FactPath, String> contentless = new TreeMap<>();

    BillFacts(SectionKey key) {
        this.key = key;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** What it vouches for, as {@code maven[*]/version}. */
    SortedSet<String> told() {
        return told;
    }

    /** The patterns of all facts the bill vouches for. */
    List<AddressPattern> patterns() {
        return told.stream().map(this::pattern).toList();
    }

    /** Takes one component; {@code maker} is the tool that found it. */
    void add(Dependency dependency, Component component, PackageUrl url, String maker) {
        String ecosystem = dependency.ecosystem();
        boolean declared = component.declared();
        if (declared && (!DECLARABLE.contains(ecosystem) || isSubjectItself(dependency))) {
            return;
        }
        Optional<String> around = component.first(SHADED_IN);
        FactPath path = dependency
                .path()
                .parent()
                .filter(library -> declared || around.isPresent())
                .map(library -> declared ? library.child("declared") : library.child("shaded-in", around.orElseThrow()))
                .orElse(dependency.path());
        String kind = declared ? "[*]/declared" : around.isPresent() ? "[*]/shaded-in[*]" : "[*]/version";
        if (dependency.version().isBlank()) {
            unsure.add(path.text());
            if (around.isEmpty() && !declared) {
                contents(ecosystem, path, component.all(CONTENT));
            }
            return;
        }
        told.add(ecosystem.indexOf('/') < 0 ? ecosystem + kind : ecosystem);
        if (isPlace(dependency.version())) {
            // Some tools write where a package came from instead of its version; such places can carry credentials.
            unsure.add(path.text());
            return;
        }
        value(path, new Value.Version(dependency.version(), dependency.scheme()));
        String place = url.text() + " (" + maker + ")";
        List<String> places = evidence.computeIfAbsent(path.text(), unused -> new ArrayList<>());
        if (places.size() < MOST_EVIDENCE && !places.contains(place)) {
            places.add(place);
        }
        if (around.isEmpty() && !declared) {
            contents(ecosystem, path, component.all(CONTENT));
        }
    }

    /** A lock file names the project it belongs to as well, which declares itself nowhere. */
    private boolean isSubjectItself(Dependency dependency) {
        String library = dependency.path().segments().get(0).key().orElse("");
        String name = library.substring(Math.max(library.lastIndexOf(':'), library.lastIndexOf('/')) + 1);
        return key.subject().equals(Optional.of(name));
    }

    /** A bill that tells the content of some packages knows nothing of that of the others. */
    private void contents(String ecosystem, FactPath version, List<String> sums) {
        version.parent().map(library -> library.child("content")).ifPresent(path -> {
            sums.forEach(sum -> value(path, new Value.Text(sum)));
            if (sums.isEmpty()) {
                contentless.put(path, ecosystem + "[*]/content");
            } else {
                told.add(ecosystem + "[*]/content");
            }
        });
    }

    private void value(FactPath path, Value value) {
        List<Value> known = values.computeIfAbsent(path, unused -> new ArrayList<>());
        if (!known.contains(value)) {
            known.add(value);
        }
    }

    private static boolean isPlace(String version) {
        return version.contains("://") || version.indexOf('@') >= 0;
    }

    /**
     * The section.
     *
     * @param incomplete whether the bill says that it may lack something
     */
    Section section(Catalogue catalogue, boolean incomplete) {
        SortedMap<FactPath, Value> facts = new TreeMap<>();
        values.forEach((path, all) -> facts.put(path, all.size() == 1 ? all.get(0) : new Value.SetOf(all)));
        // Of several versions of which one is not told, the others are not all there are.
        facts.keySet().removeIf(path -> unsure.contains(path.text()));
        SortedMap<String, String> places = new TreeMap<>();
        evidence.forEach((path, all) -> places.put(path, String.join("; ", all)));
        List<Uncovered> uncovered = new ArrayList<>();
        silences(catalogue).forEach(pattern -> uncovered.add(new Uncovered(pattern(pattern), SILENT)));
        unsure.forEach(path -> uncovered.add(new Uncovered(pattern(path), SILENT)));
        contentless.forEach((path, kind) -> {
            if (told.contains(kind) && !values.containsKey(path)) {
                uncovered.add(new Uncovered(pattern(path.text()), SILENT));
            }
        });
        if (incomplete) {
            told.forEach(pattern -> uncovered.add(new Uncovered(pattern(pattern), INCOMPLETE)));
        }
        return Sections.of(
                key,
                revision(catalogue),
                Outcome.PARTIAL,
                Facts.of(facts),
                uncovered,
                places,
                Optional.of("read from a bill of materials, which tells versions alone"));
    }

    private AddressPattern pattern(String path) {
        return AddressPattern.parse(key.text() + "/" + path);
    }

    /** Where it tells nothing of a kind of fact, that kind as a whole. */
    private SortedSet<String> silences(Catalogue catalogue) {
        SortedSet<String> silences = new TreeSet<>();
        for (FactEntry entry : entries(catalogue)) {
            String path = path(entry);
            int slash = path.indexOf('/');
            String first = slash < 0 ? path : path.substring(0, slash);
            boolean heard = told.stream().anyMatch(pattern -> pattern.startsWith(first + "/"));
            if (!told.contains(path)) {
                silences.add(heard || slash < 0 ? path : first + "/**");
            }
        }
        return silences;
    }

    private int revision(Catalogue catalogue) {
        return entries(catalogue).stream().mapToInt(FactEntry::since).max().orElse(1);
    }

    /** What the catalogue knows of such sections. */
    private List<FactEntry> entries(Catalogue catalogue) {
        return catalogue.probe(key.probe()).stream()
                .flatMap(probe -> probe.facts().stream())
                .filter(entry -> entry.pattern().text().startsWith(key.probe() + "[")
                        == key.subject().isPresent())
                .toList();
    }

    private static String path(FactEntry entry) {
        String text = entry.pattern().text();
        return text.substring(text.indexOf('/') + 1);
    }
}

package dev.leeway.collector.sbom;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a bill of materials into the snapshot that says the same. */
public final class BillReader {
    /** Property of a component that is a service. */
    static final String SERVICE = "leeway:service";
    /** Property of the metadata: the environment the bill was made in. */
    static final String ENVIRONMENT = "leeway:environment";

    /** The label by which a snapshot that was read from a bill is known; its value is the format. */
    public static final String SOURCE = "source";

    private static final String UNNAMED = "unnamed";

    private final Bill bill;
    private final BillSubject subject;
    private final SortedMap<String, BillFacts> services = new TreeMap<>();
    private final BillFacts packages = new BillFacts(SectionKey.of(Dependency.PACKAGE));
    private int unplaced;

    private BillReader(Bill bill) {
        this.bill = bill;
        this.subject = BillSubject.of(bill);
    }

    /**
     * Reads CycloneDX JSON 1.2 to 1.7, plain or as gzip, within the limits of a snapshot; the stream is not closed.
     *
     * <p>A bill without a name that a service could have is read all the same, with no services in its scope: whoever
     * compares it has to be told which is meant.
     *
     * @throws FormatException naming the place, when it is no bill this release can read
     */
    public static ReadBill read(InputStream in, String sourceName, BillOptions options) throws FormatException {
        return new BillReader(BillJson.read(in, sourceName)).read(sourceName, options);
    }

    private ReadBill read(String sourceName, BillOptions options) throws FormatException {
        Map<String, SortedSet<String>> owners = owners();
        if (owners.isEmpty() || options.service().isPresent()) {
            if (new TreeSet<>(names()).size() > 1 && options.service().isPresent()) {
                throw new FormatException(
                        sourceName, "", "lists several services, which cannot be given one name", "leave the name out");
            }
            one(options.service().or(subject::service));
        } else {
            bill.components().forEach(component -> component.first(SERVICE).ifPresent(this::facts));
            bill.components()
                    .forEach(component -> place(component, owners.getOrDefault(ref(component), new TreeSet<>())));
        }
        return read(options);
    }

    /** Libraries of a machine as a whole belong to no service. */
    private void one(Optional<String> service) {
        SortedSet<String> only = new TreeSet<>();
        if (service.isPresent() || !subject.host()) {
            only.add(service.orElse(UNNAMED));
        }
        bill.components().forEach(component -> place(component, only));
        // An archive that is itself the subject is deployed like those it uses; what others call so is no package.
        bill.subject()
                .filter(itself -> itself.purl()
                        .filter(url -> url.startsWith("pkg:maven/"))
                        .isPresent())
                .ifPresent(itself -> place(itself, only));
    }

    private List<String> names() {
        return bill.components().stream()
                .flatMap(component -> component.first(SERVICE).stream())
                .toList();
    }

    private static String ref(Component component) {
        return component.ref().orElse("");
    }

    /** By reference the services that use a component, where the bill tells services apart. */
    private Map<String, SortedSet<String>> owners() {
        Map<String, SortedSet<String>> owners = new TreeMap<>();
        for (Component component : bill.components()) {
            component.first(SERVICE).ifPresent(service -> {
                for (String used : bill.uses().getOrDefault(ref(component), List.of())) {
                    owners.computeIfAbsent(used, unused -> new TreeSet<>()).add(service);
                }
            });
        }
        return owners;
    }

    private BillFacts facts(String service) {
        return services.computeIfAbsent(service, name -> new BillFacts(SectionKey.of(Dependency.DEPENDENCY, name)));
    }

    private void place(Component component, SortedSet<String> owners) {
        boolean nothing = component.excluded()
                || component.type().equals("file")
                || component.type().equals("operating-system")
                || component.first(SERVICE).isPresent();
        if (nothing) {
            return;
        }
        Optional<PackageUrl> url = component.purl().flatMap(PackageUrl::parse);
        Optional<Dependency> dependency = url.flatMap(known -> Dependency.of(component, known));
        if (dependency.isPresent() && dependency.get().probe().equals(Dependency.PACKAGE)) {
            packages.add(dependency.get(), component, url.orElseThrow(), bill.maker());
        } else if (dependency.isEmpty() || owners.isEmpty()) {
            unplaced++;
        } else {
            owners.forEach(service -> facts(service).add(dependency.get(), component, url.orElseThrow(), bill.maker()));
        }
    }

    private ReadBill read(BillOptions options) {
        boolean named = options.service().isPresent() || !services.containsKey(UNNAMED);
        Instant made = bill.made().orElse(options.undated());
        Snapshot snapshot = Snapshots.of(0, host(), made, made, "/", new AgentInfo(bill.maker(), -1), sections());
        SortedSet<String> told = new TreeSet<>();
        List<AddressPattern> libraries = new ArrayList<>();
        for (BillFacts facts : services.values()) {
            told.addAll(facts.told());
            libraries.addAll(facts.patterns());
        }
        return new ReadBill(
                snapshot,
                new BillScope(
                        bill.maker(),
                        named ? List.copyOf(services.keySet()) : List.of(),
                        options.service().isPresent() ? Optional.empty() : subject.guessed(),
                        libraries,
                        packages.patterns(),
                        Aspects.of(told),
                        unplaced,
                        bill.made().isPresent()));
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        Map<String, Optional<String>> refs = new TreeMap<>();
        bill.components()
                .forEach(component -> component.first(SERVICE).ifPresent(name -> refs.put(name, component.ref())));
        Optional<String> whole = bill.subject().flatMap(Component::ref);
        var catalogue = CatalogueReader.builtIn();
        services.forEach((name, facts) -> {
            // Of a service that is listed, the bill says itself what it lacks; what it lacks of the host is another
            // matter.
            boolean incomplete = bill.mayLackPartsOf(refs.getOrDefault(name, whole));
            sections.add(facts.section(catalogue, incomplete));
        });
        if (!packages.isEmpty()) {
            sections.add(packages.section(catalogue, bill.mayLackPartsOf(whole)));
        }
        return sections;
    }

    /** Named apart from hosts: a container is often called like its service, and is not this bill. */
    private Host host() {
        String name = services.size() == 1
                ? services.firstKey()
                : bill.subject()
                        .map(Component::name)
                        .filter(known -> !known.isBlank())
                        .orElse(UNNAMED);
        return new Host(
                name + " (SBOM)",
                bill.property(ENVIRONMENT),
                Optional.empty(),
                HostKind.TREE,
                new TreeMap<>(Map.of(SOURCE, "cyclonedx")));
    }
}

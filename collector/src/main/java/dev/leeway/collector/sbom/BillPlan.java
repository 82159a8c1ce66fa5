package dev.leeway.collector.sbom;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of one snapshot goes into a bill of materials, and what of it the snapshot could not see. */
public final class BillPlan {
    final Snapshot snapshot;
    final BillRequest request;
    final Parts parts;
    /** By service the references of what it is made of. */
    final SortedMap<String, SortedSet<String>> services = new TreeMap<>();
    /** What belongs to the host and to no service; nothing where the bill is about one service. */
    final SortedSet<String> host = new TreeSet<>();

    private final SortedSet<String> incomplete = new TreeSet<>();
    private final SortedSet<String> unasked = new TreeSet<>();
    private final List<String> unseen = new ArrayList<>();
    private boolean hostIncomplete;

    private BillPlan(Snapshot snapshot, BillRequest request) {
        this.snapshot = snapshot;
        this.request = request;
        this.parts = new Parts(text(snapshot, "id"), text(snapshot, "version"));
    }

    /** Gathers what {@code request} asks for; empty where the snapshot was taken without looking for it. */
    public static Optional<BillPlan> of(Snapshot snapshot, BillRequest request) {
        BillPlan plan = new BillPlan(snapshot, request);
        snapshot.sections().values().forEach(section -> {
            if (section.key().probe().equals(Dependency.DEPENDENCY)) {
                section.key().subject().ifPresent(service -> plan.service(service, section));
            }
        });
        boolean about = request.service().isPresent() || plan.host();
        return about && (!plan.services.isEmpty() || request.service().isEmpty())
                ? Optional.of(plan)
                : Optional.empty();
    }

    /** The services whose libraries {@code snapshot} tells or says it could not see, sorted. */
    public static List<String> services(Snapshot snapshot) {
        return snapshot.sections().values().stream()
                .filter(section -> section.key().probe().equals(Dependency.DEPENDENCY))
                .filter(section -> section.outcome() != Outcome.NOT_REQUESTED)
                .flatMap(section -> section.key().subject().stream())
                .sorted()
                .toList();
    }

    /** The services of which the bill says that it may lack parts, sorted. */
    public List<String> incomplete() {
        return List.copyOf(incomplete);
    }

    /** What was asked for and not seen at all, with the reason; a bill of it says nothing. */
    public List<String> unseen() {
        return List.copyOf(unseen);
    }

    /** The services nobody looked into when the snapshot was taken, sorted; a bill says nothing of them. */
    public List<String> unasked() {
        return List.copyOf(unasked);
    }

    /** How many components it lists, services and copies within others not counted. */
    public int size() {
        return parts.all().size();
    }

    boolean incomplete(String service) {
        return incomplete.contains(service);
    }

    boolean hostIncomplete() {
        return hostIncomplete;
    }

    private void service(String service, Section section) {
        boolean wanted = request.service().map(service::equals).orElse(true);
        if (wanted && section.outcome() == Outcome.NOT_REQUESTED) {
            unasked.add(service);
        }
        if (wanted && section.outcome() != Outcome.NOT_REQUESTED) {
            services.put(service, parts.add(section));
            if (gaps(section, service)) {
                incomplete.add(service);
            }
        }
    }

    /** What lies on the host beside its services; whether anybody looked for anything. */
    private boolean host() {
        Section libraries = snapshot.sections().get(SectionKey.of(Dependency.DEPENDENCY));
        Section packages = snapshot.sections().get(SectionKey.of(Dependency.PACKAGE));
        boolean looked = host(libraries);
        // Without its packages a host is not told whole, even where nobody asked for them.
        boolean listed = request.packages() && host(packages);
        hostIncomplete |= !looked || !listed;
        return looked || listed || !services.isEmpty();
    }

    private boolean host(@Nullable Section section) {
        if (section == null || section.outcome() == Outcome.NOT_REQUESTED) {
            return false;
        }
        host.addAll(parts.add(section));
        hostIncomplete |= gaps(section, "the host");
        return true;
    }

    private boolean gaps(Section section, String what) {
        if (section.outcome().fell()) {
            unseen.add(
                    what + ": " + section.key().text() + " " + section.outcome().text()
                            + section.reason().map(reason -> ", " + reason).orElse(""));
        }
        return SectionGaps.of(section);
    }

    /** A fact about the distribution of the host. */
    private static Optional<String> text(Snapshot snapshot, String name) {
        return Optional.ofNullable(snapshot.sections().get(SectionKey.of("os")))
                .flatMap(os -> os.facts().find(FactPath.of("distribution").child(name)))
                .filter(value -> value instanceof Value.Text || value instanceof Value.Version)
                .map(Value::display);
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.align.SubjectNames;
import dev.leeway.collector.sbom.BillScope;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds the service of a bill of materials against those that other sides tell the libraries of. */
final class BillMatch {
    private static final String PROBE = "dependency";
    private static final int MOST_LISTED = 5;

    private BillMatch() {}

    /**
     * Checks that a file, where it is a bill, and another side than its own speak of one service.
     *
     * @param own which of the sides it is of
     * @throws CommandFailure naming the service that is probably meant
     */
    static void check(SnapshotFile bill, int own, List<List<SnapshotFile>> sides, SubjectNames names)
            throws CommandFailure {
        if (bill.bill().isEmpty() || bill.bill().get().libraries().isEmpty()) {
            return;
        }
        BillScope scope = bill.bill().get();
        Map<String, Set<String>> others = new TreeMap<>();
        for (int side = 0; side < sides.size(); side++) {
            if (side != own) {
                sides.get(side).forEach(file -> gather(file, names, others));
            }
        }
        if (others.isEmpty()) {
            throw new CommandFailure(
                    bill.name() + ": a bill of materials, and no other side tells what a service is made"
                            + " of; take its snapshot with an agent that may look into services (leeway-agent doctor)");
        }
        boolean met = scope.services().stream().map(names::canonical).anyMatch(others::containsKey);
        if (!met) {
            throw new CommandFailure(bill.name() + told(scope) + next(bill, names, others));
        }
    }

    private static String told(BillScope scope) {
        return scope.services().isEmpty()
                ? ": a bill of materials that names nothing a service could be called"
                : ": a bill of materials of " + shown(scope.services()) + ", which no other side has";
    }

    private static String next(SnapshotFile bill, SubjectNames names, Map<String, Set<String>> others) {
        Map<String, Set<String>> own = new TreeMap<>();
        gather(bill, names, own);
        Set<String> libraries = new TreeSet<>();
        own.values().forEach(libraries::addAll);
        List<String> best = new ArrayList<>();
        int most = 1;
        for (Map.Entry<String, Set<String>> other : others.entrySet()) {
            Set<String> shared = new TreeSet<>(other.getValue());
            shared.retainAll(libraries);
            if (shared.size() > most) {
                best.clear();
            }
            if (shared.size() >= most) {
                most = shared.size();
                best.add(other.getKey());
            }
        }
        return best.size() == 1
                ? "; " + most + " of its " + libraries.size() + " libraries are those of " + shown(best)
                        + ": compare it with --as-service " + FormatException.shown(best.get(0))
                : "; name one of " + shown(List.copyOf(others.keySet())) + " with --as-service";
    }

    private static String shown(List<String> names) {
        List<String> shown = new ArrayList<>();
        names.subList(0, Math.min(MOST_LISTED, names.size()))
                .forEach(name -> shown.add("'" + FormatException.shown(name) + "'"));
        return String.join(", ", shown) + (names.size() > MOST_LISTED ? ", ..." : "");
    }

    /** Adds by service the libraries that {@code file} tells. */
    private static void gather(SnapshotFile file, SubjectNames names, Map<String, Set<String>> byService) {
        for (Section section : file.snapshot().sections().values()) {
            SectionKey key = names.canonical(section.key());
            if (key.probe().equals(PROBE)
                    && key.subject().isPresent()
                    && section.outcome().observed()) {
                Set<String> libraries = byService.computeIfAbsent(key.subject().get(), unused -> new TreeSet<>());
                Facts facts = section.facts();
                for (int i = 0; i < facts.size(); i++) {
                    String path = facts.path(i);
                    if (path.endsWith("]/version") || path.endsWith("]/declared")) {
                        libraries.add(path.substring(0, path.lastIndexOf('/')));
                    }
                }
            }
        }
    }
}

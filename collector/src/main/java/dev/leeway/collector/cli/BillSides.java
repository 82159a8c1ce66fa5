package dev.leeway.collector.cli;

import dev.leeway.collector.align.SubjectNames;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.sbom.BillScope;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What bills of materials among the sides mean for a comparison: how far it can reach, and what is to be said about it.
 *
 * @param within the facts a side that is nothing but bills speaks of; empty where no side is
 * @param remarks in whole sentences
 */
record BillSides(List<AddressPattern> within, List<String> remarks) {
    /** Why a bill cannot be compared that tells no name, as the end of a message. */
    static final String NAMES_NO_SERVICE =
            ": a bill of materials that names nothing a service could be called; name the service: --as-service NAME";

    private static final int MOST_TOLD = 3;

    BillSides {
        within = List.copyOf(within);
        remarks = List.copyOf(remarks);
    }

    /** Whether libraries are listed and nobody can tell of which service. */
    static boolean unnamed(BillScope bill) {
        return bill.services().isEmpty() && !bill.libraries().isEmpty();
    }

    /**
     * What there is to be said about {@code sides}.
     *
     * @param options what the user said of bills
     * @param hosts whether unlike hosts are compared fact by fact
     * @throws CommandFailure when a bill is of no service that another side has, or there is none to be named
     */
    static BillSides of(Policy policy, List<List<SnapshotFile>> sides, BillOptions options, boolean hosts)
            throws CommandFailure {
        List<SnapshotFile> bills = new ArrayList<>();
        List<SnapshotFile> alone = new ArrayList<>();
        for (List<SnapshotFile> side : sides) {
            List<SnapshotFile> own =
                    side.stream().filter(file -> file.bill().isPresent()).toList();
            bills.addAll(own);
            alone.addAll(own.size() == side.size() ? own : List.of());
        }
        if (bills.isEmpty() && options.service().isPresent()) {
            throw new CommandFailure(
                    "--as-service names the service of a bill of materials, and none of the inputs is one");
        }
        boolean packages =
                hosts || alone.size() == sides.stream().mapToInt(List::size).sum();
        for (List<SnapshotFile> side : sides) {
            refuseSilent(side, packages);
        }
        SubjectNames names = new SubjectNames(policy);
        for (int side = 0; side < sides.size(); side++) {
            for (SnapshotFile file : sides.get(side)) {
                BillMatch.check(file, side, sides, names);
            }
        }
        TreeSet<AddressPattern> within = new TreeSet<>();
        for (SnapshotFile bill : alone) {
            BillScope scope = bill.bill().orElseThrow();
            scope.libraries().forEach(pattern -> within.add(canonical(pattern, bill, names)));
            within.addAll(packages ? scope.packages() : List.of());
        }
        List<String> remarks = new ArrayList<>();
        for (SnapshotFile bill : bills.subList(0, Math.min(MOST_TOLD, bills.size()))) {
            remarks.add(remark(bill.name(), bill.bill().orElseThrow(), packages, alone.contains(bill)));
        }
        if (bills.size() > MOST_TOLD) {
            remarks.add((bills.size() - MOST_TOLD) + " more of the inputs are bills of materials");
        }
        return new BillSides(List.copyOf(within), remarks);
    }

    /** Refuses a side that is nothing but bills of which none tells anything that can be compared. */
    private static void refuseSilent(List<SnapshotFile> side, boolean packages) throws CommandFailure {
        for (SnapshotFile file : side) {
            if (file.bill().isEmpty()
                    || !file.bill().get().libraries().isEmpty()
                    || (packages && !file.bill().get().packages().isEmpty())) {
                return;
            }
        }
        String name = side.get(0).name();
        BillScope bill = side.get(0).bill().orElseThrow();
        throw new CommandFailure(
                bill.packages().isEmpty()
                        ? name + ": a bill of materials without a library or package that Leeway knows"
                                + passedOver(bill.unplaced()) + "; make one that names them by package URL and version"
                        : name + ": a bill of materials of packages of the system alone, which are not those of a host;"
                                + " compare them all the same with --host, or make one that lists libraries");
    }

    private static String passedOver(int components) {
        return components == 0
                ? ""
                : " (" + components + (components == 1 ? " component" : " components") + " passed over)";
    }

    /** The same pattern under the name that the policy gives the service. */
    private static AddressPattern canonical(AddressPattern pattern, SnapshotFile bill, SubjectNames names) {
        for (Section section : bill.snapshot().sections().values()) {
            SectionKey key = section.key();
            String opening = key.text() + "/";
            if (key.subject().isPresent() && pattern.text().startsWith(opening)) {
                return AddressPattern.parse(
                        names.canonical(key).text() + "/" + pattern.text().substring(opening.length()));
            }
        }
        return pattern;
    }

    private static String remark(String name, BillScope bill, boolean packages, boolean alone) {
        StringBuilder remark = new StringBuilder(name)
                .append(" is a bill of materials (")
                .append(FormatException.shown(bill.maker()))
                .append("), so ");
        List<String> parts = new ArrayList<>();
        if (!bill.aspects().isEmpty() && !bill.services().isEmpty()) {
            parts.add(String.join(", ", bill.aspects()) + " of " + String.join(", ", bill.services()));
        }
        if (packages && !bill.packages().isEmpty()) {
            parts.add("versions of packages of the system");
        }
        if (parts.isEmpty()) {
            remark.append("nothing of it was compared");
        } else {
            remark.append(alone ? "only " : "of it only ")
                    .append(String.join(" and ", parts))
                    .append(" were compared");
        }
        bill.guessed()
                .ifPresent(from -> remark.append("; it describes ")
                        .append(from)
                        .append(", whose name was taken for the service's (another: --as-service)"));
        if (!packages && !bill.packages().isEmpty()) {
            remark.append("; its packages of the system are not those of a host (compare them all the same: --host)");
        }
        if (bill.unplaced() > 0) {
            remark.append("; ")
                    .append(bill.unplaced())
                    .append(bill.unplaced() == 1 ? " component" : " components")
                    .append(" without a package that Leeway knows, passed over");
        }
        return remark.append(bill.dated() ? "" : "; it tells no time").toString();
    }
}

package dev.leeway.agent.cli;

import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.schema.fact.Access;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads from a probe's own sections what it could not see, and names what would let it. */
final class ProbeDiagnosis {
    private static final String FORMAT = HostAccessException.Kind.MALFORMED.text();
    private static final String LIMIT = HostAccessException.Kind.TOO_LARGE.text();

    /** Before the processes that this user may not look into. */
    static final String CLOSED = "closed to this user: ";

    private static final String DATABASE = "database";

    /** What it takes to look into other users' processes, which is more than reading files. */
    private static final String INTO_PROCESSES = "CAP_SYS_PTRACE";

    private static final String LOOK = "see what is there: leeway-agent snapshot --show --only ";

    private final String probe;
    private final List<Section> sections;
    private final Sight sight;
    private final Access access;

    /**
     * How much this user may see.
     *
     * @param root whether it is root
     * @param closed the processes it may not look into, as they are shown
     */
    record Sight(boolean root, List<String> closed) {
        Sight {
            closed = List.copyOf(closed);
        }
    }

    /** @param access what the probe needs, as the catalogue says */
    ProbeDiagnosis(String probe, List<Section> sections, Sight sight, Access access) {
        this.probe = probe;
        this.sections = List.copyOf(sections);
        this.sight = sight;
        this.access = access;
    }

    Diagnosis diagnosis() {
        if (sections.stream().allMatch(section -> section.outcome() == Outcome.NOT_REQUESTED)) {
            String reason = sections.stream()
                    .flatMap(each -> each.reason().stream())
                    .findFirst()
                    .orElse("not asked for");
            return new Diagnosis(probe, Diagnosis.State.OFF, reason, "", "");
        }
        List<Section> wanting = sections.stream()
                .filter(section -> section.outcome().fell() || Gaps.inPart(section))
                .toList();
        List<String> remarks = DatabaseAdvice.remarks(sections);
        if (wanting.isEmpty()) {
            String told = Summary.number(facts(), "fact");
            return remarks.isEmpty() ? Diagnosis.healthy(probe, told) : remarked(told, remarks);
        }
        boolean nothing =
                sections.stream().noneMatch(section -> section.outcome().observed());
        return new Diagnosis(
                probe,
                nothing ? Diagnosis.State.BROKEN : Diagnosis.State.ATTENTION,
                evidence(wanting),
                lost(wanting),
                fix(wanting));
    }

    /** What was to be left out and is not there costs nothing; what was to be seen may be lost. */
    private Diagnosis remarked(String told, List<String> remarks) {
        boolean lost =
                remarks.stream().anyMatch(remark -> !remark.contains(".exclude '") || remark.contains(".include '"));
        return new Diagnosis(
                probe,
                lost ? Diagnosis.State.ATTENTION : Diagnosis.State.OFF,
                told + "; " + String.join("; ", remarks),
                lost ? "what that was to name" : "",
                "write names under databases in agent.yaml as the server spells them");
    }

    private int facts() {
        return sections.stream().mapToInt(section -> section.facts().size()).sum();
    }

    private String evidence(List<Section> wanting) {
        List<String> said = new ArrayList<>();
        long subjects = sections.stream().filter(ProbeDiagnosis::hasSubject).count();
        long wantingSubjects =
                wanting.stream().filter(ProbeDiagnosis::hasSubject).count();
        if (wantingSubjects > 0) {
            said.add(wantingSubjects + " of " + subjects + (probe.equals(DATABASE) ? " databases" : " services")
                    + " not seen whole");
        }
        String gaps = Gaps.text(wanting);
        if (!gaps.isEmpty()) {
            said.add(gaps);
        }
        if (permissions(wanting).contains(INTO_PROCESSES) && !sight.closed().isEmpty()) {
            said.add(CLOSED + Gaps.shortened(sight.closed()));
        }
        said.addAll(DatabaseAdvice.remarks(sections));
        return String.join("; ", said);
    }

    private static boolean hasSubject(Section section) {
        return section.key().subject().isPresent();
    }

    /** What is lost: the facts themselves where the gaps are single ones. */
    private String lost(List<Section> wanting) {
        List<String> single = wanting.stream()
                .flatMap(section -> section.uncovered().stream().map(gap -> within(section, gap)))
                .toList();
        boolean allSingle = !single.isEmpty()
                && wanting.stream().noneMatch(section -> section.outcome().fell())
                && single.stream().noneMatch(place -> place.indexOf('*') >= 0);
        return allSingle
                ? single.stream()
                        .sorted()
                        .distinct()
                        .map(ProbeDiagnosis::spoken)
                        .collect(Collectors.joining(", "))
                : access.lost().isEmpty() ? "facts of " + probe : access.lost();
    }

    private static String within(Section section, Uncovered gap) {
        return gap.pattern().text().substring(section.key().text().length() + 1);
    }

    /** {@code tool[docker]/version} is the version of docker. */
    private static String spoken(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return path;
        }
        String owner = path.substring(0, slash);
        int open = owner.lastIndexOf('[');
        boolean keyed = open >= 0 && owner.endsWith("]");
        return path.substring(slash + 1) + " of " + (keyed ? owner.substring(open + 1, owner.length() - 1) : owner);
    }

    private String fix(List<Section> wanting) {
        List<String> fixes = new ArrayList<>();
        if (wanting.stream().anyMatch(section -> section.outcome().fell() && isCramped(section))) {
            return Summary.MORE_MEMORY + " " + probe;
        }
        if (probe.equals(DATABASE)) {
            List<String> advice = DatabaseAdvice.of(wanting);
            return advice.isEmpty() ? LOOK + probe : Gaps.shortened(advice, "; ");
        }
        Optional<String> advice = ContainerAdvice.of(probe, wanting);
        if (advice.isPresent()) {
            return advice.get();
        }
        Set<String> permissions = permissions(wanting);
        if (!permissions.isEmpty()) {
            fixes.add(
                    sight.root()
                            ? evenRoot(permissions)
                            : "run as root, or as the leeway user with " + joined(permissions));
        }
        if (wanting.stream().anyMatch(section -> section.outcome() == Outcome.TIMED_OUT)) {
            fixes.add("raise probes.time in agent.yaml");
        }
        if (wanting.stream().anyMatch(section -> has(section, LIMIT))) {
            fixes.add(
                    wanting.stream().anyMatch(ProbeDiagnosis::isCramped)
                            ? Summary.MORE_MEMORY + " " + probe
                            : "raise probes.facts, probes.bytes or probes.subjects in agent.yaml");
        }
        if (wanting.stream().anyMatch(section -> has(section, FORMAT))) {
            fixes.add(
                    probe.equals("package")
                            ? "install it from a package, which says its version"
                            : "look at what lies there: its form is not known");
        }
        if (fixes.isEmpty()) {
            fixes.add(LOOK + probe);
        }
        return String.join("; ", fixes);
    }

    /** The permissions that open what was closed; empty when nothing was, or nobody knows one. */
    private Set<String> permissions(List<Section> wanting) {
        Set<String> opening = new TreeSet<>(Comparator.reverseOrder());
        for (Section section : wanting) {
            opening.addAll(access.permissions(Gaps.refused(section)));
        }
        opening.remove("");
        return opening;
    }

    private static String evenRoot(Set<String> permissions) {
        String grantable = joined(
                permissions.stream().filter(each -> each.startsWith("CAP_")).toList());
        String guard = permissions.contains(INTO_PROCESSES)
                ? "the process (a sandbox, a security module)"
                : "the file (a security module, a network file system)";
        return "even root is refused: "
                + (grantable.isEmpty() ? "" : "grant " + grantable + " where this runs in a container, else ")
                + "see what guards " + guard;
    }

    private static String joined(Collection<String> permissions) {
        return String.join(" and ", permissions);
    }

    private static boolean isCramped(Section section) {
        return section.reason().orElse("").endsWith(" of " + SnapshotTaker.MEMORY);
    }

    private static boolean has(Section section, String reason) {
        return section.uncovered().stream().anyMatch(gap -> gap.reason().equals(reason));
    }
}

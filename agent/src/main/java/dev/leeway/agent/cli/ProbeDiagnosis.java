package dev.leeway.agent.cli;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads from a probe's own sections what it could not see, and names what would let it. */
final class ProbeDiagnosis {
    private static final String DENIED = HostAccessException.Kind.DENIED.text();
    private static final String LIMIT = HostAccessException.Kind.TOO_LARGE.text();

    /** What is lost when a probe sees nothing, or too little. */
    private static final Map<String, String> LOSSES = Map.of(
            "env", "missing-variable check, endpoints and secrets of services",
            "process", "the JDK or interpreter in use, flags, limits, stale processes",
            "package", "package and client-tool versions",
            "jdk", "Java installations, trust stores, security overrides",
            "os", "limits, kernel settings, time zone and resolvers");

    /** Probes that look into other users' processes, which takes more than reading files. */
    private static final List<String> INTO_PROCESSES = List.of("env", "process");

    private static final int MOST_LISTED = 3;

    private final String probe;
    private final List<Section> sections;

    ProbeDiagnosis(String probe, List<Section> sections) {
        this.probe = probe;
        this.sections = List.copyOf(sections);
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
                .filter(section -> section.outcome().fell() || section.outcome() == Outcome.PARTIAL)
                .toList();
        if (wanting.isEmpty()) {
            return Diagnosis.healthy(probe, Summary.number(facts(), "fact"));
        }
        boolean nothing =
                sections.stream().noneMatch(section -> section.outcome().observed());
        return new Diagnosis(
                probe,
                nothing ? Diagnosis.State.BROKEN : Diagnosis.State.ATTENTION,
                evidence(wanting),
                LOSSES.getOrDefault(probe, "facts of " + probe),
                fix(wanting));
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
            said.add(wantingSubjects + " of " + subjects + " services not seen whole");
        }
        reasons(wanting).forEach((reason, places) -> said.add(reason + ": " + shortened(places)));
        return String.join("; ", said);
    }

    private static String shortened(List<String> places) {
        int more = places.size() - MOST_LISTED;
        return String.join(", ", places.subList(0, Math.min(MOST_LISTED, places.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static boolean hasSubject(Section section) {
        return section.key().subject().isPresent();
    }

    /** Why something was not seen, and what: sections that fell, and patterns of sections that stand. */
    private static Map<String, List<String>> reasons(List<Section> wanting) {
        Map<String, List<String>> reasons = new TreeMap<>();
        for (Section section : wanting) {
            if (section.outcome().fell()) {
                reasons.computeIfAbsent(section.outcome().text(), each -> new ArrayList<>())
                        .add(section.key().text()
                                + section.reason()
                                        .map(text -> " (" + text + ")")
                                        .orElse(""));
            }
            for (Uncovered gap : section.uncovered()) {
                reasons.computeIfAbsent(gap.reason(), each -> new ArrayList<>())
                        .add(gap.pattern().text());
            }
        }
        return reasons;
    }

    private String fix(List<Section> wanting) {
        List<String> fixes = new ArrayList<>();
        boolean denied =
                wanting.stream().anyMatch(section -> section.outcome() == Outcome.REFUSED || has(section, DENIED));
        if (denied && INTO_PROCESSES.contains(probe)) {
            fixes.add("run as root, or as the leeway user with CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH");
        } else if (denied) {
            fixes.add("run as root, or as the leeway user with CAP_DAC_READ_SEARCH");
        }
        if (wanting.stream().anyMatch(section -> section.outcome() == Outcome.TIMED_OUT)) {
            fixes.add("raise probes.time in agent.yaml");
        }
        if (wanting.stream().anyMatch(section -> has(section, LIMIT))) {
            fixes.add("raise probes.facts, probes.bytes or probes.subjects in agent.yaml");
        }
        if (fixes.isEmpty()) {
            fixes.add("see what is there: leeway-agent snapshot --show --only " + probe);
        }
        return String.join("; ", fixes);
    }

    private static boolean has(Section section, String reason) {
        return section.uncovered().stream().anyMatch(gap -> gap.reason().equals(reason));
    }
}

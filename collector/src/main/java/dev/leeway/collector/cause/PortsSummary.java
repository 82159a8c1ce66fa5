package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in one line which ports of a container are published otherwise, each once. */
final class PortsSummary {
    private static final int NAMED = 4;

    private PortsSummary() {}

    /** {@code shop-web: port 8080/tcp is published at 8080 in staging, at 9090 in prod}; empty where no port is published otherwise. */
    static Optional<String> of(Group group) {
        SortedMap<String, List<Finding>> ports = new TreeMap<>();
        for (Finding member : group.members()) {
            FactPath.Segment first = member.address().path().segments().get(0);
            boolean told = member.between().equals(group.leading().between())
                    && member.between().size() == 2
                    && (member.disposition() != Disposition.WITHIN_LEEWAY
                            || group.disposition() == Disposition.WITHIN_LEEWAY)
                    && member.address().section().probe().equals("container")
                    && first.name().equals("port");
            if (told) {
                first.key()
                        .ifPresent(key -> ports.computeIfAbsent(key, unused -> new ArrayList<>())
                                .add(member));
            }
        }
        Comparator<Finding> gravity = Comparator.comparing(
                        (Finding finding) -> finding.disposition() != group.disposition())
                .thenComparing(Finding::severity);
        List<Told> told = new ArrayList<>();
        ports.forEach((key, findings) -> {
            findings.sort(gravity);
            port(key, findings).ifPresent(told::add);
        });
        if (told.isEmpty()) {
            return Optional.empty();
        }
        told.sort(Comparator.comparing(Told::gravest, gravity));
        int more = told.size() - NAMED;
        List<String> words = told.stream().limit(NAMED).map(Told::words).toList();
        return Optional.of(group.leading().scope().name() + ": "
                + String.join("; ", words)
                + (more > 0 ? "; and " + CauseSummary.count(more, "more port") : "")
                + graver(group.leading(), told.get(0).gravest(), gravity));
    }

    /**
     * What is said of one port.
     *
     * @param gravest of the facts that it says
     */
    private record Told(String words, Finding gravest) {}

    /** What makes the cause graver than all that is said of ports. */
    private static String graver(Finding leading, Finding told, Comparator<Finding> gravity) {
        return gravity.compare(leading, told) < 0
                ? "; " + leading.severity().text() + ": "
                        + leading.explanation().summary()
                : "";
    }

    /** Findings the gravest first, and what they say in that order. */
    private static Optional<Told> port(String key, List<Finding> findings) {
        Optional<Finding> lacking = of(findings, "published", DriftState.MISSING);
        if (lacking.isPresent()) {
            String at = of(findings, "host-port", DriftState.MISSING)
                    .flatMap(PortsSummary::held)
                    .map(port -> " at " + port)
                    .orElse("");
            return lacking.map(finding -> new Told(
                    "port " + key + " is published" + at + " in " + holder(finding) + ", not in " + other(finding),
                    findings.get(0)));
        }
        List<Finding> moved = findings.stream()
                .filter(finding -> finding.state() == DriftState.DIFFERENT
                        && (aspect(finding).equals("host-port")
                                || aspect(finding).equals("address")))
                .toList();
        if (!moved.isEmpty()) {
            String words = moved.stream().map(PortsSummary::moved).distinct().collect(Collectors.joining(", and "));
            return Optional.of(new Told("port " + key + " is " + words, moved.get(0)));
        }
        return of(findings, "published", DriftState.DIFFERENT)
                .map(finding -> new Told("port " + key + " published is" + sides(finding, " ", "otherwise"), finding));
    }

    private static String moved(Finding finding) {
        return aspect(finding).equals("address")
                ? "offered" + sides(finding, " on ", "on another address")
                : "published" + sides(finding, " at ", "at another port");
    }

    private static String aspect(Finding finding) {
        String path = finding.address().path().text();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Optional<Finding> of(List<Finding> findings, String aspect, DriftState state) {
        return findings.stream()
                .filter(finding -> finding.state() == state && aspect(finding).equals(aspect))
                .findFirst();
    }

    /** Two words alike are no difference: what is withheld on both sides is only known to be another. */
    private static String sides(Finding finding, String preposition, String another) {
        List<String> between = finding.between();
        List<String> held = between.stream()
                .map(environment -> held(finding, environment))
                .distinct()
                .toList();
        return held.size() == 1
                ? " " + another + " in " + String.join(" than in ", between) + " (both withheld)"
                : between.stream()
                        .map(environment -> preposition + held(finding, environment) + " in " + environment)
                        .collect(Collectors.joining(","));
    }

    private static String holder(Finding finding) {
        return finding.between().stream()
                .filter(environment -> !held(finding, environment).isEmpty())
                .findFirst()
                .orElse(finding.between().get(0));
    }

    private static String other(Finding finding) {
        String holder = holder(finding);
        return finding.between().stream()
                .filter(environment -> !environment.equals(holder))
                .findFirst()
                .orElse(holder);
    }

    private static Optional<String> held(Finding finding) {
        return Optional.of(held(finding, holder(finding))).filter(text -> !text.isEmpty());
    }

    private static String held(Finding finding, String environment) {
        return finding.values().stream()
                .filter(value -> value.environment().equals(environment))
                .map(EnvironmentValue::value)
                .flatMap(Optional::stream)
                .map(PortsSummary::shown)
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static String shown(Value value) {
        if (!(value instanceof Value.SetOf set)) {
            return value.display();
        }
        return set.members().isEmpty()
                ? "none"
                : set.members().stream().map(Value::display).collect(Collectors.joining(" and "));
    }
}

package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
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
        List<String> told = new ArrayList<>();
        ports.forEach((key, findings) -> port(key, findings).ifPresent(told::add));
        if (told.isEmpty()) {
            return Optional.empty();
        }
        int more = told.size() - NAMED;
        return Optional.of(group.leading().scope().name() + ": "
                + String.join("; ", more > 0 ? told.subList(0, NAMED) : told)
                + (more > 0 ? "; and " + CauseSummary.count(more, "more port") : ""));
    }

    private static Optional<String> port(String key, List<Finding> findings) {
        Optional<Finding> lacking = of(findings, "published", DriftState.MISSING);
        if (lacking.isPresent()) {
            String at = of(findings, "host-port", DriftState.MISSING)
                    .flatMap(PortsSummary::held)
                    .map(port -> " at " + port)
                    .orElse("");
            return lacking.map(finding ->
                    "port " + key + " is published" + at + " in " + holder(finding) + ", not in " + other(finding));
        }
        return of(findings, "host-port", DriftState.DIFFERENT)
                .map(finding -> "port " + key + " is published" + sides(finding, " at "))
                .or(() -> of(findings, "address", DriftState.DIFFERENT)
                        .map(finding -> "port " + key + " is offered" + sides(finding, " on ")))
                .or(() -> of(findings, "published", DriftState.DIFFERENT)
                        .map(finding -> "port " + key + " published is" + sides(finding, " ")));
    }

    private static Optional<Finding> of(List<Finding> findings, String aspect, DriftState state) {
        return findings.stream()
                .filter(finding -> finding.state() == state
                        && finding.address().path().text().endsWith("/" + aspect))
                .findFirst();
    }

    private static String sides(Finding finding, String preposition) {
        return finding.between().stream()
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

package dev.leeway.collector.cause;

import dev.leeway.collector.judge.DeclaredVariable;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What Compose files promise and containers of an environment do not keep, and which drifts between environments follow from it. */
final class BrokenPromises {
    private static final int NAMED = 4;
    private static final String HEAD = ": ";
    private static final List<String> THINGS = List.of("env", "port", "limit", "image", "service");

    /** Environment, service, sort of thing and which one. */
    private final Set<List<String>> broken = new HashSet<>();

    BrokenPromises(List<Finding> findings) {
        for (Finding finding : findings) {
            if (isOne(finding) && finding.disposition() != Disposition.WITHIN_LEEWAY) {
                thing(finding).ifPresent(thing -> {
                    broken.add(place(finding.between().get(0), finding, thing));
                    broken.add(place(finding.between().get(0), finding, List.of(thing.get(0), "*")));
                });
            }
        }
    }

    /** Whether a finding says that a promise is not kept. */
    static boolean isOne(Finding finding) {
        List<FactPath.Segment> segments = finding.address().path().segments();
        return finding.between().size() == 1
                && finding.address().section().probe().equals("container")
                && segments.get(0).name().equals("declared")
                && segments.get(segments.size() - 1).name().equals("state");
    }

    /** The origin of a promise that is not kept, and of what follows from it; the latest environment that explains it counts. */
    Optional<Origin> of(Finding finding) {
        Optional<List<String>> thing = broken.isEmpty() ? Optional.empty() : thing(finding);
        if (thing.isEmpty()) {
            return Optional.empty();
        }
        for (int i = finding.between().size() - 1; i >= 0; i--) {
            String environment = finding.between().get(i);
            if (broken.contains(place(environment, finding, thing.get()))) {
                return Optional.of(
                        new Origin(Origin.Kind.COMPOSE, finding.scope().name() + "|" + environment));
            }
        }
        return Optional.empty();
    }

    private static List<String> place(String environment, Finding finding, List<String> thing) {
        return List.of(environment, finding.scope().name(), thing.get(0), thing.get(1));
    }

    /** The sort of thing a fact tells of, and which one. */
    private static Optional<List<String>> thing(Finding finding) {
        List<FactPath.Segment> segments = finding.address().path().segments();
        FactPath.Segment first = segments.get(0);
        return switch (finding.address().section().probe()) {
            case "container" -> ofContainer(segments);
            case "env" -> Optional.of(List.of("env", first.name()));
            case "config" ->
                first.name().equals("required")
                        ? first.key().map(name -> List.of("env", name))
                        : Optional.<List<String>>empty();
            case "process" ->
                first.name().equals("cgroup") ? Optional.of(List.of("limit", "*")) : Optional.<List<String>>empty();
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> ofContainer(List<FactPath.Segment> segments) {
        FactPath.Segment first = segments.get(0);
        return switch (first.name()) {
            case "declared" ->
                Optional.of(
                        List.of(segments.get(1).name(), segments.get(1).key().orElse("")));
            case "env" ->
                segments.size() < 2
                        ? Optional.empty()
                        : Optional.of(List.of("env", segments.get(1).name()));
            case "port" -> Optional.of(List.of("port", first.key().orElse("")));
            case "limit" ->
                segments.size() < 2
                        ? Optional.empty()
                        : Optional.of(List.of("limit", limit(segments.get(1).name())));
            default -> Optional.empty();
        };
    }

    /** What the engine makes of a limit by itself goes with it. */
    private static String limit(String name) {
        return name.equals("memory-and-swap") || name.equals("swap-unlimited") ? "memory" : name;
    }

    /** {@code shop-web in prod is not what its Compose files say: the container has no PAYMENT_TIMEOUT, ...; the container ...}. */
    static String summary(Group group) {
        String leading = group.leading().explanation().summary();
        int head = leading.indexOf(HEAD);
        if (head < 0 || !isOne(group.leading())) {
            return leading;
        }
        List<Finding> broken = group.members().stream()
                .filter(member -> isOne(member) && member.disposition() == group.disposition())
                .toList();
        List<String> told = new ArrayList<>();
        for (Finding each : named(broken)) {
            told.add(each.explanation().summary().substring(head + HEAD.length()) + elsewhere(each, group));
        }
        int more = broken.size() - told.size();
        return leading.substring(0, head + HEAD.length())
                + String.join("; ", told)
                + (more > 0 ? "; and " + more + " more" : "");
    }

    /** The first few, and of each sort the first: many variables must not hide that the image is another. */
    private static List<Finding> named(List<Finding> broken) {
        Set<String> sorts = new HashSet<>();
        Set<Finding> chosen = new HashSet<>();
        for (Finding each : broken) {
            if (sorts.add(sort(each))) {
                chosen.add(each);
            }
        }
        for (Finding each : broken) {
            if (chosen.size() < NAMED) {
                chosen.add(each);
            }
        }
        return broken.stream().filter(chosen::contains).toList();
    }

    private static String sort(Finding promise) {
        return promise.address().path().segments().get(1).name();
    }

    private static String elsewhere(Finding promise, Group group) {
        return variable(promise).isPresent() ? setElsewhere(promise, group) : publishedElsewhere(promise, group);
    }

    /** Where other environments publish a port that the container does not publish as its file says. */
    private static String publishedElsewhere(Finding promise, Group group) {
        String port = promise.address().path().segments().get(1).key().orElse("");
        Set<String> told = new TreeSet<>();
        for (Finding member : group.members()) {
            List<FactPath.Segment> segments = member.address().path().segments();
            boolean moved = sort(promise).equals("port")
                    && member.state() == DriftState.DIFFERENT
                    && segments.size() == 2
                    && segments.get(0).name().equals("port")
                    && segments.get(0).key().filter(port::equals).isPresent()
                    && segments.get(1).name().equals("host-port");
            for (EnvironmentValue value : moved ? member.values() : List.<EnvironmentValue>of()) {
                if (!value.environment().equals(promise.between().get(0))) {
                    value.value().ifPresent(at -> told.add(value.environment() + " has it at " + ports(at)));
                }
            }
        }
        return told.isEmpty() ? "" : ", " + String.join(" and ", told);
    }

    private static String ports(Value value) {
        return value instanceof Value.SetOf set
                ? set.members().stream().map(Value::display).collect(Collectors.joining(" and "))
                : value.display();
    }

    /** Where a variable is set that the container lacks. */
    private static String setElsewhere(Finding promise, Group group) {
        Set<String> set = new TreeSet<>();
        Optional<String> name = variable(promise);
        for (Finding member : group.members()) {
            if (name.isPresent()
                    && says(promise, "missing")
                    && member.state() == DriftState.MISSING
                    && member.between().size() == 2
                    && holds(member)
                    && variable(member).equals(name)) {
                member.values().stream()
                        .filter(value -> value.standing() == EnvironmentValue.Standing.PRESENT)
                        .forEach(value -> set.add(value.environment()));
            }
        }
        return set.isEmpty() ? "" : ", and it is set in " + String.join(" and ", set);
    }

    /** Whether a fact is there because the variable is; how a promise stands is told of one that is not there as well. */
    private static boolean holds(Finding finding) {
        return !finding.address().path().text().endsWith("/state");
    }

    /** Variables before ports before limits, what is not there before what is another. */
    static int place(Finding finding) {
        List<FactPath.Segment> segments = finding.address().path().segments();
        int thing = isOne(finding) ? THINGS.indexOf(segments.get(1).name()) : THINGS.size();
        return 2 * thing + (says(finding, "missing") ? 0 : 1);
    }

    private static boolean says(Finding finding, String state) {
        return finding.values().stream()
                .flatMap(value -> value.value().stream())
                .anyMatch(value -> value.display().equals(state));
    }

    private static Optional<String> variable(Finding finding) {
        return DeclaredVariable.of(finding.address()).map(DeclaredVariable::name);
    }
}

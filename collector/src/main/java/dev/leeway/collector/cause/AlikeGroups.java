package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Merges groups that say the same of many: a person reads it once, with names. */
final class AlikeGroups {
    /** Fewer are told one by one. */
    private static final int MANY = 3;
    /** Probes that tell how a container is run. */
    private static final Set<String> OF_CONTAINER = Set.of("container", "process", "env", "connection", "config");
    /** Among what is told of a container, what is its image's. */
    private static final String OF_IMAGE = "image/";

    private AlikeGroups() {}

    static Map<Origin, List<Finding>> merged(Map<Origin, List<Finding>> groups) {
        Map<Origin, List<Finding>> services = merged(groups, AlikeGroups::change, 2, Origin.Kind.VARIABLE);
        services = merged(services, AlikeGroups::libraries, 2, Origin.Kind.LIBRARIES);
        services = merged(services, group -> image(group, Origin.Kind.IMAGE), 2, Origin.Kind.IMAGE);
        services = merged(services, group -> image(group, Origin.Kind.RELEASE), 2, Origin.Kind.RELEASE);
        Map<Origin, List<Finding>> hosts = merged(services, AlikeGroups::fact, 2, Origin.Kind.PACKAGE);
        return merged(hosts, AlikeGroups::sort, MANY, Origin.Kind.ALIKE);
    }

    /**
     * Merges groups of one likeness where there are enough of them.
     *
     * @param likeness empty for groups that stay as they are
     */
    private static Map<Origin, List<Finding>> merged(
            Map<Origin, List<Finding>> groups, Function<Group, String> likeness, int enough, Origin.Kind kind) {
        Map<String, List<Origin>> alike = new LinkedHashMap<>();
        groups.forEach((origin, members) -> {
            String like = likeness.apply(new Group(origin, members));
            if (!like.isEmpty()) {
                alike.computeIfAbsent(like, unused -> new ArrayList<>()).add(origin);
            }
        });
        alike.values().removeIf(origins -> origins.size() < enough);
        Map<Origin, List<Finding>> merged = new LinkedHashMap<>(groups);
        Map<String, List<Finding>> members = new LinkedHashMap<>();
        Map<String, Integer> named = new HashMap<>();
        alike.forEach((like, origins) -> {
            List<Finding> all = new ArrayList<>();
            origins.forEach(origin -> all.addAll(merged.remove(origin)));
            members.put(like, all);
            named.merge(name(kind, like, all), 1, Integer::sum);
        });
        members.forEach((like, all) -> {
            String name = name(kind, like, all);
            // Two groups of services may differ in one fact, each in values of its own.
            boolean alone = named.getOrDefault(name, 0) < 2;
            merged.put(new Origin(kind, alone ? name : name + "\n" + scopes(all)), all);
        });
        return merged;
    }

    private static String name(Origin.Kind kind, String like, List<Finding> all) {
        return "*|" + (kind == Origin.Kind.ALIKE ? like : paths(all));
    }

    private static String scopes(List<Finding> members) {
        Set<String> scopes = new TreeSet<>();
        members.forEach(finding -> scopes.add(finding.scope().name()));
        return String.join("|", scopes);
    }

    private static boolean isSingle(Group group) {
        return switch (group.origin().kind()) {
            case VARIABLE, FACT, PACKAGE -> true;
            default -> false;
        };
    }

    /** What changed for a service, from what to what, whichever service it is: a variable renamed everywhere. */
    private static String change(Group group) {
        return isSingle(group) && group.leading().scope().kind() == Scope.Kind.SERVICE ? lines(group) : "";
    }

    /** The same of libraries that moved together, of services or on hosts of several roles. */
    private static String libraries(Group group) {
        return group.origin().kind() == Origin.Kind.LIBRARIES ? lines(group) : "";
    }

    /** What one image brings to each service that runs it; what each makes of its container is its own. */
    private static String image(Group group, Origin.Kind kind) {
        boolean led = group.origin().kind() == kind
                && (ImageSummary.place(group.leading().address()).isPresent()
                        || group.leading().address().path().text().startsWith(OF_IMAGE));
        return led
                ? lines(
                        group,
                        finding -> !OF_CONTAINER.contains(probe(finding))
                                || finding.address().path().text().startsWith(OF_IMAGE))
                : "";
    }

    private static String probe(Finding finding) {
        return finding.address().section().probe();
    }

    private static String lines(Group group) {
        return lines(group, finding -> true);
    }

    private static String lines(Group group, Predicate<Finding> told) {
        Set<String> lines = new TreeSet<>();
        for (Finding finding : group.members().stream().filter(told).toList()) {
            StringJoiner line = new StringJoiner("\0");
            line.add(finding.scope().kind().text())
                    .add(finding.address().section().probe());
            line.add(finding.address().path().text());
            line.add(finding.state().text()).add(finding.severity().text());
            line.add(finding.disposition().text()).add(String.join("|", finding.between()));
            for (EnvironmentValue value : finding.values()) {
                line.add(value.environment()).add(value.standing().text());
                line.add(value.value().map(Value::display).orElse(""));
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    private static String paths(List<Finding> members) {
        Set<String> paths = new TreeSet<>();
        members.forEach(finding -> paths.add(finding.address().section().probe() + "/"
                + finding.address().path().text() + "|" + String.join("|", finding.between())));
        return String.join("\n", paths);
    }

    /** The one host fact a group is about: hosts of several roles may have it, each with values of their own. */
    private static String fact(Group group) {
        return isOfHosts(group)
                ? standing(group.leading(), group.leading().address().text())
                : "";
    }

    private static String sort(Group group) {
        boolean grave = group.severity().atLeast(Severity.HIGH);
        if (grave || !isSingle(group)) {
            return "";
        }
        return isOfHosts(group) ? sortOfHosts(group.leading()) : sortOfServices(group);
    }

    /** What services lack, whatever it is called: variables that are set in one environment only, say. */
    private static String sortOfServices(Group group) {
        Set<String> standings = new TreeSet<>();
        Set<String> services = new TreeSet<>();
        for (Finding finding : group.members()) {
            boolean variable = finding.address().section().probe().equals("env");
            String path = finding.address().path().text();
            if (finding.state() != DriftState.MISSING || (!variable && path.indexOf('[') < 0)) {
                return "";
            }
            services.add(finding.scope().name());
            String what = variable ? "" : path.replaceAll("\\[[^\\]]*\\]", "[*]");
            standings.add(standing(finding, finding.address().section().probe() + "/" + what) + lacking(finding));
        }
        return String.join("|", services) + "\n" + String.join("\n", standings);
    }

    private static String lacking(Finding finding) {
        Set<String> standings = new TreeSet<>();
        finding.values()
                .forEach(value -> standings.add(
                        value.environment() + " " + value.standing().text()));
        return "|" + String.join("|", standings);
    }

    /** The sort of host fact, whatever it is about: packages that are absent, parameters that differ. */
    private static String sortOfHosts(Finding leading) {
        String path = leading.address().text();
        if (path.indexOf('[') < 0) {
            return "";
        }
        StringJoiner sort = new StringJoiner("|");
        sort.add(standing(leading, path.replaceAll("\\[[^\\]]*\\]", "[*]")));
        sort.add(leading.direction().map(Direction::ahead).orElse(""));
        if (leading.state() == DriftState.MISSING) {
            leading.values()
                    .forEach(value ->
                            sort.add(value.environment() + " " + value.value().isPresent()));
        }
        return sort.toString();
    }

    private static boolean isOfHosts(Group group) {
        return isSingle(group) && group.leading().scope().kind() != Scope.Kind.SERVICE;
    }

    private static String standing(Finding finding, String what) {
        return String.join(
                "|",
                what,
                finding.state().text(),
                finding.severity().text(),
                finding.disposition().text(),
                String.join("|", finding.between()));
    }
}

package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Label;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Scope;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says a cause in one line. */
final class CauseSummary {
    private static final int NAMED = 4;

    private CauseSummary() {}

    static String of(Group group) {
        String leading = group.leading().explanation().summary();
        return switch (group.origin().kind()) {
            case ISOLATION -> leading + elsewhere(group);
            case DISTRIBUTION -> leading + followers(group, "package/", "package") + graver(group);
            case JAVA -> leading + runningOn(group) + graver(group);
            case JDK -> fact(group) + graver(group);
            case PACKAGE, ALIKE -> likewise(group);
            case RELEASE -> release(group);
            case LIBRARIES -> LibrarySummary.libraries(group) + graver(group);
            case REPLACED -> LibrarySummary.replaced(group);
            case UNMET -> LibrarySummary.unmet(group);
            case PACKAGING -> PackagingSummary.of(group);
            case IMAGE -> ImageSummary.of(group) + graver(group) + others(group);
            case FILES -> LibrarySummary.files(group);
            case SHAPES ->
                ShapeSummary.of(group).map(told -> told + graver(group)).orElseGet(() -> fact(group));
            case ENGINE -> leading + SchemaSummary.followers(group) + graver(group);
            case SERVER -> leading + SchemaSummary.settings(group) + graver(group);
            case MIGRATION -> leading + SchemaSummary.changes(group) + graver(group);
            case OBJECT -> SchemaSummary.object(group) + elsewhere(group);
            case OBJECTS -> SchemaSummary.objects(group) + elsewhere(group);
            case CHANGE -> SchemaSummary.change(group);
            case ROLE -> SchemaSummary.role(group) + elsewhere(group);
            case COMPOSE -> BrokenPromises.summary(group);
            case SUBJECTS -> subjects(group);
            case UNLIKE_HOSTS -> unlikeHosts(group);
            case UNOBSERVED -> unobserved(group);
            case LESSER -> lesser(group);
            case LEEWAY -> count(group.members().size(), "difference") + " within leeway";
            case PORTS ->
                PortsSummary.of(group).map(told -> told + elsewhere(group)).orElseGet(() -> fact(group));
            case VARIABLE ->
                Connections.otherStore(group)
                        .map(told -> told + elsewhere(group))
                        .orElseGet(() -> fact(group));
            case SUBJECT, LIMITS, FACT -> fact(group);
        };
    }

    /** Whom another Java serves; nothing where the leading one says whose it is. */
    private static String runningOn(Group group) {
        Set<String> services = new TreeSet<>();
        for (Finding member : group.members()) {
            if (member.scope().kind() == Scope.Kind.SERVICE && KnownFacts.saysRuntime(member.address())) {
                services.add(member.scope().name());
            }
        }
        boolean told = group.leading().scope().kind() == Scope.Kind.SERVICE;
        return told || services.isEmpty()
                ? ""
                : "; " + listed(List.copyOf(services)) + (services.size() == 1 ? " runs on it" : " run on it");
    }

    /** What makes the cause graver than the fact that leads it. */
    private static String graver(Group group) {
        // A whole installation is lacking with all that is in it.
        boolean whole = group.origin().kind() == Origin.Kind.JDK;
        return group.graver()
                .filter(finding -> !whole)
                .map(finding -> "; " + finding.severity().text() + ": "
                        + finding.explanation().summary())
                .orElse("");
    }

    private static String fact(Group group) {
        String summary = group.leading().explanation().summary();
        boolean ofSubject = !group.leading().address().section().subject().isEmpty();
        String others = ofSubject ? others(group) : "";
        return others.isEmpty() ? summary + elsewhere(group) : summary + others;
    }

    /** What the subjects of a group are, if one word fits all. */
    private static String noun(Group group) {
        long databases = group.members().stream()
                .filter(finding -> finding.scope().kind() == Scope.Kind.SERVICE)
                .filter(finding -> finding.address().section().probe().equals("database"))
                .count();
        long all = group.members().stream()
                .filter(finding -> finding.scope().kind() == Scope.Kind.SERVICE)
                .count();
        return databases == 0 ? "service" : databases == all ? "database" : "subject";
    }

    /** Other pairs of environments in which the same fact is a drift. */
    private static String elsewhere(Group group) {
        Set<String> pairs = new LinkedHashSet<>();
        for (Finding finding : group.members()) {
            boolean told = finding.disposition() != Disposition.WITHIN_LEEWAY
                    || group.disposition() == Disposition.WITHIN_LEEWAY;
            if (told && !finding.between().equals(group.leading().between())) {
                String within = finding.between().size() < 2 ? "within " : "between ";
                pairs.add(within + String.join(" and ", finding.between()));
            }
        }
        return pairs.isEmpty() ? "" : " (also " + String.join(", ", pairs) + ")";
    }

    /** What the leading one does, and who does so too. */
    private static String likewise(Group group) {
        Set<String> names = new TreeSet<>();
        group.members().forEach(finding -> names.add(keys(finding)));
        names.remove(keys(group.leading()));
        // A package bears the name of what came in it.
        names.removeIf(name ->
                name.isEmpty() || group.leading().explanation().summary().startsWith(name + " "));
        if (names.isEmpty()) {
            return fact(group);
        }
        boolean same =
                group.origin().kind() != Origin.Kind.ALIKE || group.leading().state() == DriftState.MISSING;
        boolean does = group.leading().state() == DriftState.SPLIT;
        String verb = names.size() == 1 ? (does ? "does " : "is ") : (does ? "do " : "are ");
        String so = same ? "so " + verb : "likewise ";
        return group.leading().explanation().summary() + "; " + so + listed(List.copyOf(names)) + others(group);
    }

    /** Whom else it is true of: {@code ; the same for shop-worker}. */
    private static String others(Group group) {
        Set<String> names = new TreeSet<>();
        group.members().stream()
                .filter(finding -> finding.scope().kind() == Scope.Kind.SERVICE)
                .forEach(finding -> names.add(finding.scope().name()));
        names.remove(group.leading().scope().name());
        if (names.isEmpty()) {
            return "";
        }
        return "; the same for "
                + (names.size() < NAMED ? listed(List.copyOf(names)) : count(names.size(), "other " + noun(group)));
    }

    private static String keys(Finding finding) {
        if (finding.address().section().probe().equals("env")) {
            return finding.address().path().segments().get(0).name();
        }
        return finding.address().path().segments().stream()
                .flatMap(segment -> segment.key().stream())
                .collect(Collectors.joining(" "));
    }

    private static String release(Group group) {
        Finding leading = group.leading();
        String what = leading.state() == DriftState.SPLIT
                ? "rollout in " + leading.between().get(0) + ": "
                : leading.direction()
                        .flatMap(Direction::movement)
                        .map(movement -> movement == Direction.Movement.HOTFIX
                                ? "release without rehearsal: "
                                : "release awaiting promotion: ")
                        .orElse("another release: ");
        return what
                + leading.explanation().summary()
                + LibrarySummary.withRelease(group)
                + graver(group)
                + others(group);
    }

    private static String subjects(Group group) {
        Set<String> names = new TreeSet<>();
        group.members().forEach(finding -> names.add(finding.scope().name()));
        return count(names.size(), noun(group)) + " without a counterpart: " + listed(List.copyOf(names));
    }

    private static String unlikeHosts(Group group) {
        Set<String> labels = new LinkedHashSet<>();
        // Two facts may read alike, as a tool and a library of one name do.
        Set<Address> facts = new HashSet<>();
        Set<String> pairs = new LinkedHashSet<>();
        for (Finding finding : group.members()) {
            labels.add(Label.of(finding.address()));
            facts.add(finding.address());
            pairs.add(String.join(" and ", finding.between()));
        }
        List<String> named = labels.stream().limit(NAMED).toList();
        int more = facts.size() - named.size();
        return "hosts of unlike kinds (" + String.join(", ", pairs) + "): " + count(facts.size(), "host fact")
                + " summarised, among them " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String unobserved(Group group) {
        Set<String> labels = new TreeSet<>();
        group.members().forEach(finding -> labels.add(Label.of(finding.scope(), finding.address())));
        return count(labels.size(), "fact") + " could not be told this time: " + listed(List.copyOf(labels));
    }

    private static String lesser(Group group) {
        Set<String> services = new TreeSet<>();
        group.members().forEach(finding -> services.add(finding.scope().name()));
        return count(group.members().size(), "lesser difference") + " of " + listed(List.copyOf(services))
                + ", the first: " + group.leading().explanation().summary();
    }

    private static String followers(Group group, String opening, String noun) {
        Set<String> counted = new TreeSet<>();
        int others = -1;
        for (Finding finding : group.members()) {
            String address = finding.address().text();
            if (address.startsWith(opening) && address.indexOf('[') > 0) {
                counted.add(address.substring(0, address.indexOf(']') + 1));
            } else {
                others++;
            }
        }
        if (counted.isEmpty()) {
            return "";
        }
        return ": " + count(counted.size(), noun) + (others > 0 ? " and " + count(others, "other fact") : "")
                + " follow" + (counted.size() + Math.max(others, 0) == 1 ? "s" : "");
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static String listed(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }
}

package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says in one line what became of several libraries, or of the files around them. */
final class LibrarySummary {
    private static final int NAMED = 4;

    private LibrarySummary() {}

    /** Libraries that moved together, that are not there, or that have other bytes. */
    static String libraries(Group group) {
        Finding leading = group.leading();
        Set<String> others = names(group.members());
        others.remove(name(leading));
        if (others.isEmpty()) {
            return leading.explanation().summary();
        }
        if (InstallationSummary.isOne(group)) {
            return InstallationSummary.of(group);
        }
        if (leading.address().path().text().startsWith("classpath/duplicate[")) {
            return owner(leading) + count(group.members().size(), "pair") + " of archives with duplicate classes differ"
                    + between(leading) + ", the first: " + name(leading);
        }
        if (isOwn(leading)
                && Library.of(leading.address()).filter(Library::tellsContent).isPresent()) {
            return leading.explanation().summary() + "; with it " + count(others.size(), "library") + ": "
                    + listed(others) + elsewhere(group);
        }
        boolean moved = leading.state() == DriftState.DIFFERENT && isVersion(leading);
        if (moved && leading.direction().isPresent()) {
            return moved(group, others);
        }
        return leading.explanation().summary() + "; likewise " + listed(others) + elsewhere(group);
    }

    private static String moved(Group group, Set<String> others) {
        Finding leading = group.leading();
        Optional<Boms> bom = Library.of(leading.address()).flatMap(Boms::ledBy).filter(led -> manages(led, group));
        String step = step(leading);
        Set<String> steps = new LinkedHashSet<>();
        group.members().stream().filter(LibrarySummary::isVersion).forEach(member -> steps.add(versions(member)));
        if (bom.isPresent()) {
            return owner(leading) + bom.get().title() + " " + step + "; with it " + count(others.size(), "library")
                    + " it manages: " + listed(others) + elsewhere(group);
        }
        return steps.size() == 1
                ? owner(leading) + count(others.size() + 1, "library") + " " + step + ": " + name(leading) + ", "
                        + listed(others) + elsewhere(group)
                : owner(leading) + name(leading) + " " + step + "; likewise " + listed(others) + elsewhere(group);
    }

    private static boolean manages(Boms bom, Group group) {
        return group.members().stream()
                .allMatch(member ->
                        Library.of(member.address()).filter(bom::manages).isPresent());
    }

    /** {@code 6.1.4 in staging, 6.1.1 in prod (patch, staging ahead)}. */
    private static String step(Finding finding) {
        StringJoiner sides = new StringJoiner(", ");
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())) {
                sides.add(value.value().map(Value::display).orElse("absent") + " in " + value.environment());
            }
        }
        return sides
                + finding.direction()
                        .map(direction -> " (" + direction.distance().text() + ", " + direction.ahead() + " ahead)")
                        .orElse("");
    }

    private static String versions(Finding finding) {
        StringJoiner versions = new StringJoiner("|");
        finding.values()
                .forEach(value -> versions.add(value.environment() + "="
                        + value.value().map(Value::display).orElse("")));
        return versions.toString();
    }

    /** What goes with a release beside its own version. */
    static String withRelease(Group group) {
        List<Finding> moved = new ArrayList<>();
        List<Finding> gone = new ArrayList<>();
        int files = 0;
        for (Finding member : group.members()) {
            if (isVersion(member) && !isOwn(member)) {
                (member.state() == DriftState.MISSING ? gone : moved).add(member);
            }
            files += isFile(member) ? 1 : 0;
        }
        List<String> parts = new ArrayList<>();
        if (!moved.isEmpty()) {
            parts.add(count(names(moved).size(), "library") + " moved: " + listed(ledFirst(moved)));
        }
        for (String environment : group.leading().between()) {
            List<Finding> only = gone.stream()
                    .filter(finding -> finding.values().stream()
                            .anyMatch(value -> value.environment().equals(environment)
                                    && value.standing() == EnvironmentValue.Standing.PRESENT))
                    .toList();
            if (!only.isEmpty()) {
                parts.add(names(only).size() + " only in " + environment + " (" + listed(names(only)) + ")");
            }
        }
        if (files > 0) {
            parts.add(count(files, "file") + " with them");
        }
        return parts.isEmpty() ? "" : "; with it " + String.join("; ", parts);
    }

    /** What chose the versions of others, then what moved the furthest. */
    private static List<String> ledFirst(List<Finding> moved) {
        List<String> told = new ArrayList<>(Steps.furthest(moved));
        for (Finding finding : moved) {
            Optional<Boms> bom = Library.of(finding.address()).flatMap(Boms::ledBy);
            if (bom.isPresent()) {
                told.remove(name(finding) + Steps.versions(finding));
                told.add(0, bom.get().title() + Steps.versions(finding));
                break;
            }
        }
        return told;
    }

    /** What runs although the disk holds something else. */
    static String replaced(Group group) {
        Finding leading = group.leading();
        List<Finding> here = group.members().stream()
                .filter(member -> member.between().containsAll(leading.between()))
                .toList();
        Set<String> others = names(here);
        others.remove(name(leading));
        Map<String, Set<String>> where = whereForbidden(group);
        where.remove(String.join(" and ", leading.between()));
        StringJoiner besides = new StringJoiner("");
        where.forEach((environment, names) -> besides.add("; in " + environment + " " + listed(names)));
        return leading.explanation().summary()
                + (others.isEmpty() ? "" : "; with it " + count(others.size(), "library") + ": " + listed(others))
                + besides
                + elsewhere(group);
    }

    /** What is installed although a lock file says something else. */
    static String unmet(Group group) {
        Set<String> names = names(group.members());
        if (names.size() == 1) {
            return group.leading().explanation().summary() + elsewhere(group);
        }
        Finding leading = group.leading();
        Map<String, Set<String>> where = whereForbidden(group);
        String place = String.join(" and ", leading.between());
        Set<String> here = where.getOrDefault(place, new TreeSet<>());
        here.remove(name(leading));
        StringJoiner besides = new StringJoiner("");
        where.forEach((environment, those) -> besides.add(
                those.isEmpty()
                        ? ""
                        : "; likewise " + (environment.equals(place) ? "" : "in " + environment + " ")
                                + listed(those)));
        return leading.explanation().summary() + besides + elsewhere(group);
    }

    /** The libraries that have what they must not, by the environment that says so, or by both as compared. */
    private static Map<String, Set<String>> whereForbidden(Group group) {
        Map<String, Set<String>> where = new TreeMap<>();
        for (Finding member : group.members()) {
            if (member.disposition() == group.leading().disposition()
                    && !name(member).isEmpty()) {
                where.computeIfAbsent(String.join(" and ", member.between()), unused -> new TreeSet<>())
                        .add(name(member));
            }
        }
        return where;
    }

    /** {@code deployed files of shop-web: 12 differ between staging and prod, 3 only in prod}. */
    static String files(Group group) {
        Finding leading = group.leading();
        Set<String> differ = new TreeSet<>();
        List<String> parts = new ArrayList<>();
        for (String environment : leading.between()) {
            Set<String> only = new TreeSet<>();
            for (Finding member : group.members()) {
                if (member.state() != DriftState.MISSING) {
                    differ.add(file(member));
                } else if (member.values().stream()
                        .anyMatch(value -> value.environment().equals(environment)
                                && value.value().isPresent())) {
                    only.add(file(member));
                }
            }
            only.remove("");
            if (!only.isEmpty()) {
                parts.add(only.size() + " only in " + environment + " (" + listed(only) + ")");
            }
        }
        differ.remove("");
        if (!differ.isEmpty()) {
            parts.add(
                    0,
                    differ.size() + (differ.size() == 1 ? " differs" : " differ") + between(leading) + " ("
                            + listed(differ) + ")");
        }
        return parts.isEmpty()
                ? leading.explanation().summary()
                : "deployed files of " + leading.scope().name() + ": " + String.join(", ", parts);
    }

    private static boolean isFile(Finding finding) {
        String path = finding.address().path().text();
        return path.startsWith("file[") && path.endsWith("]/content");
    }

    private static String file(Finding finding) {
        return finding.address().path().segments().get(0).key().orElse("");
    }

    private static String between(Finding finding) {
        return finding.between().size() == 2
                ? " between " + String.join(" and ", finding.between())
                : " within " + String.join("", finding.between());
    }

    private static String elsewhere(Group group) {
        Set<String> services = new TreeSet<>();
        group.members().forEach(member -> services.add(member.scope().name()));
        String noun = group.leading().scope().kind() == Scope.Kind.SERVICE ? "other service" : "other role";
        return services.size() > 1 ? "; the same for " + count(services.size() - 1, noun) : "";
    }

    static boolean isVersion(Finding finding) {
        return Library.of(finding.address()).filter(Library::tellsVersion).isPresent();
    }

    static boolean isOwn(Finding finding) {
        return Library.of(finding.address())
                .filter(library -> library.name().equals(finding.scope().name()))
                .isPresent();
    }

    private static Set<String> names(Collection<Finding> findings) {
        Set<String> names = new TreeSet<>();
        findings.forEach(finding -> names.add(name(finding)));
        names.remove("");
        return names;
    }

    /** The name of a library, short where it is read as well without its group. */
    static String name(Finding finding) {
        return Library.of(finding.address())
                .map(library -> library.ecosystem().equals("maven") ? library.name() : library.key())
                .orElseGet(() -> file(finding));
    }

    private static String owner(Finding finding) {
        return finding.scope().kind() == Scope.Kind.SERVICE ? finding.scope().name() + ": " : "";
    }

    private static String count(int number, String noun) {
        if (number == 1) {
            return "1 " + noun;
        }
        return number + " " + (noun.equals("library") ? "libraries" : noun + "s");
    }

    private static String listed(Collection<String> names) {
        List<String> all = List.copyOf(names);
        return all.size() <= NAMED
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, NAMED)) + " and " + (all.size() - NAMED) + " more";
    }
}

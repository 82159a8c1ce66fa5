package dev.leeway.collector.cause;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Findings of one origin, the leading one first.
 *
 * @param origin they have in common
 * @param members never empty
 */
record Group(Origin origin, List<Finding> members) {
    private static final Comparator<Finding> GRAVEST = Comparator.comparingInt(
                    (Finding finding) -> rank(finding.disposition()))
            .thenComparing(Finding::severity)
            .thenComparingInt(finding -> -Consequence.of(finding))
            .thenComparingInt(finding -> -Steps.reach(finding))
            .thenComparing(Finding::address)
            .thenComparing(finding -> String.join("|", finding.between()))
            .thenComparing(Finding::id);
    /** What says where the others come from leads those the policy makes as much of, however grave they are. */
    private static final Comparator<Placed> TELLING = Comparator.comparingInt(
                    (Placed placed) -> rank(placed.finding().disposition()))
            .thenComparingInt(Placed::place)
            .thenComparing(Placed::finding, GRAVEST);

    /** Of databases: what says where the others come from, then what says that a thing is there. */
    private static final Comparator<Finding> FOREMOST = Comparator.comparingInt(
                    (Finding finding) -> rank(finding.disposition()))
            .thenComparingInt(SchemaSummary::place)
            .thenComparing(GRAVEST);

    /** Of one object: that it is not there says all the rest. */
    private static final Comparator<Finding> OF_OBJECT = Comparator.comparingInt(
                    (Finding finding) -> rank(finding.disposition()))
            .thenComparingInt(SchemaSummary::lack)
            .thenComparing(Finding::severity)
            .thenComparing(FOREMOST);

    /** Of promises that are not kept: those, then what follows from them. */
    private static final Comparator<Finding> OF_PROMISES = Comparator.comparingInt(
                    (Finding finding) -> rank(finding.disposition()))
            .thenComparing(finding -> !BrokenPromises.isOne(finding))
            .thenComparing(Finding::severity)
            .thenComparingInt(BrokenPromises::place)
            .thenComparing(GRAVEST);

    Group {
        requireNonNull(origin, "origin is null");
        List<Finding> sorted = new ArrayList<>(members);
        switch (origin.kind()) {
            case UNLIKE_HOSTS -> {} // Those arrive in the order of the gravity they lost by being summarised.
            case ENGINE, SERVER, MIGRATION, OBJECTS, CHANGE -> sorted.sort(FOREMOST);
            case OBJECT -> sorted.sort(OF_OBJECT);
            case COMPOSE -> sorted.sort(OF_PROMISES);
            case ROLE -> sorted = ofRole(sorted);
            case ISOLATION, DISTRIBUTION, JAVA, JDK, RELEASE, LIBRARIES, REPLACED, PACKAGING, IMAGE ->
                sorted = telling(sorted);
            case FACT -> sorted.sort(of(origin));
            default -> sorted.sort(GRAVEST);
        }
        members = List.copyOf(sorted);
    }

    /** Of one thing that several facts tell of: what it is called by leads those that are no graver. */
    private static Comparator<Finding> of(Origin origin) {
        return Comparator.comparingInt((Finding finding) -> rank(finding.disposition()))
                .thenComparing(Finding::severity)
                .thenComparing(finding -> !finding.address().text().equals(origin.key()))
                .thenComparing(GRAVEST);
    }

    /** A finding whose place is looked up once, because there may be thousands of libraries. */
    private record Placed(Finding finding, int place) {}

    /** That the role is not there leads what it had. */
    private static List<Finding> ofRole(List<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(GRAVEST);
        Optional<Finding> absence = SchemaSummary.roleIsAbsent(sorted);
        if (absence.isPresent()) {
            sorted.remove(absence.get());
            sorted.add(0, absence.get());
        }
        return sorted;
    }

    private static List<Finding> telling(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Placed(finding, KnownFacts.place(finding.address())))
                .sorted(TELLING)
                .map(Placed::finding)
                .toList();
    }

    static int rank(Disposition disposition) {
        return switch (disposition) {
            case OPEN -> 0;
            case INFORMATIONAL -> 1;
            case WAIVED -> 2;
            case WITHIN_LEEWAY -> 3;
        };
    }

    /** The points of what leads; an installation of which no part was rehearsed breaks as much as what is not there at all. */
    int consequence() {
        boolean anew = origin.kind() == Origin.Kind.LIBRARIES
                && InstallationSummary.isOne(this)
                && members.stream().anyMatch(Steps::isMajor);
        return Consequence.of(leading()) + (anew ? Consequence.NEVER_REHEARSED : 0);
    }

    Finding leading() {
        return members.get(0);
    }

    /** The gravest of what asks for attention; what does not is never graver than information. */
    Severity severity() {
        Severity gravest = Severity.INFO;
        Disposition disposition = disposition();
        for (Finding finding : members) {
            boolean asks = finding.disposition() == disposition && disposition != Disposition.INFORMATIONAL;
            gravest = asks && finding.severity().compareTo(gravest) < 0 ? finding.severity() : gravest;
        }
        return gravest;
    }

    /** Open where any member is; else what comes next to it. */
    Disposition disposition() {
        Disposition foremost = leading().disposition();
        for (Finding finding : members) {
            foremost = rank(finding.disposition()) < rank(foremost) ? finding.disposition() : foremost;
        }
        return foremost;
    }

    /** The first of those that lend the group a gravity its leading one does not have; empty where that has it. */
    Optional<Finding> graver() {
        Severity gravest = severity();
        Disposition disposition = disposition();
        boolean led = disposition != Disposition.OPEN || leading().severity() == gravest;
        return led
                ? Optional.empty()
                : members.stream()
                        .filter(finding -> finding.disposition() == disposition && finding.severity() == gravest)
                        .findFirst();
    }
}

package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order of causes: what asks for attention, the gravest first, and within a severity by likely consequence. Severities are
 * the policy's; the points of {@link Consequence} never lift a cause over a graver one.
 */
public final class Ranking {
    /** Environments that nothing is promoted between directly say less to each other. */
    private static final int APART = -2;
    /** Each further service, up to so many. */
    private static final int MOST_SERVICES = 4;

    private static final Comparator<Ranked> ORDER = Comparator.comparingInt(
                    (Ranked ranked) -> Group.rank(ranked.group().disposition()))
            .thenComparing(Ranked::severity)
            // Of what does harm in another environment everything else is a detail.
            .thenComparing(ranked -> ranked.group().origin().kind() != Origin.Kind.ISOLATION)
            // What was not there the night before is what the reader has not looked at yet.
            .thenComparing(ranked -> !ranked.fresh())
            // A whole service that is not there says more than any fact of a host.
            .thenComparing(ranked -> ranked.group().origin().kind() != Origin.Kind.SUBJECT)
            // Likeness of unlike environments was never claimed.
            .thenComparing(ranked -> ranked.group().origin().kind() == Origin.Kind.LESSER)
            .thenComparing(ranked -> -ranked.points())
            .thenComparing(ranked ->
                    !KnownFacts.saysDistribution(ranked.group().leading().address()))
            .thenComparing(ranked -> -ranked.group().members().size())
            .thenComparing(ranked -> ranked.group().leading().address())
            .thenComparing(ranked -> String.join("|", ranked.group().leading().between()))
            .thenComparing(ranked -> ranked.group().leading().id());

    private final List<String> environments;
    private final Predicate<Finding> fresh;

    /**
     * A ranking.
     *
     * @param environments that are compared, in promotion order
     * @param fresh whether an earlier report was there and did not have the finding
     */
    public Ranking(List<String> environments, Predicate<Finding> fresh) {
        this.environments = List.copyOf(environments);
        this.fresh = fresh;
    }

    /** A group with what its place is found by, looked up once. */
    private record Ranked(Group group, Severity severity, boolean fresh, int points) {}

    /** The groups, the first to be told first. */
    List<Group> ordered(List<Group> groups) {
        List<Ranked> ranked = new ArrayList<>(groups.size());
        groups.forEach(group -> ranked.add(ranked(group)));
        ranked.sort(ORDER);
        return ranked.stream().map(Ranked::group).toList();
    }

    private Ranked ranked(Group group) {
        Severity severity = group.severity();
        Disposition disposition = group.disposition();
        boolean anew = false;
        boolean adjacent = false;
        Set<String> services = new HashSet<>();
        for (Finding member : group.members()) {
            if (member.disposition() == disposition) {
                boolean gravest = disposition != Disposition.OPEN || member.severity() == severity;
                anew |= gravest && fresh.test(member);
                adjacent |= gravest && isAdjacent(member.between());
                if (member.scope().kind() == Scope.Kind.SERVICE) {
                    services.add(member.scope().name());
                }
            }
        }
        int reach = Math.min(Math.max(services.size(), 1), MOST_SERVICES) - 1;
        return new Ranked(group, severity, anew, group.consequence() + reach + (adjacent ? 0 : APART));
    }

    private boolean isAdjacent(List<String> between) {
        return between.size() < 2
                || Math.abs(environments.indexOf(between.get(0)) - environments.indexOf(between.get(1))) == 1;
    }
}

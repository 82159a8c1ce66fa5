package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How likely a finding does harm compared with others of its severity, in points.
 *
 * <p>The sum of what docs/ranking.md lists: the state it is in, how near the fact is to what runs, what sort of difference it
 * is, and how far it stands out among its peers. Whole numbers, from nothing but the finding, so that the same findings
 * always have the same order and anybody can do the sum.
 */
final class Consequence {
    private static final int SHARED = 40;
    private static final int UNEXPECTED = 34;
    private static final int MISSING = 16;
    private static final int HOTFIX = 12;
    private static final int DIFFERENT = 10;

    /** What one environment lacks and all others have was lost; what one alone has is a difference as any other. */
    private static final int LOST = 6;

    private static final int ADDED = DIFFERENT - MISSING;
    /** One host against several, as unlikely to be meant as it gets. */
    private static final int ALONE = 4;
    /** A fact on which no two environments agree is one that environments have to themselves. */
    private static final int DIVERSE = -3;

    private static final int SEVERAL = 3;
    /** What an installation made of other versions throughout has more than one library that moved. */
    static final int NEVER_REHEARSED = 12;

    private Consequence() {}

    /** The points of a finding; the more, the further to the front. */
    static int of(Finding finding) {
        return state(finding) + Nearness.of(finding) + DifferenceKind.of(finding) + peers(finding);
    }

    private static int state(Finding finding) {
        boolean hotfix = finding.direction()
                .flatMap(Direction::movement)
                .filter(Direction.Movement.HOTFIX::equals)
                .isPresent();
        return switch (finding.state()) {
            case SHARED -> SHARED;
            case UNEXPECTED, BROKEN -> UNEXPECTED;
            case MISSING -> isDefaulted(finding) ? DIFFERENT : MISSING;
            case DIFFERENT -> hotfix ? HOTFIX : DIFFERENT;
            case SPLIT -> DIFFERENT;
            case SAME, UNKNOWN, NOT_COMPARABLE -> 0;
        };
    }

    /** A flag nobody gave a virtual machine has its default there. */
    private static boolean isDefaulted(Finding finding) {
        return finding.address().section().probe().equals("process")
                && finding.address().path().text().startsWith("jvm/flag[");
    }

    private static int peers(Finding finding) {
        return switch (finding.state()) {
            case MISSING -> isDefaulted(finding) ? 0 : lack(finding);
            case DIFFERENT -> distinct(finding) < SEVERAL ? 0 : DIVERSE;
            case SPLIT -> isOneAgainstSeveral(finding) ? ALONE : 0;
            default -> 0;
        };
    }

    private static int lack(Finding finding) {
        Set<String> holding = standing(finding, EnvironmentValue.Standing.PRESENT);
        Set<String> lacking = standing(finding, EnvironmentValue.Standing.MISSING);
        lacking.removeAll(holding);
        if (holding.size() > 1 && lacking.size() == 1) {
            return LOST;
        }
        return holding.size() == 1 && lacking.size() > 1 ? ADDED : 0;
    }

    private static Set<String> standing(Finding finding, EnvironmentValue.Standing standing) {
        Set<String> environments = new HashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (value.standing() == standing) {
                environments.add(value.environment());
            }
        }
        return environments;
    }

    private static int distinct(Finding finding) {
        Set<Optional<Value>> distinct = new HashSet<>();
        Set<String> environments = new HashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (value.standing() != EnvironmentValue.Standing.UNKNOWN && environments.add(value.environment())) {
                distinct.add(value.value());
            }
        }
        return distinct.size();
    }

    /** Whether one host of an environment has what none of at least two others there has, who agree. */
    private static boolean isOneAgainstSeveral(Finding finding) {
        String environment = finding.between().get(0);
        int groups = 0;
        int fewest = Integer.MAX_VALUE;
        int hosts = 0;
        for (EnvironmentValue value : finding.values()) {
            if (value.environment().equals(environment) && value.standing() != EnvironmentValue.Standing.UNKNOWN) {
                groups++;
                hosts += value.hosts().size();
                fewest = Math.min(fewest, value.hosts().size());
            }
        }
        return finding.state() == DriftState.SPLIT && groups == 2 && fewest == 1 && hosts >= SEVERAL;
    }
}

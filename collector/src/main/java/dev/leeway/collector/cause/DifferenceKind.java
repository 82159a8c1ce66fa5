package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Label;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What sort of difference it is: another thing, another amount of it, another version, a switch that is there to differ. */
final class DifferenceKind {
    /** Another thing rather than another version or amount of it. */
    private static final int ANOTHER_THING = 8;
    /** A number here and a text there: what reads it was written for one of them. */
    private static final int ANOTHER_TYPE = 4;

    private static final int LEADS_ELSEWHERE = 2;
    private static final int TUNED = -6;
    private static final int SWITCHED = -8;
    private static final int BUILD = -8;
    private static final int PATCH = -6;
    private static final int MAJOR = 6;

    /** Amounts less than so many times apart are sized to their place. */
    private static final BigDecimal FAR = BigDecimal.valueOf(8);

    private static final Set<String> THINGS = Set.of("kind", "product", "engine", "platform", "architecture", "id");
    private static final Set<String> PLACES = Set.of("scheme", "host", "port", "path", "database");
    /** Names of what is rolled out one environment after another. */
    private static final Pattern SWITCH =
            Pattern.compile("(^|[^a-z])(features?|toggles?|experiments?|flags?)([^a-z]|$)");

    /** Numbers that name something. */
    private static final Pattern NAMING = Pattern.compile("(^|[^a-z])(ports?|uid|gid|id)([^a-z]|$)");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,10})?");

    private DifferenceKind() {}

    static int of(Finding finding) {
        String path = finding.address().path().text();
        int points = isSwitch(finding, path) ? SWITCHED : 0;
        if (finding.direction().isPresent()) {
            return points + distance(finding);
        }
        if (finding.state() != DriftState.DIFFERENT && finding.state() != DriftState.SPLIT) {
            return points;
        }
        String leaf = path.substring(path.lastIndexOf('/') + 1);
        boolean thing = THINGS.contains(leaf) || path.equals("jvm/gc/name");
        points += thing ? ANOTHER_THING : 0;
        points += PLACES.contains(leaf) && !path.equals(leaf) ? LEADS_ELSEWHERE : 0;
        return points + (NAMING.matcher(path.toLowerCase(Locale.ROOT)).find() ? 0 : amount(finding));
    }

    private static boolean isSwitch(Finding finding, String path) {
        String probe = finding.address().section().probe();
        return (probe.equals("env") || probe.equals("config"))
                && SWITCH.matcher(path.toLowerCase(Locale.ROOT)).find();
    }

    private static int distance(Finding finding) {
        return switch (Steps.reach(finding)) {
            case 0 -> BUILD;
            case 1 -> PATCH;
            default -> Steps.isMajor(finding) ? MAJOR : 0;
        };
    }

    private static int amount(Finding finding) {
        List<Optional<BigDecimal>> amounts = new ArrayList<>();
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment()) && value.value().isPresent()) {
                amounts.add(amount(value.value().get()));
            }
        }
        long known = amounts.stream().filter(Optional::isPresent).count();
        if (known == 0 || amounts.size() < 2) {
            return 0;
        }
        if (known < amounts.size()) {
            return others(finding) ? ANOTHER_TYPE : 0;
        }
        BigDecimal least = amounts.stream()
                .flatMap(Optional::stream)
                .reduce(BigDecimal::min)
                .orElse(BigDecimal.ZERO);
        BigDecimal most = amounts.stream()
                .flatMap(Optional::stream)
                .reduce(BigDecimal::max)
                .orElse(BigDecimal.ZERO);
        // None at all, or no limit, is another thing than less of it.
        return least.signum() > 0 && most.compareTo(least.multiply(FAR)) < 0 ? TUNED : 0;
    }

    /** Whether a value is neither a number nor a word that stands for one, such as unlimited. */
    private static boolean others(Finding finding) {
        return finding.values().stream()
                .filter(value -> finding.between().contains(value.environment()))
                .flatMap(value -> value.value().stream())
                .anyMatch(value -> amount(value).isEmpty() && !Label.standsForNumber(value));
    }

    /** Most texts begin as no number does, which spares looking closer. */
    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.charAt(0) <= '9' && NUMBER.matcher(text).matches();
    }

    private static Optional<BigDecimal> amount(Value value) {
        if (value instanceof Value.Numeric numeric) {
            return Optional.of(numeric.number());
        }
        if (value instanceof Value.Size size) {
            return Optional.of(BigDecimal.valueOf(size.bytes()));
        }
        if (value instanceof Value.Time time) {
            return Optional.of(BigDecimal.valueOf(time.duration().toMillis()));
        }
        return value instanceof Value.Text text && isNumber(text.text())
                ? Optional.of(new BigDecimal(text.text()))
                : Optional.empty();
    }
}

package dev.leeway.collector.constraint;

import dev.leeway.collector.version.VersionOrder;
import dev.leeway.schema.fact.Quantity;
import dev.leeway.schema.fact.Quantity.Dimension;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Expectation.Bound;
import dev.leeway.schema.policy.Expectation.OneOf;
import dev.leeway.schema.policy.Expectation.VersionBound;
import dev.leeway.schema.policy.Expectation.VersionWithin;
import dev.leeway.schema.policy.Expectation.Within;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Holds values of one environment against an expectation of each by itself. */
public final class ValueCheck {
    private static final String TEMPLATE = "{environment}";

    private final Expectation expectation;
    private final Set<String> texts = new LinkedHashSet<>();
    private final List<TextPattern> patterns = new ArrayList<>();

    /**
     * The check of {@code expectation}.
     *
     * @param names every name the environment goes by, for what holds its name
     * @throws IllegalArgumentException where the expectation is of no value by itself
     */
    public ValueCheck(Expectation expectation, Collection<String> names) {
        if (!expectation.ofValue()) {
            throw new IllegalArgumentException("'" + expectation.text() + "' is of no value by itself");
        }
        this.expectation = expectation;
        if (expectation instanceof OneOf oneOf) {
            oneOf.texts().forEach(text -> texts.addAll(named(text, names, false)));
        } else if (expectation instanceof Expectation.Matching matching) {
            named(matching.expression(), names, true).forEach(text -> patterns.add(TextPattern.of(text)));
        }
    }

    /** The text once for each way to write each name. */
    private static Set<String> named(String text, Collection<String> names, boolean quoted) {
        Set<String> all = new TreeSet<>();
        if (!text.contains(TEMPLATE)) {
            all.add(text);
            return all;
        }
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            for (String spelling : List.of(
                    name,
                    lower,
                    name.toUpperCase(Locale.ROOT),
                    lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1))) {
                all.add(text.replace(TEMPLATE, quoted ? TextPattern.quoted(spelling) : spelling));
            }
        }
        return all;
    }

    /** How a value fares; of a set or list every member must keep the expectation. */
    public Verdict judge(Value value) {
        if (value instanceof Value.SetOf set) {
            return Verdict.all(set.members().stream().map(this::judge).toList());
        }
        if (value instanceof Value.ListOf list) {
            return Verdict.all(list.members().stream().map(this::judge).toList());
        }
        if (value instanceof Value.Secret) {
            return Verdict.untold("it is a secret");
        }
        if (value instanceof Value.Withheld withheld) {
            return Verdict.untold("it was withheld: " + withheld.reason());
        }
        if (expectation instanceof OneOf) {
            return Verdict.of(isListed(value));
        }
        if (expectation instanceof Within within) {
            return within(value, within);
        }
        return expectation instanceof VersionWithin versions ? within(value, versions) : matching(value);
    }

    private boolean isListed(Value value) {
        if (texts.contains(value.display())) {
            return true;
        }
        for (Dimension dimension : Dimension.values()) {
            // A typed amount is the same however it is written; a text is the text it is.
            boolean typed = !(value instanceof Value.Text);
            if (typed
                    && Quantity.of(value, dimension)
                            .filter(amount -> texts.stream()
                                    .flatMap(text -> Quantity.parse(text).stream())
                                    .anyMatch(listed -> listed.dimension() == dimension
                                            && listed.amount().compareTo(amount.amount()) == 0))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Verdict matching(Value value) {
        String text = value.display();
        return Verdict.of(patterns.stream().anyMatch(pattern -> pattern.matches(text)));
    }

    private static Verdict within(Value value, Within within) {
        Dimension dimension = within.least()
                .or(within::most)
                .map(Bound::quantity)
                .orElseThrow()
                .dimension();
        return Quantity.of(value, dimension)
                .map(amount -> Verdict.of(within.least()
                                .filter(bound -> bound.quantity().amount().compareTo(amount.amount()) > 0)
                                .isEmpty()
                        && within.most()
                                .filter(bound -> bound.quantity().amount().compareTo(amount.amount()) < 0)
                                .isEmpty()))
                .orElseGet(() -> Verdict.untold("it is no " + word(dimension)));
    }

    /** What amounts of a dimension are called. */
    static String word(Dimension dimension) {
        return switch (dimension) {
            case NUMBER -> "number";
            case SIZE -> "size";
            case DURATION -> "length of time";
        };
    }

    private static Verdict within(Value value, VersionWithin versions) {
        if (!(value instanceof Value.Version version)) {
            return Verdict.untold("it is no version");
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (VersionBound bound : versions.bounds()) {
            OptionalInt order = VersionOrder.compare(version, new Value.Version(bound.version(), version.scheme()));
            verdicts.add(
                    order.isPresent()
                            ? Verdict.of(bound.operator().holds(order.getAsInt()))
                            : Verdict.untold("it cannot be ordered against " + bound.version() + " as "
                                    + version.scheme().text() + " has it"));
        }
        return Verdict.all(verdicts);
    }
}

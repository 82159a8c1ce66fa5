package dev.leeway.collector.constraint;

import dev.leeway.collector.version.VersionOrder;
import dev.leeway.schema.fact.Quantity;
import dev.leeway.schema.fact.Quantity.Dimension;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Assertion;
import dev.leeway.schema.policy.Assertion.Term;
import dev.leeway.schema.policy.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Holds values of several operands against an assertion: it is kept where it holds whichever value of each is picked. */
public final class AssertionCheck {
    private final Assertion assertion;

    /** The check of {@code assertion}. */
    public AssertionCheck(Assertion assertion) {
        this.assertion = assertion;
    }

    /**
     * How the values fare.
     *
     * @param values of each operand, one or more
     */
    public Verdict judge(Map<String, List<Value>> values) {
        if (values.values().stream().flatMap(List::stream).anyMatch(AssertionCheck::isHidden)) {
            // What a secret is called goes into its tag: under two names one secret has two.
            return Verdict.untold("a value is a secret or was withheld");
        }
        Set<Dimension> sorts = dimensions(values);
        if (sorts.size() == 1) {
            return amounts(values, sorts.iterator().next());
        }
        if (sorts.size() > 1) {
            return Verdict.untold("the values are amounts of several sorts");
        }
        return assertion.plain() ? plainly(values) : Verdict.untold("the values are no amounts of one sort");
    }

    private static boolean isHidden(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.members().stream().anyMatch(AssertionCheck::isHidden);
        }
        return value instanceof Value.ListOf list
                ? list.members().stream().anyMatch(AssertionCheck::isHidden)
                : value.kind() == Value.Kind.SECRET || value.kind() == Value.Kind.WITHHELD;
    }

    /** The sorts of amounts that all values and constants are; the first that fits texts, which may be several. */
    private Set<Dimension> dimensions(Map<String, List<Value>> values) {
        Set<Dimension> said = EnumSet.noneOf(Dimension.class);
        for (List<Term> side : List.of(assertion.left(), assertion.right())) {
            side.forEach(term -> term.constant()
                    // Nothing is nothing of any sort.
                    .filter(constant -> constant.amount().signum() != 0)
                    .ifPresent(constant -> said.add(constant.dimension())));
        }
        List<Dimension> fitting = new ArrayList<>(List.of(Dimension.values()));
        fitting.removeIf(dimension -> values.values().stream()
                .flatMap(List::stream)
                .anyMatch(value -> Quantity.of(value, dimension).isEmpty()));
        if (said.size() > 1) {
            return said;
        }
        fitting.removeIf(dimension -> !said.isEmpty() && !said.contains(dimension));
        return fitting.isEmpty() ? Set.of() : Set.of(fitting.get(0));
    }

    /** By how much the left side exceeds the right, at least and at most. */
    private Verdict amounts(Map<String, List<Value>> values, Dimension dimension) {
        Map<String, BigDecimal> factors = new LinkedHashMap<>();
        BigDecimal sum = add(assertion.left(), BigDecimal.ONE, factors)
                .add(add(assertion.right(), BigDecimal.ONE.negate(), factors));
        BigDecimal least = sum;
        BigDecimal most = sum;
        for (Map.Entry<String, BigDecimal> factor : factors.entrySet()) {
            List<BigDecimal> times = values.getOrDefault(factor.getKey(), List.of()).stream()
                    .flatMap(value -> Quantity.of(value, dimension).stream())
                    .map(amount -> amount.amount().multiply(factor.getValue()))
                    .sorted()
                    .toList();
            if (times.isEmpty()) {
                return Verdict.untold("there is no value of " + factor.getKey());
            }
            least = least.add(times.get(0));
            most = most.add(times.get(times.size() - 1));
        }
        return Verdict.of(assertion.operator().holds(least, most));
    }

    /** Adds the factors of a side's operands, and returns the sum of its constants. */
    private static BigDecimal add(List<Term> side, BigDecimal sign, Map<String, BigDecimal> factors) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Term term : side) {
            BigDecimal factor = term.factor().multiply(sign);
            if (term.operand().isPresent()) {
                factors.merge(term.operand().get(), factor, BigDecimal::add);
            } else {
                sum = sum.add(
                        term.constant().map(Quantity::amount).orElseThrow().multiply(factor));
            }
        }
        return sum;
    }

    /** What is no amount can be equal, and versions can be ordered. */
    private Verdict plainly(Map<String, List<Value>> values) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Value left : of(assertion.left(), values)) {
            for (Value right : of(assertion.right(), values)) {
                verdicts.add(plainly(left, right));
            }
        }
        return verdicts.isEmpty() ? Verdict.untold("a value is not there") : Verdict.all(verdicts);
    }

    private static List<Value> of(List<Term> side, Map<String, List<Value>> values) {
        return side.get(0)
                .operand()
                .map(operand -> values.getOrDefault(operand, List.of()))
                .orElse(List.of());
    }

    private Verdict plainly(Value left, Value right) {
        Operator operator = assertion.operator();
        if (left instanceof Value.Version one && right instanceof Value.Version other) {
            OptionalInt order = VersionOrder.compare(one, other);
            return order.isPresent()
                    ? Verdict.of(operator.holds(order.getAsInt()))
                    : Verdict.untold("the versions cannot be ordered");
        }
        if (operator != Operator.EQUAL && operator != Operator.UNEQUAL) {
            return Verdict.untold("the values are no amounts of one sort");
        }
        // Two probes may give one thing two types.
        boolean same = left.equals(right) || left.display().equals(right.display());
        return Verdict.of(same == (operator == Operator.EQUAL));
    }
}

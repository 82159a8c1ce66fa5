package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How some amounts are to stand to others: {@code prod >= 2 * staging}.
 *
 * @param left summands, one or more
 * @param operator between the sides
 * @param right summands, one or more
 * @param text as written
 */
public record Assertion(List<Term> left, Operator operator, List<Term> right, String text) {
    public Assertion {
        requireNonNull(operator, "operator is null");
        requireNonNull(text, "text is null");
        left = List.copyOf(left);
        right = List.copyOf(right);
        if (left.isEmpty() || right.isEmpty()) {
            throw new IllegalArgumentException("a side without summands");
        }
    }

    /**
     * One summand: so many times what the operand is, or a constant.
     *
     * @param factor of the operand; 1 or -1 for a constant
     * @param operand an environment or a pattern of facts, as the policy has it; empty for a constant
     * @param constant present exactly where there is no operand
     */
    public record Term(BigDecimal factor, Optional<String> operand, Optional<Quantity> constant) {
        public Term {
            requireNonNull(factor, "factor is null");
            requireNonNull(operand, "operand is null");
            requireNonNull(constant, "constant is null");
            if (operand.isPresent() == constant.isPresent()) {
                throw new IllegalArgumentException("a summand is an operand or a constant");
            }
        }
    }

    /** What it speaks of, each operand once, in the order written. */
    public List<String> operands() {
        List<String> operands = new ArrayList<>();
        for (List<Term> side : List.of(left, right)) {
            side.forEach(term ->
                    term.operand().filter(each -> !operands.contains(each)).ifPresent(operands::add));
        }
        return List.copyOf(operands);
    }

    /** Whether it holds one operand as it is against another, so that values that are no amounts can be equal as well. */
    public boolean plain() {
        return plain(left) && plain(right);
    }

    private static boolean plain(List<Term> side) {
        return side.size() == 1
                && side.get(0).operand().isPresent()
                && side.get(0).factor().compareTo(BigDecimal.ONE) == 0;
    }
}

package dev.leeway.schema.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** How two sides of an assertion are to stand to each other. */
public enum Operator {
    LESS("<"),
    AT_MOST("<="),
    EQUAL("="),
    UNEQUAL("!="),
    AT_LEAST(">="),
    MORE(">");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** As written in a policy. */
    public String text() {
        return text;
    }

    /** The operator written so, if there is one. */
    public static Optional<Operator> of(String text) {
        return Arrays.stream(values())
                .filter(operator -> operator.text.equals(text))
                .findFirst();
    }

    /** Whether it holds where the left side is {@code sign} of the right: negative, 0 or positive for less, equal, more. */
    public boolean holds(int sign) {
        return switch (this) {
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case EQUAL -> sign == 0;
            case UNEQUAL -> sign != 0;
            case AT_LEAST -> sign >= 0;
            case MORE -> sign > 0;
        };
    }

    /**
     * Whether it holds whatever the left side exceeds the right by, from {@code least} to {@code most}.
     *
     * @param least not above {@code most}
     */
    public boolean holds(BigDecimal least, BigDecimal most) {
        return this == UNEQUAL
                ? least.signum() > 0 || most.signum() < 0
                : holds(least.signum()) && holds(most.signum());
    }
}

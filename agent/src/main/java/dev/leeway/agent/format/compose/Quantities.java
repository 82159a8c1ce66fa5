package dev.leeway.agent.format.compose;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and numbers as Compose files write them. */
public final class Quantities {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,6})?) ?([bkmgtp]?)(?:i?b)?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
    private static final int STEP = 10;

    private Quantities() {}

    /** Bytes of {@code 256m}, {@code 1.5g}, {@code 512MB} or {@code 1073741824}, each step 1,024; empty for anything else. */
    public static Optional<Long> bytes(String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return Optional.empty();
        }
        int steps = Math.max(0, "bkmgtp".indexOf(size.group(2).isEmpty() ? "b" : size.group(2)));
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << (STEP * steps)));
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(bytes.longValue());
    }

    /** The number of {@code 0.5} or {@code 2}, without zeros at its end; empty for anything else. */
    public static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text.strip()).matches()
                ? Optional.of(new BigDecimal(text.strip()).stripTrailingZeros())
                : Optional.empty();
    }
}

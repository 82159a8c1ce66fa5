package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of something: a number, a size or a length of time.
 *
 * @param amount plain for numbers, bytes for sizes, seconds for lengths of time
 * @param dimension what it is an amount of
 */
public record Quantity(BigDecimal amount, Dimension dimension) {
    /** What quantities are amounts of; those of two dimensions are never held against each other. */
    public enum Dimension {
        NUMBER,
        SIZE,
        DURATION
    }

    private static final BigDecimal NANOS = BigDecimal.ONE.movePointRight(9);
    /** Longer ones are no amounts anybody means, and could not be computed with in bounded time. */
    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,30}(?:\\.[0-9]{1,30})?) ?([A-Za-z]{0,4})");

    private static final Map<String, BigDecimal> SIZES = Map.ofEntries(
            Map.entry("B", BigDecimal.ONE),
            Map.entry("kB", BigDecimal.TEN.pow(3)),
            Map.entry("KB", BigDecimal.TEN.pow(3)),
            Map.entry("MB", BigDecimal.TEN.pow(6)),
            Map.entry("GB", BigDecimal.TEN.pow(9)),
            Map.entry("TB", BigDecimal.TEN.pow(12)),
            Map.entry("KiB", binary(1)),
            Map.entry("MiB", binary(2)),
            Map.entry("GiB", binary(3)),
            Map.entry("TiB", binary(4)));

    /** As Java's options, Docker and Kubernetes write sizes: each of them in powers of 1,024. */
    private static final Map<String, BigDecimal> SHORT_SIZES = Map.ofEntries(
            Map.entry("b", BigDecimal.ONE),
            Map.entry("k", binary(1)),
            Map.entry("K", binary(1)),
            Map.entry("Ki", binary(1)),
            Map.entry("m", binary(2)),
            Map.entry("M", binary(2)),
            Map.entry("Mi", binary(2)),
            Map.entry("g", binary(3)),
            Map.entry("G", binary(3)),
            Map.entry("Gi", binary(3)),
            Map.entry("t", binary(4)),
            Map.entry("T", binary(4)),
            Map.entry("Ti", binary(4)));

    private static final Map<String, BigDecimal> DURATIONS = Map.of(
            "ns",
            new BigDecimal("0.000000001"),
            "us",
            new BigDecimal("0.000001"),
            "ms",
            new BigDecimal("0.001"),
            "s",
            BigDecimal.ONE,
            "sec",
            BigDecimal.ONE,
            "min",
            BigDecimal.valueOf(60),
            "h",
            BigDecimal.valueOf(3600),
            "d",
            BigDecimal.valueOf(86_400));

    public Quantity {
        requireNonNull(amount, "amount is null");
        requireNonNull(dimension, "dimension is null");
    }

    private static BigDecimal binary(int power) {
        return BigDecimal.valueOf(1024).pow(power);
    }

    /**
     * A quantity as a policy writes it: {@code 10}, {@code 512MiB}, {@code 30s}. Empty where the text is none, or where its
     * unit could be one of two: {@code m} may be minutes and mebibytes.
     */
    public static Optional<Quantity> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        String unit = parts.group(2);
        if (unit.isEmpty()) {
            return Optional.of(new Quantity(number, Dimension.NUMBER));
        }
        return times(number, SIZES.get(unit), Dimension.SIZE)
                .or(() -> times(number, DURATIONS.get(unit), Dimension.DURATION));
    }

    /**
     * How much a value is, as an amount of {@code dimension}; a text is read as whoever is given it would. Empty where it is
     * nothing of the sort, secrets included.
     */
    public static Optional<Quantity> of(Value value, Dimension dimension) {
        if (value instanceof Value.Text text) {
            return read(text.text().strip(), dimension);
        }
        Optional<Quantity> own = Optional.empty();
        if (value instanceof Value.Numeric number) {
            own = Optional.of(new Quantity(number.number(), Dimension.NUMBER));
        } else if (value instanceof Value.Size size) {
            own = Optional.of(new Quantity(BigDecimal.valueOf(size.bytes()), Dimension.SIZE));
        } else if (value instanceof Value.Time time) {
            own = Optional.of(seconds(time.duration()));
        }
        return own.filter(quantity -> quantity.dimension() == dimension);
    }

    private static Optional<Quantity> read(String text, Dimension dimension) {
        if (dimension == Dimension.DURATION && text.startsWith("P")) {
            try {
                return Optional.of(seconds(Duration.parse(text)));
            } catch (DateTimeParseException | ArithmeticException e) {
                return Optional.empty();
            }
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        String unit = parts.group(2);
        return switch (dimension) {
            case NUMBER -> unit.isEmpty() ? Optional.of(new Quantity(number, dimension)) : Optional.empty();
            case SIZE ->
                times(number, SIZES.get(unit), dimension).or(() -> times(number, SHORT_SIZES.get(unit), dimension));
            case DURATION -> times(number, DURATIONS.get(unit.equals("m") ? "min" : unit), dimension);
        };
    }

    private static Optional<Quantity> times(BigDecimal number, @Nullable BigDecimal unit, Dimension dimension) {
        return unit == null ? Optional.empty() : Optional.of(new Quantity(number.multiply(unit), dimension));
    }

    private static Quantity seconds(Duration duration) {
        BigDecimal fraction = BigDecimal.valueOf(duration.getNano()).divide(NANOS);
        return new Quantity(BigDecimal.valueOf(duration.getSeconds()).add(fraction), Dimension.DURATION);
    }
}

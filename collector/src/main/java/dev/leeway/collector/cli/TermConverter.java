package dev.leeway.collector.cli;

import dev.leeway.schema.json.FormatException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long something lasts: {@code 10m}, {@code 48h}, {@code 90d}, {@code 52w}. */
final class TermConverter implements ITypeConverter<Duration> {
    private static final Pattern TERM = Pattern.compile("([1-9][0-9]{0,4})([mhdw])");
    private static final int WEEK = 7;

    @Override
    public Duration convert(String value) {
        Matcher term = TERM.matcher(value);
        if (!term.matches()) {
            throw new TypeConversionException(
                    "'" + FormatException.shown(value) + "' is not a time: write 10m, 48h, 90d or 52w");
        }
        long count = Long.parseLong(term.group(1));
        return switch (term.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(count * WEEK);
        };
    }
}

package dev.leeway.agent.format.toml;

import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value without quotes is. */
final class TomlLiteral {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9](?:_?\\d)*+)|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*+"
            + "|0o[0-7](?:_?[0-7])*+|0b[01](?:_?[01])*+");

    private static final Pattern FRACTION = Pattern.compile(
            "[-+]?(?:0|[1-9](?:_?\\d)*+)(?:\\.\\d(?:_?\\d)*+)?(?:[eE][-+]?\\d(?:_?\\d)*+)?|[-+]?(?:inf|nan)");

    private static final Pattern TIME = Pattern.compile("(?<date>\\d{4}-\\d\\d-\\d\\d)?(?<between>[Tt ]?)"
            + "(?<time>\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d++)?)?)?(?<zone>[Zz]|[-+]\\d\\d:\\d\\d)?");

    /** Of any length here, but not on a clock of Java. */
    private static final Pattern FRACTION_OF_SECOND = Pattern.compile("\\.\\d++");

    private TomlLiteral() {}

    /** The kind of {@code text}; a date is told as a text. Empty when it is no literal. */
    static Optional<Kind> kind(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Kind.FLAG);
        }
        if (WHOLE.matcher(text).matches() || FRACTION.matcher(text).matches()) {
            return Optional.of(Kind.NUMBER);
        }
        return isTime(text) ? Optional.of(Kind.TEXT) : Optional.empty();
    }

    private static boolean isTime(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        String date = parts.group("date");
        String time = parts.group("time");
        String zone = parts.group("zone");
        boolean both = date != null && time != null;
        boolean whole =
                both != parts.group("between").isEmpty() && (both || zone == null) && (date != null || time != null);
        return whole && exists(date, time, zone);
    }

    /** Whether the calendar and the clock have it. */
    private static boolean exists(@Nullable String date, @Nullable String time, @Nullable String zone) {
        try {
            if (date != null) {
                LocalDate.parse(date);
            }
            if (time != null) {
                // A leap second is one that no clock of Java has.
                LocalTime.parse(
                        FRACTION_OF_SECOND.matcher(time).replaceFirst("").replaceFirst(":60$", ":59"));
            }
            if (zone != null && zone.length() > 1) {
                LocalTime.parse(zone.substring(1));
            }
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}

package dev.leeway.collector.selector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads moments: {@code 2026-11-01} (the end of that day), {@code 2026-11-01T02:00:00Z}, {@code 3.days.ago},
 * {@code yesterday}, {@code now}. All are UTC, days and weeks too.
 */
final class WhenText {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})[. ]([a-z]+?)s?[. ]ago");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "second", ChronoUnit.SECONDS,
            "minute", ChronoUnit.MINUTES,
            "hour", ChronoUnit.HOURS,
            "day", ChronoUnit.DAYS);

    private static final Map<String, Period> CALENDAR =
            Map.of("week", Period.ofWeeks(1), "month", Period.ofMonths(1), "year", Period.ofYears(1));

    private WhenText() {}

    /**
     * The moment that {@code text} names from {@code from} to before {@code to}.
     *
     * @throws SelectorException when that is none
     */
    static Instant parse(String text, int from, int to, Instant asOf) throws SelectorException {
        String when = from <= to ? text.substring(from, to) : "";
        try {
            if (when.equals("now")) {
                return asOf;
            }
            if (when.equals("yesterday")) {
                return asOf.minus(1, ChronoUnit.DAYS);
            }
            if (DATE.matcher(when).matches()) {
                // The day is meant as a whole, so that what arrived in the course of it counts.
                return LocalDate.parse(when)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusMillis(1);
            }
            Matcher ago = AGO.matcher(when);
            return ago.matches() ? before(asOf, Integer.parseInt(ago.group(1)), ago.group(2)) : Instant.parse(when);
        } catch (DateTimeException | ArithmeticException e) {
            throw new SelectorException(
                    text,
                    from,
                    "not a time: write 2026-11-01, 2026-11-01T02:00:00Z, 2.weeks.ago (seconds to years), yesterday or"
                            + " now");
        }
    }

    private static Instant before(Instant asOf, int count, String unit) {
        ChronoUnit exact = UNITS.get(unit);
        if (exact != null) {
            return asOf.minus(count, exact);
        }
        Period period = CALENDAR.get(unit);
        if (period == null) {
            throw new DateTimeException("no such unit");
        }
        return OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC)
                .minus(period.multipliedBy(count))
                .toInstant();
    }
}

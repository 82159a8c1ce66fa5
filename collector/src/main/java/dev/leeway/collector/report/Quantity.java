package dev.leeway.collector.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Numbers, shares and times as people read them, the same in every locale. */
public final class Quantity {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Quantity() {}

    /** {@code 4212} as {@code 4,212}. */
    public static String grouped(long number) {
        String digits = Long.toString(number);
        int sign = number < 0 ? 1 : 0;
        StringBuilder out = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > sign; i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }

    /** {@code 1 host}, {@code 4,212 hosts}. */
    public static String of(long number, String noun) {
        return grouped(number) + " " + (number == 1 ? noun : noun + "s");
    }

    /** {@code 978} as {@code 97.8 %}. */
    public static String percent(int permille) {
        return permille / 10 + "." + permille % 10 + " %";
    }

    /** {@code 23 days}, {@code 4 minutes}; whole units, rounded down. */
    public static String age(Duration age) {
        long seconds = Math.abs(age.toSeconds());
        if (seconds < MINUTE) {
            return of(seconds, "second");
        }
        if (seconds < 2 * HOUR) {
            return of(seconds / MINUTE, "minute");
        }
        if (seconds < 2 * DAY) {
            return of(seconds / HOUR, "hour");
        }
        return of(seconds / DAY, "day");
    }

    /** Where {@code moment} lies as seen from {@code asOf}: {@code 6 hours ago}, {@code now}, {@code 5 minutes ahead}. */
    static String ago(Instant moment, Instant asOf) {
        Duration age = Duration.between(moment, asOf);
        if (Math.abs(age.toSeconds()) < MINUTE) {
            return "now";
        }
        return age(age) + (age.isNegative() ? " ahead" : " ago");
    }

    /** {@code 2026-11-20 02:00 UTC}. */
    public static String moment(Instant instant) {
        ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
        return utc.toLocalDate() + " " + two(utc.getHour()) + ":" + two(utc.getMinute()) + " UTC";
    }

    /** The day {@code days} after {@code instant}, in UTC: {@code 2027-02-18}. */
    static String day(Instant instant, int days) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().plusDays(days).toString();
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}

package dev.leeway.agent.probe.certificate;

import java.time.Duration;
import java.time.Instant;

/** How long a certificate still lasts, in bands: within one of them nothing changes from day to day. */
enum Expiry {
    EXPIRED("expired", 0),
    WEEK("under-7-days", 7),
    MONTH("under-30-days", 30),
    QUARTER("under-90-days", 90),
    LONGER("over-90-days", Long.MAX_VALUE);

    private final String text;
    private final long days;

    Expiry(String text, long days) {
        this.text = text;
        this.days = days;
    }

    static Expiry of(Instant end, Instant now) {
        if (!end.isAfter(now)) {
            return EXPIRED;
        }
        long left = Duration.between(now, end).toDays();
        return left < WEEK.days ? WEEK : left < MONTH.days ? MONTH : left < QUARTER.days ? QUARTER : LONGER;
    }

    /** Whether somebody should act. */
    boolean isDue() {
        return this == EXPIRED || this == WEEK || this == MONTH;
    }

    String text() {
        return text;
    }
}

package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When the nightly report is made.
 *
 * @param at time of the day
 * @param zone whose day; where its clocks leave that time out, it is made when they go on, and where they repeat it, the first time
 */
public record Nightly(LocalTime at, ZoneId zone) {
    public Nightly {
        requireNonNull(at, "at is null");
        requireNonNull(zone, "zone is null");
    }

    /** The first due moment after {@code moment}. */
    public Instant next(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        Instant today = due(local);
        return today.isAfter(moment) ? today : due(local.plusDays(1));
    }

    /** The last due moment that is not after {@code moment}. */
    public Instant latest(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        Instant today = due(local);
        return today.isAfter(moment) ? due(local.minusDays(1)) : today;
    }

    private Instant due(ZonedDateTime day) {
        return ZonedDateTime.of(day.toLocalDate(), at, zone).toInstant();
    }
}

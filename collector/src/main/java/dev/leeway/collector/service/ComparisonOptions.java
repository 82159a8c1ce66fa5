package dev.leeway.collector.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one comparison is to be run. In all lists a pattern that is a whole section key stands for everything in it.
 *
 * @param asOf the moment it speaks of: decides which waivers hold and how old drifts are
 * @param failOn gravity from which an open drift makes the verdict
 * @param only facts to compare; all where empty
 * @param ignore facts to leave out
 * @param allowUnknown facts that may stay uncompared though they are required
 * @param expandHosts whether host facts of unlike kinds are told one by one
 * @param previous the report from which drifts take their age
 * @param within facts beyond which there is nothing to compare, because a side speaks of no others; all where empty
 * @param promotion what the differences are judged for; empty where environments are only held against each other
 * @param before earlier snapshots of the same environments, from which it is told which side moved; none where none are at hand
 * @param silence of a whole fleet, after what time without a snapshot a host is not observed any more; empty for sides somebody chose
 * @param lived by id where drifts stand in time, as a store tells it; goes before what {@code previous} tells
 */
public record ComparisonOptions(
        Instant asOf,
        Severity failOn,
        List<AddressPattern> only,
        List<AddressPattern> ignore,
        List<AddressPattern> allowUnknown,
        boolean expandHosts,
        Optional<Report> previous,
        List<AddressPattern> within,
        Optional<Promotion> promotion,
        List<Side> before,
        Optional<Duration> silence,
        Map<String, Lifecycle> lived) {
    public ComparisonOptions {
        requireNonNull(asOf, "asOf is null");
        requireNonNull(failOn, "failOn is null");
        requireNonNull(previous, "previous is null");
        requireNonNull(promotion, "promotion is null");
        only = List.copyOf(only);
        ignore = List.copyOf(ignore);
        allowUnknown = List.copyOf(allowUnknown);
        within = List.copyOf(within);
        before = List.copyOf(before);
        requireNonNull(silence, "silence is null");
        lived = Map.copyOf(lived);
    }

    /** A comparison of sides that speak of everything. */
    public ComparisonOptions(
            Instant asOf,
            Severity failOn,
            List<AddressPattern> only,
            List<AddressPattern> ignore,
            List<AddressPattern> allowUnknown,
            boolean expandHosts,
            Optional<Report> previous) {
        this(
                asOf,
                failOn,
                only,
                ignore,
                allowUnknown,
                expandHosts,
                previous,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /** These, at another moment, told against {@code earlier}. */
    public ComparisonOptions told(Instant moment, Optional<Report> earlier, Map<String, Lifecycle> lives) {
        return new ComparisonOptions(
                moment,
                failOn,
                only,
                ignore,
                allowUnknown,
                expandHosts,
                earlier,
                within,
                promotion,
                before,
                silence,
                lives);
    }

    /** What is to be compared in a moment of the past, of everything there is: what was there does not hang on what is asked now. */
    ComparisonOptions whole(Instant moment, Optional<Report> earlier) {
        return of(List.of(), moment, earlier);
    }

    /** The same of these facts alone; of all where there are none. */
    ComparisonOptions of(List<AddressPattern> facts, Instant moment, Optional<Report> earlier) {
        return new ComparisonOptions(moment, failOn, facts, List.of(), List.of(), expandHosts, earlier);
    }

    /** These, for what is promoted from one environment to another. */
    public ComparisonOptions promoting(Promotion way) {
        return new ComparisonOptions(
                asOf,
                failOn,
                only,
                ignore,
                allowUnknown,
                expandHosts,
                previous,
                within,
                Optional.of(way),
                before,
                silence,
                lived);
    }

    /** These, with earlier snapshots of the same environments at hand. */
    public ComparisonOptions after(List<Side> earlier) {
        return new ComparisonOptions(
                asOf,
                failOn,
                only,
                ignore,
                allowUnknown,
                expandHosts,
                previous,
                within,
                promotion,
                earlier,
                silence,
                lived);
    }

    /** These, of a whole fleet, in which a host is not observed any more after {@code time} without a snapshot. */
    public ComparisonOptions overFleet(Duration time) {
        return new ComparisonOptions(
                asOf,
                failOn,
                only,
                ignore,
                allowUnknown,
                expandHosts,
                previous,
                within,
                promotion,
                before,
                Optional.of(time),
                lived);
    }
}

package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * The report of a day.
 *
 * @param day it was made for
 * @param json the report as {@code report/1} has it
 */
public record DayReport(LocalDate day, byte[] json) {
    public DayReport {
        requireNonNull(day, "day is null");
        requireNonNull(json, "json is null");
    }
}

package dev.leeway.collector.report;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * How a report is to be shown; what it says does not depend on it.
 *
 * @param width columns of a text line, from 40
 * @param colour whether text may carry terminal colours
 * @param limit how many causes are shown before the rest is only counted; the format's own choice where empty,
 *     and everything, what lies within leeway included, for {@link Integer#MAX_VALUE}
 * @param budget how many bytes Markdown may take, from 20,000, and a page, from 100,000; the format's own choice where empty
 */
public record RenderOptions(int width, boolean colour, OptionalInt limit, OptionalInt budget) {
    /** Fewer columns than this cannot hold a severity, a state and a word. */
    public static final int NARROWEST = 40;

    /** Longer lines than this are hard to read. */
    public static final int WIDEST = 200;

    /** Fewer bytes than this do not hold an answer, its gaps and what counts the rest. */
    public static final int SMALLEST = 20_000;

    /** What the summary of a pipeline's step may hold; services that refuse more count 1,048,576. */
    public static final int SUMMARY = 1_000_000;

    /** Plain text as it goes into a pipe or a file. */
    public static final RenderOptions PLAIN = new RenderOptions(100, false, OptionalInt.empty());

    /** Within the budget that each format has by itself. */
    public RenderOptions(int width, boolean colour, OptionalInt limit) {
        this(width, colour, limit, OptionalInt.empty());
    }

    public RenderOptions {
        requireNonNull(limit, "limit is null");
        requireNonNull(budget, "budget is null");
        if (budget.orElse(SMALLEST) < SMALLEST) {
            throw new IllegalArgumentException("budget " + budget + " is too small");
        }
        if (width < NARROWEST || limit.orElse(0) < 0) {
            throw new IllegalArgumentException("width " + width + " or limit " + limit + " is too small");
        }
    }
}

package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

/**
 * A stretch of a value that was made of a variable: what the variable gave, its default, or nothing where nobody knows what it gave.
 *
 * @param name of the variable
 * @param from where the stretch begins
 * @param to where it ends; the same place where nothing is known to have gone in
 */
public record Made(String name, int from, int to) {
    public Made {
        requireNonNull(name, "name is null");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a stretch from " + from + " to " + to);
        }
    }

    /** The same stretch where its text begins {@code by} characters later. */
    Made later(int by) {
        return new Made(name, from + by, to + by);
    }
}

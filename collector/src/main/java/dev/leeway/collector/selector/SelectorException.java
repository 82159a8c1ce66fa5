package dev.leeway.collector.selector;

import static java.util.Objects.requireNonNull;

/** A text is no selector; the message names it, the place, what is wrong and what would be right. */
public final class SelectorException extends Exception {
    private static final long serialVersionUID = 1L;

    SelectorException(String text, int at, String problem) {
        super(requireNonNull(text, "text is null") + ": at character " + (at + 1) + ": "
                + requireNonNull(problem, "problem is null"));
    }
}

package dev.leeway.collector.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Something the user can put right; the message says what is wrong and what to do. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    CommandFailure(String message) {
        super(requireNonNull(message, "message is null"));
        sentences = List.of(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        sentences = List.of(message);
    }

    /** Several things at once, each to be told on a line of its own. */
    CommandFailure(List<String> sentences, Throwable cause) {
        super(String.join("\n", sentences), cause);
        this.sentences = List.copyOf(sentences);
    }

    /** What is to be told, line by line. */
    List<String> sentences() {
        return sentences;
    }
}

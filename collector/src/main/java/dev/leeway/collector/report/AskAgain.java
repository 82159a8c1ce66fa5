package dev.leeway.collector.report;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How to ask again about what a report was made of.
 *
 * @param comparison the words of the command that compares the same sides, such as {@code leeway diff mine.json prod.json}; none where
 *     nobody knows what was compared
 * @param directory where those words mean that, if it is not the one in which the report is looked at
 * @param inputs what follows an id after {@code leeway explain}, word by word; none where the last comparison is meant
 */
public record AskAgain(List<String> comparison, Optional<String> directory, List<String> inputs) {
    /** Where a report came alone. */
    public static final AskAgain NOT = new AskAgain(List.of(), Optional.empty(), List.of());

    public AskAgain {
        requireNonNull(directory, "directory is null");
        comparison = List.copyOf(comparison);
        inputs = List.copyOf(inputs);
    }

    /** The command that compares the same sides, as a shell takes it. */
    public String command() {
        return ShellWords.of(comparison);
    }

    /** {@code leeway explain 5c1e mine.json prod.json}. */
    String explain(String id) {
        return "leeway explain " + id + (inputs.isEmpty() ? "" : " " + ShellWords.of(inputs));
    }
}

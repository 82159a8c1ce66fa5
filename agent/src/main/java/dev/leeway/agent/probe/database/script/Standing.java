package dev.leeway.agent.probe.database.script;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a history stands to the scripts of a deployment; each part is absent where it cannot be told.
 *
 * @param pending scripts that are not in effect
 * @param mismatch migrations in effect whose scripts were changed since
 * @param ahead migrations in effect of which there is no script
 */
public record Standing(
        Optional<SortedSet<String>> pending, Optional<SortedSet<String>> mismatch, Optional<SortedSet<String>> ahead) {
    /** Nothing can be told. */
    public static final Standing UNKNOWN = new Standing(Optional.empty(), Optional.empty(), Optional.empty());

    /** Names in programs: without blanks, signs of addresses, or more than a line holds. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.:/+-]{0,199}");

    private static final String ANY = "{any}";

    public Standing {
        requireNonNull(pending, "pending is null");
        requireNonNull(mismatch, "mismatch is null");
        requireNonNull(ahead, "ahead is null");
    }

    /** Where no check sums can be held against each other. */
    static Standing of(Collection<String> pending, Collection<String> ahead) {
        return new Standing(names(pending), Optional.empty(), names(ahead));
    }

    /** What looks like the name of no migration is data that somebody wrote, and is told as {@code {any}}. */
    static Optional<SortedSet<String>> names(Collection<String> names) {
        SortedSet<String> shown = new TreeSet<>();
        names.forEach(name -> shown.add(NAME.matcher(name).matches() ? name : ANY));
        return Optional.of(shown);
    }
}

package dev.leeway.collector.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One side of a comparison as it was typed: {@code prod.json}, or {@code dev=syft.cdx.json} where what is read does not say
 * itself which environment it is of.
 *
 * @param environment as typed
 * @param source a file, a directory, or {@code -}
 */
record SideArgument(Optional<String> environment, String source) {
    private static final Pattern NAMED = Pattern.compile("([\\p{L}\\p{N}][\\p{L}\\p{N}._-]*)=(.*)", Pattern.DOTALL);

    /** What {@code argument} means; a file that is called so as a whole is meant before an environment is. */
    static SideArgument of(String argument) throws CommandFailure {
        Matcher named = NAMED.matcher(argument);
        if (!named.matches() || exists(argument)) {
            return new SideArgument(Optional.empty(), argument);
        }
        if (named.group(2).isEmpty()) {
            throw new CommandFailure(argument + ": names no file; write " + argument + "FILE");
        }
        return new SideArgument(Optional.of(named.group(1)), named.group(2));
    }

    private static boolean exists(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

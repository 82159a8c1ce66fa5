package dev.leeway.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of commands in the documentation: fenced as {@code ```sh}, run from the top of the repository.
 *
 * <p>{@code ```sh exits=1} says which exit code its last command has; a block is otherwise expected to end with 0.
 * Anything that is not to be run is fenced as something else ({@code ```text}, {@code ```ini}).
 *
 * @param file it stands in
 * @param line of its first command
 * @param commands as written
 * @param exits expected exit code
 */
record CommandBlock(Path file, int line, String commands, int exits) {
    private static final Pattern FENCE = Pattern.compile("^```(?:sh|bash|shell)(?: exits=(\\d))?\\s*$");

    static List<CommandBlock> in(Path file) throws IOException {
        List<CommandBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("```")) {
                    end++;
                }
                int exits = fence.group(1) == null ? 0 : Integer.parseInt(fence.group(1));
                blocks.add(new CommandBlock(file, i + 2, String.join("\n", lines.subList(i + 1, end)), exits));
                i = end;
            }
        }
        return blocks;
    }

    /** Whether it only builds or tests the product: the run that executes this test is that command. */
    boolean isTheBuildItself() {
        return commands.lines().allMatch(line -> line.isBlank() || line.startsWith("mvn ") || line.startsWith("#"));
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}

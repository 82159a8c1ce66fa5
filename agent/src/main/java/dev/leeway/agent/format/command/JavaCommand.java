package dev.leeway.agent.format.command;

import dev.leeway.agent.format.command.Program.MainKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The Java launcher's command line, argument files included. */
final class JavaCommand {
    private static final Set<String> OPTIONS_WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--limit-modules",
            "--patch-module",
            "--enable-native-access",
            "--source");
    private static final int MAX_ARGUMENTS = 20_000;

    private final Function<String, Optional<String>> argumentFile;
    private final Deque<String> ahead;
    private final List<String> options = new ArrayList<>();

    private JavaCommand(List<String> arguments, Function<String, Optional<String>> argumentFile) {
        this.argumentFile = argumentFile;
        this.ahead = new ArrayDeque<>(arguments);
    }

    static Program parse(List<String> arguments, Function<String, Optional<String>> argumentFile) {
        return new JavaCommand(arguments, argumentFile).parse();
    }

    private Program parse() {
        boolean expanding = true;
        while (!ahead.isEmpty() && options.size() < MAX_ARGUMENTS) {
            String argument = ahead.pop();
            if (argument.equals("--disable-@files")) {
                expanding = false;
            } else if (expanding && argument.startsWith("@") && !argument.startsWith("@@")) {
                expand(argument);
            } else if (argument.equals("-jar")) {
                return started(MainKind.JAR, ahead.isEmpty() ? "" : ahead.pop());
            } else if (argument.equals("-m") || argument.equals("--module")) {
                return started(MainKind.MODULE, ahead.isEmpty() ? "" : ahead.pop());
            } else if (argument.startsWith("--module=")) {
                return started(MainKind.MODULE, argument.substring("--module=".length()));
            } else if (!argument.startsWith("-")) {
                return started(argument.endsWith(".java") ? MainKind.SCRIPT : MainKind.CLASS, argument);
            } else {
                options.add(argument);
                if (OPTIONS_WITH_VALUE.contains(argument) && !ahead.isEmpty()) {
                    options.add(ahead.pop());
                }
            }
        }
        return started(MainKind.COMMAND, "");
    }

    private void expand(String argument) {
        Optional<String> content = argumentFile.apply(argument.substring(1));
        if (content.isEmpty()) {
            options.add(argument);
            return;
        }
        List<String> words = ArgumentFile.words(content.get());
        for (int i = words.size() - 1; i >= 0; i--) {
            ahead.push(words.get(i));
        }
    }

    private Program started(MainKind kind, String main) {
        return new Program(RuntimeKind.JAVA, kind, main, Optional.empty(), options, new ArrayList<>(ahead), false);
    }
}

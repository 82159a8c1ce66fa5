package dev.leeway.agent.format.command;

import dev.leeway.agent.format.command.Program.MainKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Interpreters of the shape {@code interpreter [options] script [arguments]}. */
final class ScriptCommand {
    static final Set<String> NODE_OPTIONS_WITH_VALUE = Set.of(
            "-r",
            "--require",
            "--import",
            "--loader",
            "--experimental-loader",
            "-C",
            "--conditions",
            "--icu-data-dir",
            "--input-type",
            "--title",
            "--diagnostic-dir");
    static final Set<String> RUBY_OPTIONS_WITH_VALUE = Set.of("-I", "-r", "-C", "-E", "-F", "-W:no");
    static final Set<String> PHP_OPTIONS_WITH_VALUE = Set.of("-c", "-d", "-z", "-y", "-g", "-S", "-t");
    static final Set<String> SHELL_OPTIONS_WITH_VALUE = Set.of("-o", "-O", "+o", "+O", "-I", "--rcfile", "--init-file");
    static final Set<String> DOTNET_OPTIONS_WITH_VALUE = Set.of(
            "--additionalprobingpath",
            "--additional-deps",
            "--depsfile",
            "--runtimeconfig",
            "--fx-version",
            "--roll-forward");
    private static final Set<String> CODE = Set.of("-e", "-p", "-pe", "--eval", "--print", "-r");

    private ScriptCommand() {}

    static Program parse(RuntimeKind runtime, List<String> arguments, Set<String> optionsWithValue) {
        List<String> options = new ArrayList<>();
        int i = 0;
        while (i < arguments.size() && isOption(arguments.get(i))) {
            String option = arguments.get(i++);
            boolean takesValue = optionsWithValue.contains(option);
            if (!takesValue && isCode(runtime, option)) {
                return Program.code(runtime, options);
            }
            if (option.equals("--")) {
                break;
            }
            options.add(option);
            if (takesValue && i < arguments.size()) {
                options.add(arguments.get(i++));
            }
        }
        if (i < arguments.size()
                && runtime == RuntimeKind.DOTNET
                && arguments.get(i).equals("exec")) {
            i++;
        }
        return i == arguments.size()
                ? new Program(runtime, MainKind.COMMAND, "", Optional.empty(), options, List.of(), false)
                : new Program(
                        runtime,
                        MainKind.SCRIPT,
                        arguments.get(i),
                        Optional.empty(),
                        options,
                        arguments.subList(i + 1, arguments.size()),
                        false);
    }

    /** A shell takes code after any cluster of letters that holds a {@code c}. */
    private static boolean isCode(RuntimeKind runtime, String option) {
        return runtime == RuntimeKind.SHELL
                ? option.startsWith("-") && !option.startsWith("--") && option.indexOf('c') > 0
                : CODE.contains(option);
    }

    private static boolean isOption(String argument) {
        return argument.length() > 1 && (argument.startsWith("-") || argument.startsWith("+"));
    }
}

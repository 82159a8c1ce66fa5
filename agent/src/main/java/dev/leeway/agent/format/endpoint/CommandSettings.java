package dev.leeway.agent.format.endpoint;

import dev.leeway.agent.format.command.ArgumentFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that one command gets on its way: its variables, and what its arguments say. */
public final class CommandSettings {
    /** Variables that hold arguments. */
    public static final List<String> OF_JAVA = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final int MAX_ARGUMENTS = 20_000;
    private static final int MAX_ARGUMENT = 16_384;
    private static final Pattern PROPERTY = Pattern.compile("-D([A-Za-z0-9_.\\-]{1,200})=(.*)", Pattern.DOTALL);
    private static final Pattern OPTION =
            Pattern.compile("--?([A-Za-z][A-Za-z0-9_.\\-]{1,199})(?:=(.*))?", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_][A-Z0-9_]{1,199})=(.*)", Pattern.DOTALL);

    private final List<Setting> found = new ArrayList<>();
    private int bare;

    private CommandSettings() {}

    /**
     * The settings of a command.
     *
     * @param arguments the program first
     * @param variables of its environment
     */
    public static List<Setting> of(List<String> arguments, Map<String, String> variables) {
        CommandSettings settings = new CommandSettings();
        settings.arguments(arguments);
        for (String name : OF_JAVA) {
            settings.arguments(ArgumentFile.wordsOfVariable(variables.getOrDefault(name, "")));
        }
        variables.forEach((name, value) ->
                settings.found.add(new Setting(name, value, Setting.Kind.VARIABLE, "variable " + name)));
        return List.copyOf(settings.found);
    }

    private void arguments(List<String> arguments) {
        found.addAll(ClientArguments.of(arguments));
        for (int i = 0; i < Math.min(arguments.size(), MAX_ARGUMENTS); i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (argument.length() <= MAX_ARGUMENT) {
                if (argument.indexOf(' ') > 0) {
                    // A command line inside one argument, as shells are given; what it sets comes before what it looks
                    // like.
                    words(argument);
                    if (setsBefore(argument)) {
                        continue;
                    }
                }
                i += argument(argument, next) ? 1 : 0;
            }
        }
    }

    /** Whether {@code line} is a command with an assignment before it, and not one assignment with blanks in its value. */
    private static boolean setsBefore(String line) {
        List<String> words = ArgumentFile.words(line);
        Matcher first = ASSIGNMENT.matcher(words.isEmpty() ? "" : words.get(0));
        return first.matches() && EndpointText.url(first.group(2)).isPresent();
    }

    /** Takes an argument; whether the next one is its value. */
    private boolean argument(String argument, String next) {
        Matcher property = PROPERTY.matcher(argument);
        Matcher option = OPTION.matcher(argument);
        Matcher assignment = ASSIGNMENT.matcher(argument);
        if (property.matches()) {
            add(property.group(1), property.group(2));
        } else if (option.matches()) {
            boolean apart = option.group(2) == null && !next.startsWith("-");
            if (option.group(2) != null || apart) {
                add(option.group(1), apart ? next : option.group(2));
                // docker run --env=NAME=value
                Matcher passedOn = ASSIGNMENT.matcher(apart ? "" : option.group(2));
                if (passedOn.matches()) {
                    add(passedOn.group(1), passedOn.group(2));
                }
            }
            return apart && EndpointText.looksLike(next);
        } else if (assignment.matches()) {
            add(assignment.group(1), assignment.group(2));
        } else if (EndpointText.looksLike(argument)) {
            bare++;
            add(bare == 1 ? "ARGUMENT" : "ARGUMENT_" + bare, argument);
        }
        return false;
    }

    private void words(String line) {
        List<String> words = ArgumentFile.words(line);
        found.addAll(ClientArguments.of(words));
        for (int i = 0; i < Math.min(words.size(), 1_000); i++) {
            i += argument(words.get(i), i + 1 < words.size() ? words.get(i + 1) : "") ? 1 : 0;
        }
    }

    private void add(String name, String value) {
        if (!value.isEmpty()) {
            found.add(new Setting(
                    name, value, Setting.Kind.ARGUMENT, "argument " + (name.equals("ARGUMENT") ? "" : name)));
        }
    }
}

package dev.leeway.agent.format.endpoint;

import dev.leeway.agent.format.command.ArgumentFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that one command gets on its way: its variables, and what its arguments say. */
public final class CommandSettings {
    /** Variables that hold arguments. */
    public static final List<String> OF_JAVA = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final int MAX_ARGUMENTS = 20_000;
    private static final int MAX_ARGUMENT = 16_384;
    private static final int MAX_WORDS = 1_000;
    private static final Pattern PROPERTY = Pattern.compile("-D([A-Za-z0-9_.\\-]{1,200})=(.*)", Pattern.DOTALL);
    private static final Pattern OPTION =
            Pattern.compile("(--?)([A-Za-z][A-Za-z0-9_.\\-]{1,199})(?:=(.*))?", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_][A-Z0-9_]{1,199})=(.*)", Pattern.DOTALL);

    /** Likewise as other programs spell names, for a URL alone: {@code alembic -x url=postgres://...}. */
    private static final Pattern NAMED_URL = Pattern.compile("([A-Za-z_][A-Za-z0-9_.\\-]{0,199})=(.*)", Pattern.DOTALL);

    /** What ends a command in a shell's line and clings to its last word. */
    private static final Pattern COMMAND_END = Pattern.compile("[;&|)]+$");

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
        settings.arguments(arguments, ArgumentPlace::at);
        for (String name : OF_JAVA) {
            settings.arguments(
                    ArgumentFile.wordsOfVariable(variables.getOrDefault(name, "")),
                    unused -> new ArgumentPlace(name, true));
        }
        variables.forEach((name, value) ->
                settings.found.add(new Setting(name, value, Setting.Kind.VARIABLE, "variable " + name)));
        return List.copyOf(settings.found);
    }

    private void arguments(List<String> arguments, IntFunction<ArgumentPlace> places) {
        int client = ClientArguments.program(arguments);
        found.addAll(ClientArguments.of(arguments, client, places));
        for (int i = 0; i < Math.min(arguments.size(), MAX_ARGUMENTS); i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (argument.length() <= MAX_ARGUMENT) {
                if (argument.indexOf(' ') > 0) {
                    // A command line inside one argument, as shells are given; what it sets comes before what it looks
                    // like.
                    words(argument, places.apply(i).inside());
                    if (setsBefore(argument)) {
                        continue;
                    }
                }
                i += argument(argument, next, i > client, places.apply(i), places.apply(i + 1)) ? 1 : 0;
            }
        }
    }

    /** Whether {@code line} is a command with an assignment before it, and not one assignment with blanks in its value. */
    private static boolean setsBefore(String line) {
        List<String> words = ArgumentFile.words(line);
        Matcher first = ASSIGNMENT.matcher(words.isEmpty() ? "" : words.get(0));
        return first.matches() && EndpointText.url(first.group(2)).isPresent();
    }

    /** An assignment to a variable, or of a URL to whatever else has a name; it may not match. */
    private static Matcher assignment(String argument) {
        Matcher named = NAMED_URL.matcher(argument);
        return named.matches() && isUrl(named.group(2)) ? named : ASSIGNMENT.matcher(argument);
    }

    /** {@code image=redis:7} is none. */
    private static boolean isUrl(String value) {
        boolean engines = EndpointText.looksLike(value) && (value.contains("//") || value.startsWith("jdbc:"));
        return engines || OtherUrls.of(value).isPresent();
    }

    /**
     * Takes an argument; whether the next one is its value.
     *
     * @param ofClient whether one dash is known to begin the short options of a client, whose values may be a password
     * @param after where the next one stands
     */
    private boolean argument(String argument, String next, boolean ofClient, ArgumentPlace place, ArgumentPlace after) {
        Matcher property = PROPERTY.matcher(argument);
        Matcher option = OPTION.matcher(argument);
        Matcher assignment = assignment(argument);
        if (property.matches()) {
            add(property.group(1), property.group(2), place.of("-D" + property.group(1)));
        } else if (option.matches() && !(ofClient && option.group(1).length() == 1)) {
            return option(option, next, place, after);
        } else if (assignment.matches()) {
            add(assignment.group(1), assignment.group(2), place.of(assignment.group(1)));
        } else if (EndpointText.looksLike(argument)) {
            bare++;
            add(bare == 1 ? "ARGUMENT" : "ARGUMENT_" + bare, argument, place.of(""));
        } else if (OtherUrls.of(argument).isPresent()) {
            add("WEB_ARGUMENT", argument, place.of(""));
        }
        return false;
    }

    private boolean option(Matcher option, String next, ArgumentPlace place, ArgumentPlace after) {
        boolean apart = option.group(3) == null && !next.startsWith("-");
        if (apart) {
            // One dash may begin a letter with its value, a password perhaps.
            add(option.group(2), next, after.of(option.group(1).length() == 1 ? "" : "--" + option.group(2)));
        } else if (option.group(3) != null) {
            add(option.group(2), option.group(3), place.of(option.group(1) + option.group(2)));
            // docker run --env=NAME=value
            Matcher passedOn = assignment(option.group(3));
            if (passedOn.matches()) {
                add(passedOn.group(1), passedOn.group(2), place.of(passedOn.group(1)));
            }
        }
        return apart && (EndpointText.looksLike(next) || OtherUrls.of(next).isPresent());
    }

    private void words(String line, ArgumentPlace place) {
        List<String> words = new ArrayList<>();
        ArgumentFile.words(line).stream()
                .limit(MAX_WORDS)
                .map(word -> COMMAND_END.matcher(word).replaceAll(""))
                .forEach(words::add);
        int client = ClientArguments.program(words);
        found.addAll(ClientArguments.of(words, client, unused -> place));
        for (int i = 0; i < words.size(); i++) {
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            i += argument(words.get(i), next, i > client, place, place) ? 1 : 0;
        }
    }

    private void add(String name, String value, String place) {
        if (!value.isEmpty()) {
            found.add(new Setting(name, value, Setting.Kind.ARGUMENT, place));
        }
    }
}

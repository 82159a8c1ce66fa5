package dev.leeway.agent.host.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in the text of a shell script the command that it ends with, where that can be told without running it: words, quotes and
 * variables are understood, nothing else is.
 */
final class ShellText {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}$`\"']*))?})");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");
    private static final Pattern REDIRECTION = Pattern.compile("\\d*[<>].*");
    /** Words that begin or end what is no simple command. */
    private static final Pattern COMPOUND = Pattern.compile(
            "(?:if|then|else|elif|fi|for|while|until|do|done|case|esac|function|\\{|}|\\(|\\)|return|exit|set|trap)");

    private final Map<String, String> variables;
    private final List<String> arguments;

    /**
     * @param variables that the script was started with
     * @param arguments that it was given
     */
    ShellText(Map<String, String> variables, List<String> arguments) {
        this.variables = variables;
        this.arguments = arguments;
    }

    /** The last command, which is what stays: one that takes the place of the shell, or else the last line. */
    Optional<List<String>> last(String script) {
        List<String> lines = new ArrayList<>();
        for (String line : script.replace("\\\n", " ").split("\n", -1)) {
            for (String part : line.split("&&|\\|\\||;", -1)) {
                String command = part.strip();
                if (!command.isEmpty() && !command.startsWith("#")) {
                    lines.add(command);
                }
            }
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith("exec ")) {
                return command(lines.get(i).substring("exec ".length()));
            }
        }
        return lines.isEmpty() ? Optional.empty() : command(lines.get(lines.size() - 1));
    }

    private Optional<List<String>> command(String text) {
        Optional<List<String>> all = words(text);
        if (all.isEmpty()) {
            return all;
        }
        List<String> words = new ArrayList<>();
        boolean target = false;
        for (String word : all.get()) {
            if (target) {
                target = false;
            } else if (REDIRECTION.matcher(word).matches()) {
                target = word.endsWith(">") || word.endsWith("<");
            } else if (!words.isEmpty() || !ASSIGNMENT.matcher(word).matches()) {
                words.add(word);
            }
        }
        boolean simple = !words.isEmpty() && !COMPOUND.matcher(words.get(0)).matches();
        return simple ? Optional.of(words) : Optional.empty();
    }

    /** The words of a simple command; empty for what is more than one. */
    private Optional<List<String>> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t') {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else if (c == '#' && !begun) {
                break;
            } else if (c == '`'
                    || c == '|'
                    || c == '('
                    || (c == '&' && !word.toString().endsWith(">"))) {
                return Optional.empty();
            } else if (c == '\'') {
                int end = text.indexOf('\'', i + 1);
                if (end < 0) {
                    return Optional.empty();
                }
                word.append(text, i + 1, end);
                begun = true;
                i = end;
            } else if (c == '"') {
                int end = text.indexOf('"', i + 1);
                if (end < 0) {
                    return Optional.empty();
                }
                String quoted = text.substring(i + 1, end);
                i = end;
                if (quoted.equals("$@")) {
                    words.addAll(arguments);
                    continue;
                }
                Optional<String> said = expanded(quoted);
                if (said.isEmpty()) {
                    return Optional.empty();
                }
                word.append(said.get());
                begun = true;
            } else if (c == '$') {
                if (text.startsWith("$@", i) || text.startsWith("$*", i)) {
                    words.addAll(arguments);
                    i++;
                    continue;
                }
                Matcher variable = VARIABLE.matcher(text).region(i, text.length());
                if (!variable.lookingAt()) {
                    return Optional.empty();
                }
                i = variable.end() - 1;
                String[] parts = value(variable).split("[ \t\n]+", -1);
                for (int part = 0; part < parts.length; part++) {
                    if (part > 0 && begun) {
                        words.add(word.toString());
                        word.setLength(0);
                        begun = false;
                    }
                    word.append(parts[part]);
                    begun |= !parts[part].isEmpty();
                }
            } else if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
                begun = true;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return Optional.of(words);
    }

    private Optional<String> expanded(String quoted) {
        StringBuilder out = new StringBuilder();
        Matcher variable = VARIABLE.matcher(quoted);
        int from = 0;
        while (variable.find()) {
            out.append(quoted, from, variable.start()).append(value(variable));
            from = variable.end();
        }
        String rest = quoted.substring(from);
        return rest.indexOf('$') >= 0 || quoted.indexOf('`') >= 0
                ? Optional.empty()
                : Optional.of(out.append(rest).toString());
    }

    private String value(Matcher variable) {
        String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
        String usual = variable.group(3) == null ? "" : variable.group(3);
        return variables.getOrDefault(name, usual);
    }
}

package dev.leeway.agent.redact;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;

/**
 * Discloses command lines and option strings option by option: {@code X/option[-Xmx]}, {@code X/option[--port]},
 * {@code X/argument[1]}. Keys are names of options, never their values, so they are the same wherever the program runs.
 */
final class OptionFacts {
    private static final String OPTION = "option";
    private static final String ARGUMENT = "argument";
    private static final String VARIABLE = "variable";
    private static final int MAX_OPTIONS = 1024;

    private final Judge judge;
    private final Guard guard;
    private final FactPath path;
    private final List<String> arguments;
    private final Components out = new Components();
    private int next;
    private int positional;

    private OptionFacts(Judge judge, Guard guard, FactPath path, List<String> arguments) {
        this.judge = judge;
        this.guard = guard;
        this.path = path;
        this.arguments = arguments;
    }

    /** Whoever judges a named text that may have parts. */
    interface Guard {
        void add(Components out, FactPath path, String tagClass, String tagName, String name, String text);
    }

    static Components of(Judge judge, Guard guard, FactPath path, List<String> arguments) {
        return new OptionFacts(judge, guard, path, arguments).all();
    }

    private Components all() {
        while (next < arguments.size()) {
            if (next >= MAX_OPTIONS) {
                out.add(path.child(OPTION, "(more)"), new Value.Withheld("more than " + MAX_OPTIONS + " options"));
                break;
            }
            argument(arguments.get(next++));
        }
        return out;
    }

    private void argument(String text) {
        if (!beginsOption(text)) {
            positional(text);
        } else if (text.startsWith("-D") && text.length() > 2) {
            assigned("-D", text.substring(2));
        } else if (text.startsWith("-XX:")) {
            hotspot(text.substring(4));
        } else if (text.startsWith("-X") && text.length() > 2) {
            nonStandard(text);
        } else if (text.startsWith("-javaagent:") || text.startsWith("-agentpath:") || text.startsWith("-agentlib:")) {
            javaAgent(text);
        } else if (text.startsWith("--") && text.length() > 2) {
            longOption(text);
        } else {
            shortOption(text.substring(1));
        }
    }

    /** {@code name=value}, or a name alone. */
    private void assigned(String prefix, String text) {
        int sign = text.indexOf('=');
        String name = sign < 0 ? text : text.substring(0, sign);
        FactPath option = path.child(OPTION, prefix + judge.key(name));
        if (sign < 0) {
            given(option, name);
        } else {
            guard.add(out, option, VARIABLE, name, name, text.substring(sign + 1));
        }
    }

    /** An option without a value; told apart from others by its tag where even its name is hidden. */
    private void given(FactPath option, String name) {
        out.add(option, judge.hides(name) ? judge.secret(VARIABLE, OPTION, name) : new Value.Flag(true));
    }

    private void hotspot(String text) {
        boolean flag = text.startsWith("+") || text.startsWith("-");
        if (flag) {
            out.add(path.child(OPTION, "-XX:" + judge.key(text.substring(1))), new Value.Flag(text.startsWith("+")));
        } else {
            assigned("-XX:", text);
        }
    }

    /** {@code -Xmx512m}, {@code -Xlog:gc*:file=gc.log}, {@code -Xint}. */
    private void nonStandard(String text) {
        int end = 2;
        while (end < text.length() && (Ascii.isLetter(text.charAt(end)) || text.charAt(end) == '/')) {
            end++;
        }
        FactPath option = path.child(OPTION, judge.key(text.substring(0, end)));
        if (end == text.length()) {
            given(option, text);
        } else {
            int from = Ascii.isDigit(text.charAt(end)) ? end : end + 1;
            guard.add(out, option, VARIABLE, text.substring(0, end), "JAVA_PATTERN", text.substring(from));
        }
    }

    /** {@code -javaagent:/opt/agent-1.2.jar=settings}: the path is one fact, what is handed over another. */
    private void javaAgent(String text) {
        int colon = text.indexOf(':');
        int sign = text.indexOf('=', colon);
        String name = text.substring(0, colon);
        String library = sign < 0 ? text.substring(colon + 1) : text.substring(colon + 1, sign);
        boolean debugger = name.equals("-agentlib") && (library.equals("jdwp") || library.equals("hprof"));
        String key = debugger ? name + ":" + library : name;
        if (!debugger) {
            guard.add(out, path.child(OPTION, key), VARIABLE, key, "AGENT_FILE", library);
        }
        if (sign >= 0) {
            settings(key, text.substring(sign + 1));
        } else if (debugger) {
            out.add(path.child(OPTION, key), new Value.Flag(true));
        }
    }

    /** {@code transport=dt_socket,server=y,address=*:5005}. */
    private void settings(String key, String text) {
        for (String setting : text.split(",", MAX_OPTIONS)) {
            int sign = setting.indexOf('=');
            if (sign > 0) {
                String name = setting.substring(0, sign);
                FactPath option = path.child(OPTION, key + "=" + judge.key(name));
                guard.add(out, option, VARIABLE, key + "=" + name, name, setting.substring(sign + 1));
            } else if (!setting.isEmpty()) {
                guard.add(out, path.child(OPTION, key + "="), VARIABLE, key, "AGENT_SETTING", setting);
            }
        }
    }

    private void longOption(String text) {
        int sign = text.indexOf('=');
        String name = sign < 0 ? text : text.substring(0, sign);
        FactPath option = path.child(OPTION, judge.key(name));
        String plain = name.substring(2);
        if (sign >= 0) {
            guard.add(out, option, VARIABLE, plain, plain, text.substring(sign + 1));
        } else if (valueFollows()) {
            guard.add(out, option, VARIABLE, plain, plain, arguments.get(next++));
        } else {
            given(option, name);
        }
    }

    private boolean valueFollows() {
        return next < arguments.size() && !beginsOption(arguments.get(next));
    }

    /** A hyphen alone, negative numbers, key blocks and whatever holds a blank are values. */
    private static boolean beginsOption(String text) {
        return text.length() > 1 && text.charAt(0) == '-' && !Counts.number(text) && !holdsBlank(text);
    }

    private static boolean holdsBlank(String text) {
        int sign = text.indexOf('=');
        int end = sign < 0 ? text.length() : sign;
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }

    private void shortOption(String text) {
        int sign = text.indexOf('=');
        String name = sign < 0 ? text : text.substring(0, sign);
        if (OptionWords.FLAGS.contains(text)) {
            out.add(path.child(OPTION, "-" + text), new Value.Flag(true));
        } else if (OptionWords.isName(name)) {
            FactPath option = path.child(OPTION, "-" + name);
            if (sign >= 0) {
                guard.add(out, option, VARIABLE, name, name, text.substring(sign + 1));
            } else if (valueFollows()) {
                guard.add(out, option, VARIABLE, name, name, arguments.get(next++));
            } else {
                out.add(option, new Value.Flag(true));
            }
        } else {
            letter(text);
        }
    }

    /** One letter; what follows it at once or next is its value. */
    private void letter(String text) {
        char letter = text.charAt(0);
        String key = Ascii.isAlphanumeric(letter) ? "-" + letter : "-";
        FactPath option = path.child(OPTION, key);
        boolean attached = text.length() > 1;
        if (!attached && !valueFollows()) {
            out.add(option, new Value.Flag(true));
            return;
        }
        String value = attached ? text.substring(1) : arguments.get(next++);
        if (passwordAfter(letter, value, attached)) {
            out.add(option, judge.secret(VARIABLE, key, value));
        } else {
            guard.add(out, option, VARIABLE, key, "OPTION", value);
        }
    }

    /** {@code mysql -p1234}: a number there is no port. */
    private boolean passwordAfter(char letter, String value, boolean attached) {
        if (OptionWords.takesPassword(arguments.get(0), letter)) {
            return true;
        }
        boolean suspect = letter == 'p' || letter == 'P' || letter == 'a';
        boolean port = !attached
                && letter == 'p'
                && value.length() >= 2
                && value.charAt(0) != '0'
                && Hosts.port(":" + value, 0);
        return suspect && Counts.number(value) && !port;
    }

    private void positional(String text) {
        int sign = text.indexOf('=');
        if (sign > 0 && isVariable(text, sign)) {
            assigned("", text);
            return;
        }
        positional++;
        FactPath argument = path.child(ARGUMENT, Integer.toString(positional));
        boolean code = CodeNames.isClass(text) || CodeNames.isApplication(text);
        if (code && !SecretFinder.anyIn(text) && !SecretContent.disguisedIn(text)) {
            out.add(argument, new Value.Text(text));
        } else {
            guard.add(out, argument, ARGUMENT, ARGUMENT + positional, "WORD", text);
        }
    }

    /** {@code NAME=value} before a command. */
    private static boolean isVariable(String text, int sign) {
        for (int i = 0; i < sign; i++) {
            if (!Ascii.isName(text.charAt(i))) {
                return false;
            }
        }
        return Ascii.isLetter(text.charAt(0)) || text.charAt(0) == '_';
    }
}

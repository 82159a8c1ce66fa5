package dev.leeway.agent.format.command;

import dev.leeway.agent.format.command.Program.MainKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Python's command line, and those of the servers that load a Python application by name. */
final class PythonCommand {
    private static final Set<String> SERVERS =
            Set.of("gunicorn", "uvicorn", "hypercorn", "daphne", "waitress-serve", "waitress", "flask", "celery");
    private static final Pattern TARGET = Pattern.compile("[A-Za-z_][\\w.]*:[A-Za-z_][\\w.]*(?:\\([^)]*\\))?");
    private static final Pattern MODULE = Pattern.compile("[A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+)*+");
    private static final Set<String> APPLICATION_OPTIONS = Set.of("-A", "--app");

    private PythonCommand() {}

    static Program parse(List<String> arguments) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-") || argument.equals("-")) {
                return script(argument, options, arguments.subList(i + 1, arguments.size()));
            }
            if (argument.startsWith("--")) {
                options.add(argument);
                if (argument.equals("--check-hash-based-pycs") && i + 1 < arguments.size()) {
                    options.add(arguments.get(++i));
                }
                continue;
            }
            int letter = firstWithValue(argument);
            if (letter < 0) {
                options.add(argument);
                continue;
            }
            boolean attached = letter + 1 < argument.length();
            String value =
                    attached ? argument.substring(letter + 1) : i + 1 < arguments.size() ? arguments.get(++i) : "";
            if (argument.charAt(letter) == 'c') {
                return Program.code(RuntimeKind.PYTHON, options);
            }
            if (argument.charAt(letter) == 'm') {
                return module(value, options, arguments.subList(i + 1, arguments.size()));
            }
            options.add(argument);
            if (!attached) {
                options.add(value);
            }
        }
        return Program.code(RuntimeKind.PYTHON, options);
    }

    /** Where in a cluster such as {@code -um} the letter stands that takes a value; -1 when none does. */
    private static int firstWithValue(String cluster) {
        for (int i = 1; i < cluster.length(); i++) {
            if ("cmWXQ".indexOf(cluster.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static Program script(String script, List<String> options, List<String> arguments) {
        String server = Program.fileName(script);
        return SERVERS.contains(server)
                ? served(server, options, arguments)
                : new Program(RuntimeKind.PYTHON, MainKind.SCRIPT, script, Optional.empty(), options, arguments, false);
    }

    private static Program module(String module, List<String> options, List<String> arguments) {
        int dot = module.indexOf('.');
        String server = dot < 0 ? module : module.substring(0, dot);
        return SERVERS.contains(server)
                ? served(server, options, arguments)
                : new Program(RuntimeKind.PYTHON, MainKind.MODULE, module, Optional.empty(), options, arguments, false);
    }

    private static Program served(String server, List<String> options, List<String> arguments) {
        return new Program(
                RuntimeKind.PYTHON,
                MainKind.APPLICATION,
                target(server, arguments),
                Optional.of(server),
                options,
                arguments,
                false);
    }

    /** The application a server was told to load; empty when it was told elsewhere, in a file or a variable. */
    private static String target(String server, List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (APPLICATION_OPTIONS.contains(argument) && i + 1 < arguments.size()) {
                return arguments.get(i + 1);
            }
            if (argument.startsWith("--app=")) {
                return argument.substring("--app=".length());
            }
        }
        Optional<String> named = arguments.stream()
                .filter(argument -> TARGET.matcher(argument).matches())
                .findFirst();
        return named.orElseGet(() -> server.equals("gunicorn") ? lastModule(arguments) : "");
    }

    /** Gunicorn's {@code shop.wsgi} without a colon: the last argument that cannot be the value of an option. */
    private static String lastModule(List<String> arguments) {
        for (int i = arguments.size() - 1; i >= 0; i--) {
            String before = i > 0 ? arguments.get(i - 1) : "";
            boolean couldBeValue = before.startsWith("-") && before.indexOf('=') < 0;
            if (!couldBeValue && MODULE.matcher(arguments.get(i)).matches()) {
                return arguments.get(i);
            }
        }
        return "";
    }
}

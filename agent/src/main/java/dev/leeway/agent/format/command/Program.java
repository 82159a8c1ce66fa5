package dev.leeway.agent.format.command;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a command line says is running.
 *
 * @param runtime what executes it
 * @param kind how {@code main} is to be understood
 * @param main class, jar, module, script or application as written; the executable's file name for machine code; empty
 *     when code was given on the command line or cannot be told
 * @param server program that loads {@code main}: {@code gunicorn}, {@code uvicorn}, {@code celery}, ...
 * @param runtimeOptions options of the interpreter or virtual machine, in order, each with its separate value following
 * @param arguments what the program itself was given, in order
 * @param rewritten whether the process replaced its command line by a title, so that its arguments cannot be seen
 */
public record Program(
        RuntimeKind runtime,
        MainKind kind,
        String main,
        Optional<String> server,
        List<String> runtimeOptions,
        List<String> arguments,
        boolean rewritten) {
    public Program {
        requireNonNull(runtime, "runtime is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(main, "main is null");
        requireNonNull(server, "server is null");
        runtimeOptions = List.copyOf(runtimeOptions);
        arguments = List.copyOf(arguments);
    }

    /** How the main part of a command line is to be understood. */
    public enum MainKind {
        CLASS("class"),
        JAR("jar"),
        MODULE("module"),
        SCRIPT("script"),
        /** A WSGI, ASGI or task application: {@code shop.wsgi:application}. */
        APPLICATION("application"),
        /** Machine code, or code given on the command line itself. */
        COMMAND("command");

        private final String text;

        MainKind(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }

    /**
     * Reads a command line.
     *
     * @param executable path of the file that runs, where it is known; trusted above the first argument, which a process
     *     may set to anything
     * @param commandLine the program's own name first
     */
    public static Program of(Optional<String> executable, List<String> commandLine) {
        return of(executable, commandLine, file -> Optional.empty());
    }

    /**
     * Reads a command line whose {@code @file} arguments of a Java launcher are looked up.
     *
     * @param argumentFile the content of the file named, empty when it cannot be read
     */
    public static Program of(
            Optional<String> executable, List<String> commandLine, Function<String, Optional<String>> argumentFile) {
        String first = commandLine.isEmpty() ? "" : commandLine.get(0);
        String name = executable.map(Program::fileName).orElseGet(() -> fileName(firstWord(first)));
        RuntimeKind runtime = RuntimeKind.ofFile(name);
        Optional<Program> titled = ProcessTitle.read(runtime, commandLine);
        if (titled.isPresent()) {
            return titled.get();
        }
        List<String> rest = commandLine.isEmpty() ? List.of() : commandLine.subList(1, commandLine.size());
        return switch (runtime) {
            case JAVA -> JavaCommand.parse(rest, argumentFile);
            case PYTHON -> PythonCommand.parse(rest);
            case NODE -> ScriptCommand.parse(RuntimeKind.NODE, rest, ScriptCommand.NODE_OPTIONS_WITH_VALUE);
            case RUBY -> ScriptCommand.parse(RuntimeKind.RUBY, rest, ScriptCommand.RUBY_OPTIONS_WITH_VALUE);
            case PHP -> ScriptCommand.parse(RuntimeKind.PHP, rest, ScriptCommand.PHP_OPTIONS_WITH_VALUE);
            case PERL, SHELL -> ScriptCommand.parse(runtime, rest, ScriptCommand.SHELL_OPTIONS_WITH_VALUE);
            case DOTNET -> ScriptCommand.parse(runtime, rest, ScriptCommand.DOTNET_OPTIONS_WITH_VALUE);
            case BEAM, NATIVE -> new Program(runtime, MainKind.COMMAND, name, Optional.empty(), List.of(), rest, false);
        };
    }

    static Program code(RuntimeKind runtime, List<String> options) {
        return new Program(runtime, MainKind.COMMAND, "", Optional.empty(), options, List.of(), false);
    }

    /** The last name of a path, without the dash of a login shell. */
    static String fileName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("-") ? name.substring(1) : name;
    }

    private static String firstWord(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }
}

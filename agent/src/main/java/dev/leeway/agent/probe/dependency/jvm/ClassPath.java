package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.command.ArgumentFile;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a virtual machine was told to look for classes, in its order.
 *
 * @param classPath entries as written, the archive of {@code -jar} alone where there is one
 * @param modulePath archives, or directories of archives
 * @param agents archives of {@code -javaagent}, which come last on the class path
 */
record ClassPath(List<String> classPath, List<String> modulePath, List<String> agents) {
    private static final String AGENT = "-javaagent:";
    private static final String PROPERTY = "-Djava.class.path=";

    ClassPath {
        classPath = List.copyOf(classPath);
        modulePath = List.copyOf(modulePath);
        agents = List.copyOf(agents);
    }

    /** What {@code program} and the variables that launcher and machine read say together. */
    static ClassPath of(Program program, Map<String, String> variables) {
        List<String> options = new ArrayList<>(words(variables, "JDK_JAVA_OPTIONS"));
        options.addAll(program.runtimeOptions());
        Optional<String> given = last(options, "-cp", "-classpath", "--class-path")
                .or(() -> options.stream()
                        .filter(option -> option.startsWith(PROPERTY))
                        .map(option -> option.substring(PROPERTY.length()))
                        .reduce((first, second) -> second))
                .or(() -> Optional.ofNullable(variables.get("CLASSPATH")).filter(path -> !path.isEmpty()));
        List<String> path = new ArrayList<>();
        if (program.kind() == MainKind.JAR) {
            path.add(program.main());
        } else if (given.isPresent()) {
            path.addAll(split(given.get()));
        } else if (program.kind() == MainKind.CLASS) {
            path.add(".");
        }
        List<String> modules = new ArrayList<>();
        last(options, "--upgrade-module-path").ifPresent(value -> modules.addAll(split(value)));
        last(options, "-p", "--module-path").ifPresent(value -> modules.addAll(split(value)));
        return new ClassPath(path, modules, agents(options, variables));
    }

    private static List<String> agents(List<String> options, Map<String, String> variables) {
        List<String> all = new ArrayList<>(words(variables, "JAVA_TOOL_OPTIONS"));
        all.addAll(options);
        all.addAll(words(variables, "_JAVA_OPTIONS"));
        return all.stream()
                .filter(option -> option.startsWith(AGENT))
                .map(option -> option.substring(AGENT.length()))
                .map(agent -> agent.split("=", 2)[0])
                .filter(agent -> !agent.isEmpty())
                .toList();
    }

    private static List<String> words(Map<String, String> variables, String name) {
        return ArgumentFile.wordsOfVariable(variables.getOrDefault(name, ""));
    }

    /** An empty entry is the working directory. */
    private static List<String> split(String path) {
        List<String> entries = new ArrayList<>();
        for (String entry : path.split(":", -1)) {
            entries.add(entry.isEmpty() ? "." : entry);
        }
        return entries;
    }

    /** The value of the last of these options, separate or after an equals sign. */
    private static Optional<String> last(List<String> options, String... names) {
        Optional<String> value = Optional.empty();
        for (int i = 0; i < options.size(); i++) {
            for (String name : names) {
                if (options.get(i).equals(name) && i + 1 < options.size()) {
                    value = Optional.of(options.get(i + 1));
                } else if (name.startsWith("--") && options.get(i).startsWith(name + "=")) {
                    value = Optional.of(options.get(i).substring(name.length() + 1));
                }
            }
        }
        return value;
    }
}

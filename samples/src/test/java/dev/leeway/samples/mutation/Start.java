package dev.leeway.samples.mutation;

import dev.leeway.samples.program.ShopJar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A way to start the sample service that differs in one thing from the usual.
 *
 * @param name what differs, in words
 * @param mutation what must come of it
 * @param changed variables that are set, or empty where one is not given at all
 * @param option the JVM option left out
 * @param instead the JVM option given for it
 * @param arguments to the service itself
 * @param starter what stands before the command
 */
record Start(
        String name,
        Mutation mutation,
        Map<String, Optional<String>> changed,
        Optional<String> option,
        Optional<String> instead,
        List<String> arguments,
        List<String> starter) {
    Start(String name, Mutation mutation) {
        this(name, mutation, Map.of(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    Start with(String variable, String value) {
        return new Start(name, mutation, Map.of(variable, Optional.of(value)), option, instead, arguments, starter);
    }

    Start without(String variable) {
        return new Start(name, mutation, Map.of(variable, Optional.empty()), option, instead, arguments, starter);
    }

    Start options(String without) {
        return new Start(name, mutation, changed, Optional.of(without), instead, arguments, starter);
    }

    Start options(String without, String with) {
        return new Start(name, mutation, changed, Optional.of(without), Optional.of(with), arguments, starter);
    }

    Start arguments(String... given) {
        return new Start(name, mutation, changed, option, instead, List.of(given), starter);
    }

    Start behind(String... command) {
        return new Start(name, mutation, changed, option, instead, arguments, List.of(command));
    }

    List<String> command(Path jar, List<String> usual) {
        List<String> options = new ArrayList<>(usual);
        option.ifPresent(options::remove);
        instead.ifPresent(options::add);
        List<String> command = new ArrayList<>(starter);
        command.addAll(ShopJar.command(jar, options.toArray(String[]::new)));
        command.addAll(arguments);
        return command;
    }

    Map<String, String> variables(Map<String, String> usual) {
        Map<String, String> variables = new TreeMap<>(usual);
        changed.forEach((variable, value) -> {
            variables.remove(variable);
            value.ifPresent(given -> variables.put(variable, given));
        });
        return variables;
    }
}

package dev.leeway.collector.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.console.CallerVariables;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command may know of the process it runs in; tests hand in their own.
 *
 * @param environment variables
 * @param standardInput read at most once
 * @param clock for the one moment a comparison speaks of
 * @param terminal whether standard output is one
 */
record Surroundings(Map<String, String> environment, InputStream standardInput, Clock clock, boolean terminal) {
    Surroundings {
        environment = Map.copyOf(environment);
        requireNonNull(standardInput, "standardInput is null");
        requireNonNull(clock, "clock is null");
    }

    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(
                CallerVariables.of(System.getenv()),
                new FileInputStream(FileDescriptor.in),
                Clock.systemUTC(),
                atTerminal());
    }

    /** A variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** From Java 22 on there always is a console, which then knows whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean atTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}

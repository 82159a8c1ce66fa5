package dev.leeway.agent.spi;

import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.format.endpoint.Endpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Where a program keeps a database of its own.
 *
 * @param text relative to its working directory where it lies there; else absolute, without what is made up at each start
 * @param kind {@code working-directory}, {@code elsewhere}, {@code temporary} or {@code memory}
 */
public record StorePath(String text, String kind) {
    /** A path as a setting or the kernel has it, seen from where the program works. */
    public static StorePath of(String path, Optional<String> workingDirectory) {
        if (path.equals(Endpoint.MEMORY)) {
            return new StorePath(path, "memory");
        }
        String absolute = path.startsWith("/")
                ? normal(path)
                : path.startsWith("~") ? path : normal(workingDirectory.orElse("") + "/" + path);
        String directory = normal(workingDirectory.orElse("/"));
        if (!directory.equals("/") && absolute.startsWith(directory + "/")) {
            return new StorePath(absolute.substring(directory.length() + 1), "working-directory");
        }
        boolean temporary = absolute.startsWith("/tmp/") || absolute.startsWith("/var/tmp/");
        return new StorePath(StablePath.of(absolute), temporary ? "temporary" : "elsewhere");
    }

    /** Without dots and doubled slashes. */
    public static String normal(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/+")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }
}

package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.StorePath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where the project of a container lies, as the labels say that Compose gave it.
 *
 * @param project its name
 * @param service the container is for
 * @param directory where it works, absolute
 * @param files absolute, in Compose's order
 * @param environment files of variables for the project itself
 * @param more whether there are more of either than are looked at
 */
record ComposePlace(
        String project, String service, String directory, List<String> files, List<String> environment, boolean more) {
    private static final String LABEL = "com.docker.compose.";
    private static final int MAX_FILES = 50;

    ComposePlace {
        files = List.copyOf(files);
        environment = List.copyOf(environment);
    }

    /** Empty for a container that Compose did not make, or made of its standard input. */
    static Optional<ComposePlace> of(EngineContainer container, Predicate<String> exists) {
        Map<String, String> labels = container.config().labels();
        String service = labels.getOrDefault(LABEL + "service", "");
        String directory = labels.getOrDefault(LABEL + "project.working_dir", "");
        String files = labels.getOrDefault(LABEL + "project.config_files", "");
        if (service.isEmpty() || !directory.startsWith("/") || named(files).isEmpty() || files.equals("-")) {
            return Optional.empty();
        }
        String environment = labels.getOrDefault(LABEL + "project.environment_file", ".env");
        return Optional.of(new ComposePlace(
                labels.getOrDefault(LABEL + "project", ""),
                service,
                StorePath.normal(directory),
                paths(files, StorePath.normal(directory), exists),
                paths(environment, StorePath.normal(directory), exists),
                named(files).size() > MAX_FILES || named(environment).size() > MAX_FILES));
    }

    private static List<String> paths(String label, String directory, Predicate<String> exists) {
        return named(label).stream()
                .limit(MAX_FILES)
                .map(path -> absolute(path, directory, exists))
                .toList();
    }

    private static List<String> named(String label) {
        return Arrays.stream(label.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /** What of a project a container's labels name, without a look at any of it; empty for one that Compose did not make. */
    static Optional<List<String>> named(EngineContainer container) {
        return of(container, path -> true)
                .map(place -> place.files().stream().map(place::key).toList());
    }

    /** The first Compose writes paths as they were given to it, from wherever somebody stood; the second writes them out. */
    private static String absolute(String path, String directory, Predicate<String> exists) {
        if (path.startsWith("/")) {
            return StorePath.normal(path);
        }
        String below = StorePath.normal(directory + "/" + path);
        int slash = path.lastIndexOf('/');
        String within = slash < 0 ? "" : StorePath.normal("/" + path.substring(0, slash));
        boolean beside = !exists.test(below) && directory.endsWith(within);
        return beside ? StorePath.normal(directory + "/" + path.substring(slash + 1)) : below;
    }

    /** What a file is called in facts: from where the project works, else as it is. */
    String key(String path) {
        return StorePath.of(path, Optional.of(directory)).text();
    }
}

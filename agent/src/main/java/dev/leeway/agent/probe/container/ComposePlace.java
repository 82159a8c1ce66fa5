package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.StorePath;
import java.util.ArrayList;
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
 */
record ComposePlace(String project, String service, String directory, List<String> files, List<String> environment) {
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
        if (service.isEmpty() || !directory.startsWith("/") || files.isEmpty() || files.equals("-")) {
            return Optional.empty();
        }
        List<String> environment = paths(
                labels.getOrDefault(LABEL + "project.environment_file", ".env"), StorePath.normal(directory), exists);
        return Optional.of(new ComposePlace(
                labels.getOrDefault(LABEL + "project", ""),
                service,
                StorePath.normal(directory),
                paths(files, StorePath.normal(directory), exists),
                environment));
    }

    private static List<String> paths(String label, String directory, Predicate<String> exists) {
        List<String> paths = new ArrayList<>();
        for (String each : label.split(",")) {
            String path = each.strip();
            if (!path.isEmpty() && paths.size() < MAX_FILES) {
                paths.add(absolute(path, directory, exists));
            }
        }
        return paths;
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

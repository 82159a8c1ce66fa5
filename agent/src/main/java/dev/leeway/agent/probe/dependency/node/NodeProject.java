package dev.leeway.agent.probe.dependency.node;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the packages of a running script are looked for. */
public final class NodeProject {
    private static final int MAX_LEVELS = 40;

    private NodeProject() {}

    /**
     * The directories with packages that Node searches for {@code script}, the nearest first: its own with links followed,
     * and all above it.
     *
     * @param script as on the command line; empty when there is none, and then {@code workingDirectory} counts
     * @param workingDirectory where a relative script starts
     */
    public static List<String> directories(Survey survey, Optional<String> script, Optional<String> workingDirectory) {
        Optional<String> start = script.flatMap(file -> file.startsWith("/")
                        ? Optional.of(file)
                        : workingDirectory.map(directory -> PathText.resolved(directory, file)))
                .flatMap(file -> survey.resolve(file).or(() -> survey.resolve(file + ".js")))
                .map(file -> survey.isDirectory(file) ? file : PathText.parent(file))
                .or(() -> workingDirectory);
        Set<String> found = new LinkedHashSet<>();
        String directory = start.orElse("/");
        for (int level = 0; level < MAX_LEVELS && start.isPresent(); level++) {
            boolean within = PathText.name(directory).equals("node_modules");
            if (!within && holdsPackages(survey, directory)) {
                found.add(directory);
            }
            if (directory.equals("/")) {
                break;
            }
            directory = PathText.parent(directory);
        }
        return List.copyOf(found);
    }

    private static boolean holdsPackages(Survey survey, String directory) {
        return survey.isDirectory(PathText.below(directory, "node_modules"))
                || survey.isFile(PathText.below(directory, ".pnp.cjs"));
    }
}

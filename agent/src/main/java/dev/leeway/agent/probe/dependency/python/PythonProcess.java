package dev.leeway.agent.probe.dependency.python;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a running Python process tells which packages it sees.
 *
 * @param executable the file it runs, links followed, as the kernel says
 * @param arguments its command line; servers may have overwritten it with a title
 * @param workingDirectory where relative paths start
 * @param variables {@code VIRTUAL_ENV}, {@code CONDA_PREFIX}, {@code PYTHONPATH}, {@code PYTHONHOME},
 *     {@code PYTHONNOUSERSITE}, {@code HOME}, {@code PATH}; others are dropped
 * @param openFiles files mapped or held open, of which those below {@code site-packages} count
 */
public record PythonProcess(
        Optional<String> executable,
        List<String> arguments,
        Optional<String> workingDirectory,
        Map<String, String> variables,
        List<String> openFiles) {
    private static final List<String> OF_USE =
            List.of("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME", "PYTHONNOUSERSITE", "HOME", "PATH");

    public PythonProcess {
        requireNonNull(executable, "executable is null");
        requireNonNull(workingDirectory, "workingDirectory is null");
        arguments = List.copyOf(arguments);
        Map<String, String> kept = new TreeMap<>(variables);
        kept.keySet().retainAll(OF_USE);
        variables = Map.copyOf(kept);
        openFiles = List.copyOf(openFiles);
    }

    /** The variable of that name, unless it is empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Values of variables are another's: only what this is. */
    @Override
    public String toString() {
        return "PythonProcess[" + executable.orElse("?") + "]";
    }
}

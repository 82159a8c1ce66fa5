package dev.leeway.agent.deliver;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where this agent keeps the little it remembers from one snapshot to the next. */
public final class StateDirectory {
    private static final Path SYSTEM = Path.of("/var/lib/leeway");

    private StateDirectory() {}

    /**
     * The usual place: {@code STATE_DIRECTORY}, which systemd sets; {@code XDG_STATE_HOME}; for root {@code /var/lib/leeway};
     * for others {@code ~/.local/state}. Empty when there is none.
     *
     * @param variables of the environment
     * @param root whether the agent runs as root
     */
    public static Optional<Path> usual(Map<String, String> variables, boolean root) {
        return path(variables, "STATE_DIRECTORY")
                .or(() -> path(variables, "XDG_STATE_HOME").map(home -> home.resolve("leeway")))
                .or(() -> root
                        ? Optional.of(SYSTEM)
                        : path(variables, "HOME").map(home -> home.resolve(".local/state/leeway")));
    }

    private static Optional<Path> path(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}

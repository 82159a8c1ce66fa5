package dev.leeway.agent.host.process;

import java.util.List;
import java.util.Optional;

/** Picks, from {@code /proc/PID/cgroup}, the one path that tells where a process belongs. */
final class CgroupFile {
    private static final List<String> TELLING =
            List.of("name=systemd", "", "memory", "pids", "cpu,cpuacct", "cpu", "devices");

    private CgroupFile() {}

    /**
     * The path in systemd's own hierarchy or the unified one; a controller's where those say no more than {@code /}, as
     * under version 1 without systemd.
     */
    static Optional<String> path(String text) {
        Optional<String> root = Optional.empty();
        for (String hierarchy : TELLING) {
            Optional<String> path = inHierarchy(text, hierarchy);
            if (path.filter(each -> !each.equals("/")).isPresent()) {
                return path;
            }
            root = root.or(() -> path);
        }
        return root;
    }

    private static Optional<String> inHierarchy(String text, String controllers) {
        return text.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[1].equals(controllers))
                .map(parts -> parts[2])
                .findFirst();
    }
}

package dev.leeway.agent.host;

import java.nio.file.Path;
import java.util.List;

/** Kernel files that look regular and make a reader wait, so that a link to one cannot hold a probe up. */
final class EndlessFiles {
    private static final List<Path> FILES = List.of(
            Path.of("proc/kmsg"),
            Path.of("sys/kernel/debug"),
            Path.of("sys/kernel/tracing"),
            Path.of("sys/kernel/security"));

    private EndlessFiles() {}

    /** Whether {@code real}, below whatever mount point, is such a file. */
    static boolean contain(Path real) {
        String text = real.toString();
        if (!text.contains("/kmsg") && !text.contains("/kernel/")) {
            return false;
        }
        return FILES.stream().anyMatch(file -> text.contains("/" + file));
    }
}

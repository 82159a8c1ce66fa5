package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tool as the default search path finds it.
 *
 * @param tool which one
 * @param path where the search path finds it
 * @param target the file it leads to after all links
 */
record FoundTool(Tool tool, String path, String target) {
    /**
     * The search path of a login without configuration, Homebrew's own place on Macs before it as its installer has it; a
     * service's own path is told by its environment.
     */
    static final List<String> SEARCH_PATH =
            List.of("/opt/homebrew/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private static final String POSTGRESQL_RELEASES = "/usr/lib/postgresql";

    /** The first place on the search path that holds each tool. */
    static List<FoundTool> all(HostFiles files) {
        List<FoundTool> found = new ArrayList<>();
        for (Tool tool : Tool.ALL) {
            first(files, tool).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<FoundTool> first(HostFiles files, Tool tool) {
        return SEARCH_PATH.stream()
                .flatMap(directory -> at(files, tool, directory + "/" + tool.name()).stream())
                .findFirst();
    }

    /** The tool at {@code path}; a search goes on past what it may not read, as a shell's does. */
    private static Optional<FoundTool> at(HostFiles files, Tool tool, String path) {
        try {
            Optional<String> target = files.resolve(path);
            return target.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new FoundTool(tool, path, behindWrapper(files, tool, target.get())));
        } catch (HostAccessException refused) {
            return Optional.empty();
        }
    }

    /** Debian's PostgreSQL clients are one script that starts the newest of those installed side by side. */
    private static String behindWrapper(HostFiles files, Tool tool, String target) throws HostAccessException {
        if (!target.endsWith("/pg_wrapper")) {
            return target;
        }
        String newest = target;
        int newestMajor = -1;
        for (String release : files.listIfPresent(POSTGRESQL_RELEASES, 100)) {
            String program = POSTGRESQL_RELEASES + "/" + release + "/bin/" + tool.name();
            if (major(release) > newestMajor && files.stat(program).isPresent()) {
                newest = program;
                newestMajor = major(release);
            }
        }
        return newest;
    }

    /** {@code 15} of {@code 15}, {@code 9} of {@code 9.6}; -1 for what is no release. */
    private static int major(String release) {
        int end = 0;
        while (end < release.length() && end < 6 && Character.isDigit(release.charAt(end))) {
            end++;
        }
        return end == 0 ? -1 : Integer.parseInt(release.substring(0, end));
    }

    /** The paths a package database may own it under: merged {@code /usr} hosts still list {@code /bin/tar}. */
    List<String> ownedAs() {
        List<String> paths = new ArrayList<>(List.of(target, path));
        if (target.startsWith("/usr/")) {
            paths.add(target.substring("/usr".length()));
        }
        return paths;
    }
}

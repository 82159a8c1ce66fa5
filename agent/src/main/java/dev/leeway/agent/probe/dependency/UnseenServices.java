package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.SharedDirectories;
import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where processes run from that this agent may not look into: what lies there may be a service's, which who may look tells
 * of in that service's section and not as the host's.
 */
final class UnseenServices {
    private static final Pattern PATH = Pattern.compile("(?:^|[=:,])(/[^:=,]+)");

    private static final int FIRST = 1;

    private UnseenServices() {}

    /**
     * The directories that command lines of closed services name, with all above them that are no shared ones.
     *
     * <p>What others just happen to run counts for nothing, or every look would tell something else.
     */
    static Set<String> directories(HostView host) throws HostAccessException, InterruptedException {
        Set<Integer> services = host.services().stream()
                .flatMap(service -> service.processes().stream())
                .map(HostProcess::pid)
                .collect(Collectors.toSet());
        Set<String> found = new HashSet<>();
        for (HostProcess process : ClosedProcesses.of(host)) {
            if (!services.contains(process.pid()) && !isDaemon(process)) {
                continue;
            }
            for (String argument : process.arguments()) {
                Matcher path = PATH.matcher(argument);
                while (path.find()) {
                    add(path.group(1), found);
                }
            }
        }
        return found;
    }

    /** Whether it was started to stay, by hand: whether it listens, as most of these do, cannot be seen. */
    private static boolean isDaemon(HostProcess process) {
        return process.parent() == FIRST
                && process.cgroup().filter(path -> path.contains(".service")).isEmpty();
    }

    private static void add(String path, Set<String> to) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String directory = path.substring(0, end);
            if (!SharedDirectories.contain(directory)) {
                to.add(directory);
            }
        }
    }
}

package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.HostAccessException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether anything software-like in a container may be other than in its image.
 *
 * @param none whether all of it is the image's for sure: then what runs is what lies there
 * @param state equal for containers whose software is the same
 */
record WrittenSoftware(boolean none, String state) {
    private static final Pattern PASSING =
            Pattern.compile("/(?:dev|proc|run|sys|tmp|var/(?:cache|lock|log|run|spool|tmp))(?:/.*)?");
    /** What engines put into every container, other in each. */
    private static final Set<String> OWN =
            Set.of("/.dockerenv", "/run/.containerenv", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/etc/mtab");

    static WrittenSoftware of(ContainerEngine engine, EngineContainer container) throws InterruptedException {
        SortedSet<String> mounts = new TreeSet<>();
        for (EngineContainer.Mount mount : container.mounts()) {
            if (isSoftware(mount.destination())) {
                mounts.add(mount.destination() + " "
                        + mount.source().or(mount::name).orElse(container.id()));
            }
        }
        boolean none;
        try {
            none = leaves(engine.changes(container.id())).stream().noneMatch(WrittenSoftware::isSoftware);
        } catch (HostAccessException e) {
            // Who does not tell may have written anything.
            none = false;
        }
        return new WrittenSoftware(
                none && mounts.isEmpty(), none ? container.imageId() + " " + mounts : container.id());
    }

    private static boolean isSoftware(String path) {
        return !OWN.contains(path) && !PASSING.matcher(path).matches();
    }

    /** Without the directories that are told of for what lies below. */
    private static List<String> leaves(List<String> changes) {
        Set<String> above = new HashSet<>();
        for (String path : changes) {
            int slash = path.lastIndexOf('/');
            while (slash > 0 && above.add(path.substring(0, slash))) {
                slash = path.lastIndexOf('/', slash - 1);
            }
        }
        return changes.stream().filter(path -> !above.contains(path)).toList();
    }
}

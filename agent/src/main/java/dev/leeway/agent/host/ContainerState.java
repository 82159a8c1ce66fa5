package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tells containers whose software is alike: made of the same layers, with the same mounts, and with nothing written since but
 * where programs leave what comes and goes.
 */
final class ContainerState {
    private static final int MAX_MOUNTS = 1 << 20;
    private static final int MAX_WRITTEN = 2_000;

    private static final Pattern PASSING =
            Pattern.compile("/(?:dev|proc|run|sys|tmp|var/(?:cache|lock|log|run|spool|tmp))(?:/.*)?");
    /** What engines mount into every container, other in each. */
    private static final Set<String> OWN = Set.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf");

    private static final int MOUNT_POINT = 4;
    private static final int ROOT = 3;
    private static final int DEVICE = 2;

    private final HostFiles files;
    private final HostFiles proc;

    ContainerState(HostFiles files, HostFiles proc) {
        this.files = files;
        this.proc = proc;
    }

    /** Equal for containers that are alike; empty for one that may be like no other. */
    Optional<String> of(HostProcess process) {
        try {
            Optional<byte[]> mounts = proc.readIfPresent("/" + process.pid() + "/mountinfo", MAX_MOUNTS);
            return mounts.isEmpty()
                    ? Optional.empty()
                    : state(new String(mounts.get(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    private Optional<String> state(List<String> mounts) throws HostAccessException {
        Set<String> others = new TreeSet<>();
        List<String> layers = List.of();
        for (String mount : mounts) {
            String[] fields = mount.split(" ");
            int dash = Arrays.asList(fields).indexOf("-");
            if (dash <= MOUNT_POINT || fields.length < dash + 4) {
                return Optional.empty();
            }
            String point = fields[MOUNT_POINT];
            if (point.equals("/")) {
                layers = fields[dash + 1].equals("overlay") ? layers(fields[dash + 3]) : List.of();
            } else if (!OWN.contains(point) && !PASSING.matcher(point).matches()) {
                others.add(point + " " + fields[DEVICE] + " " + fields[ROOT]);
            }
        }
        return layers.isEmpty() ? Optional.empty() : Optional.of(String.join(":", layers) + " " + others);
    }

    /** The layers below what was written; none where that may concern software. */
    private List<String> layers(String options) throws HostAccessException {
        List<String> layers = new ArrayList<>();
        String written = "";
        for (String option : options.split(",")) {
            if (option.startsWith("lowerdir=")) {
                layers.addAll(List.of(option.substring("lowerdir=".length()).split(":")));
            } else if (option.startsWith("upperdir=")) {
                written = option.substring("upperdir=".length());
            }
        }
        if (!written.startsWith("/") || layers.isEmpty() || !isPassing(written)) {
            return List.of();
        }
        // Docker puts a layer of its own making, with nothing but mount points, between the image and what is written.
        if (files.resolve(layers.get(0))
                .filter(path -> path.endsWith("-init/diff"))
                .isPresent()) {
            layers.remove(0);
        }
        return layers;
    }

    /** Directories are asked for by name, as one written anew hides what lay below it and does not show that. */
    private boolean isPassing(String written) throws HostAccessException {
        for (String name : files.listIfPresent(written, MAX_WRITTEN)) {
            if (name.equals("var")) {
                for (String below : files.listIfPresent(written + "/var", MAX_WRITTEN)) {
                    if (!PASSING.matcher("/var/" + below).matches()) {
                        return false;
                    }
                }
            } else if (!PASSING.matcher("/" + name).matches()) {
                return false;
            }
        }
        return true;
    }
}

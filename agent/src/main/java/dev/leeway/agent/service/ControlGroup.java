package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a process' control group tells about where it belongs.
 *
 * @param container the innermost container
 * @param unit the innermost systemd service: within the container, or around it when the unit is not an engine's own
 * @param system whether the unit is one of the system's and not of a user's session
 */
public record ControlGroup(Optional<ContainerRef> container, Optional<String> unit, boolean system) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SCOPE = Pattern.compile("(?:.*:)?(?:([a-z][a-z-]*?)-)?([0-9a-f]{64})(?:\\.scope)?");
    private static final Pattern POD =
            Pattern.compile("(?:(?:.*-)?(kubepods.*)-)?pod([0-9a-f]{8}[-_0-9a-f]{20,32})(?:\\.slice)?(?::.*)?");
    private static final Pattern NAMED = Pattern.compile("lxc\\.payload\\.(.+)|machine-((?!qemu).+)\\.scope");
    private static final Set<String> ENGINE_UNITS = Set.of(
            "docker.service",
            "containerd.service",
            "kubelet.service",
            "crio.service",
            "cri-docker.service",
            "podman.service",
            "k3s.service",
            "k3s-agent.service",
            "lxc.service",
            "lxd.service",
            "snap.docker.dockerd.service",
            "snap.lxd.daemon.service");
    private static final ControlGroup NOWHERE = new ControlGroup(Optional.empty(), Optional.empty(), false);

    public ControlGroup {
        requireNonNull(container, "container is null");
        requireNonNull(unit, "unit is null");
    }

    /** Reads a path such as {@code /system.slice/shop-web.service}; an empty one tells nothing. */
    public static ControlGroup of(Optional<String> path) {
        return path.filter(text -> !text.equals("/")).map(ControlGroup::read).orElse(NOWHERE);
    }

    private static ControlGroup read(String path) {
        Optional<ContainerRef> container = Optional.empty();
        Optional<String> around = Optional.empty();
        Optional<String> unit = Optional.empty();
        Optional<Pod> inPod = Optional.empty();
        boolean system = true;
        String before = "";
        for (String name : path.split("/")) {
            Matcher pod = POD.matcher(name);
            if (pod.matches()) {
                inPod = Optional.of(new Pod(uid(pod.group(2)), quality(pod.group(1), before)));
            }
            Optional<ContainerRef> found = container(name, before, inPod);
            if (found.isPresent()) {
                container = found;
                around = unit;
                unit = Optional.empty();
                system = true;
            } else if (name.startsWith("user@") && name.endsWith(".service")) {
                system = false;
            } else if (name.endsWith(".service")) {
                unit = Optional.of(name);
            }
            before = name;
        }
        if (container.isPresent() && unit.isEmpty()) {
            unit = around.filter(name -> !ENGINE_UNITS.contains(name));
        }
        return new ControlGroup(container, unit, system);
    }

    private static Optional<ContainerRef> container(String name, String before, Optional<Pod> pod) {
        Matcher named = NAMED.matcher(name);
        if (named.matches()) {
            return Optional.of(
                    named.group(1) != null
                            ? ContainerRef.outsidePods("lxc", named.group(1))
                            : ContainerRef.outsidePods("machine", UnitName.unescape(named.group(2))));
        }
        if (before.equals("lxc") && !name.isEmpty()) {
            return Optional.of(ContainerRef.outsidePods("lxc", name));
        }
        Matcher scope = SCOPE.matcher(name);
        if (!scope.matches() || name.startsWith("libpod-conmon-") || name.startsWith("crio-conmon-")) {
            return Optional.empty();
        }
        String prefix =
                scope.group(1) != null ? scope.group(1) : ID.matcher(name).matches() ? before : "";
        return Optional.of(new ContainerRef(engine(prefix), scope.group(2), pod.map(Pod::uid), pod.map(Pod::quality)));
    }

    /** A pod as its control group tells it. */
    private record Pod(String uid, String quality) {}

    private static String uid(String text) {
        return text.replace('_', '-');
    }

    /**
     * The class of service, which names the group above the pod's: none does for the guaranteed.
     *
     * @param slice what comes before the pod's in the name of its slice, null where systemd does not drive the groups
     * @param above the group above the pod's
     */
    private static String quality(@Nullable String slice, String above) {
        String told = slice == null ? above : slice.substring(slice.lastIndexOf('-') + 1);
        return told.equals("burstable") || told.equals("besteffort") ? told : "guaranteed";
    }

    private static String engine(String prefix) {
        return switch (prefix) {
            case "docker" -> "docker";
            case "cri-containerd", "containerd", "nerdctl" -> "containerd";
            case "crio" -> "crio";
            case "libpod", "libpod-payload", "libpod_parent" -> "podman";
            default -> "container";
        };
    }
}

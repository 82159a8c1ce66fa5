package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostView;
import dev.leeway.schema.snapshot.HostKind;
import java.util.Set;

/** Tells a laptop from a server by its case and its battery, and a cluster's node by its kubelet. */
final class KindGuess {
    /** Portable, laptop, notebook, sub-notebook, tablet, convertible, detachable: chassis types of the SMBIOS standard. */
    private static final Set<String> CARRIED = Set.of("8", "9", "10", "14", "30", "31", "32");

    private static final int MAX_ENTRIES = 1000;

    private KindGuess() {}

    static HostKind of(HostView host, boolean onCi) {
        if (onCi) {
            return HostKind.CI;
        }
        String chassis =
                HostIdentity.text(host.sys(), "/class/dmi/id/chassis_type").trim();
        if (CARRIED.contains(chassis) || hasBattery(host.sys())) {
            return HostKind.LAPTOP;
        }
        return isThere(host.files(), "/var/lib/kubelet/config.yaml") ? HostKind.NODE : HostKind.SERVER;
    }

    /** A Mac is somebody's, whether it runs or lies there as files; every other tree is a tree. */
    static HostKind ofTree(HostView host) {
        return MacName.isMac(host.files()) ? HostKind.LAPTOP : HostKind.TREE;
    }

    private static boolean hasBattery(HostFiles sys) {
        try {
            return sys.listIfPresent("/class/power_supply", MAX_ENTRIES).stream()
                    .anyMatch(name -> name.startsWith("BAT"));
        } catch (HostAccessException unknown) {
            return false;
        }
    }

    private static boolean isThere(HostFiles files, String path) {
        try {
            return files.stat(path).isPresent();
        } catch (HostAccessException hidden) {
            // Only what is there can be hidden from us, and no server but a node has this directory.
            return hidden.kind() == HostAccessException.Kind.DENIED;
        }
    }
}

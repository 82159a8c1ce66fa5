package dev.leeway.agent.probe.process;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names the bits of a capability mask. */
final class Capabilities {
    private static final List<String> NAMES = List.of(
            "chown",
            "dac_override",
            "dac_read_search",
            "fowner",
            "fsetid",
            "kill",
            "setgid",
            "setuid",
            "setpcap",
            "linux_immutable",
            "net_bind_service",
            "net_broadcast",
            "net_admin",
            "net_raw",
            "ipc_lock",
            "ipc_owner",
            "sys_module",
            "sys_rawio",
            "sys_chroot",
            "sys_ptrace",
            "sys_pacct",
            "sys_admin",
            "sys_boot",
            "sys_nice",
            "sys_resource",
            "sys_time",
            "sys_tty_config",
            "mknod",
            "lease",
            "audit_write",
            "audit_control",
            "setfcap",
            "mac_override",
            "mac_admin",
            "syslog",
            "wake_alarm",
            "block_suspend",
            "audit_read",
            "perfmon",
            "bpf",
            "checkpoint_restore");

    private Capabilities() {}

    /**
     * The capabilities in a mask; {@code all} for every one the kernel knows, so that kernels of different age agree.
     *
     * @param mask hexadecimal, as {@code CapEff} in {@code /proc/PID/status}
     * @param last number of the kernel's last capability
     */
    static Optional<SortedSet<String>> names(String mask, int last) {
        long bits;
        try {
            bits = Long.parseUnsignedLong(mask, 16);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        long known = last >= 63 ? -1L : (1L << (last + 1)) - 1;
        SortedSet<String> names = new TreeSet<>();
        if ((bits & known) == known) {
            names.add("all");
            return Optional.of(names);
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((bits >>> bit & 1) == 1) {
                names.add(bit < NAMES.size() ? NAMES.get(bit) : "capability " + bit);
            }
        }
        return Optional.of(names);
    }
}

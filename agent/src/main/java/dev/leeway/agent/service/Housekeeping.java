package dev.leeway.agent.service;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an operating system runs for itself: nobody deploys it, and laptops and servers differ in it by nature.
 *
 * <p>The list is published in the documentation. A configured service that matches one of these claims it all the same.
 */
final class Housekeeping {
    private static final List<String> UNITS = List.of(
            "systemd-*",
            "dbus",
            "dbus-broker",
            "getty@*",
            "serial-getty@*",
            "console-getty",
            "container-getty@*",
            "autovt@*",
            "user@*",
            "user-runtime-dir@*",
            "session-*",
            "polkit",
            "polkitd",
            "accounts-daemon",
            "udisks2",
            "upower",
            "ModemManager",
            "NetworkManager",
            "NetworkManager-*",
            "networkd-dispatcher",
            "networking",
            "dhcpcd*",
            "dhclient*",
            "wpa_supplicant*",
            "iwd",
            "ssh",
            "sshd",
            "ssh@*",
            "sshd@*",
            "sshd-keygen*",
            "dropbear",
            "cron",
            "crond",
            "cronie",
            "anacron",
            "atd",
            "rsyslog",
            "syslog",
            "syslog-ng",
            "auditd",
            "chrony",
            "chronyd",
            "ntp",
            "ntpd",
            "ntpsec",
            "openntpd",
            "rpcbind",
            "rpc-*",
            "nfs-*",
            "gssproxy",
            "irqbalance",
            "acpid",
            "haveged",
            "rngd",
            "smartd",
            "smartmontools",
            "mdmonitor",
            "lvm2-*",
            "multipathd",
            "thermald",
            "tuned",
            "power-profiles-daemon",
            "switcheroo-control",
            "bluetooth",
            "avahi-daemon",
            "cups",
            "cups-browsed",
            "colord",
            "rtkit-daemon",
            "fwupd",
            "packagekit",
            "unattended-upgrades",
            "apt-*",
            "dnf-*",
            "snapd",
            "snapd.*",
            "apport",
            "kerneloops",
            "whoopsie",
            "gdm",
            "gdm3",
            "lightdm",
            "sddm",
            "display-manager",
            "low-memory-monitor",
            "earlyoom",
            "uuidd",
            "firewalld",
            "ufw",
            "fail2ban",
            "qemu-guest-agent",
            "open-vm-tools",
            "vmtoolsd",
            "vgauth",
            "vboxadd*",
            "hypervkvpd",
            "amazon-ssm-agent",
            "snap.amazon-ssm-agent*",
            "google-guest-agent*",
            "google-osconfig-agent",
            "walinuxagent",
            "waagent",
            "cloud-*",
            "serial-*",
            "emergency",
            "rescue",
            "leeway-agent*");

    private static final Set<String> PROGRAMS = Set.of(
            "systemd",
            "init",
            "sshd",
            "ssh",
            "dropbear",
            "cron",
            "crond",
            "atd",
            "rsyslogd",
            "syslogd",
            "syslog-ng",
            "chronyd",
            "ntpd",
            "rpcbind",
            "rpc.statd",
            "rpc.mountd",
            "systemd-resolve",
            "systemd-resolved",
            "systemd-networkd",
            "avahi-daemon",
            "cupsd",
            "cups-browsed",
            "NetworkManager",
            "dhclient",
            "dhcpcd",
            "udevd",
            "dbus-daemon",
            "agetty",
            "login",
            "su",
            "sudo",
            "docker-proxy",
            "rootlessport",
            "slirp4netns",
            "conmon",
            "containerd-shim",
            "containerd-shim-runc-v2",
            "pause",
            "kubectl",
            "leeway-agent");

    private Housekeeping() {}

    /** Whether the operating system runs a unit of this full name for itself. */
    static boolean unit(String unit) {
        String name = unit.endsWith(".service") ? unit.substring(0, unit.length() - ".service".length()) : unit;
        return UNITS.stream().anyMatch(pattern -> Glob.matches(pattern, name));
    }

    /** Whether a program of this file name is the operating system's own, or only carries what others serve. */
    static boolean program(String fileName) {
        return PROGRAMS.contains(fileName);
    }

    /** Every pattern and name, for the test that the documentation lists them. */
    static List<String> published() {
        return Stream.concat(UNITS.stream(), PROGRAMS.stream()).toList();
    }
}

package dev.leeway.agent.selftest;

import dev.leeway.agent.host.ObservedHost;
import dev.leeway.agent.host.Told;
import dev.leeway.agent.host.image.HandedContainers;
import dev.leeway.agent.host.process.LiveProcesses;
import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.spi.HostView;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A running host made up in memory: the files, the kernel's trees and the processes of services, as the probes find them
 * on a real one. Whoever plants adds to it; then it is looked at once.
 */
final class CanaryHost {
    private static final String SYSTEMD = "/usr/lib/systemd/systemd";

    private final HandedOut handed = new HandedOut();
    private final MemoryFiles files = new MemoryFiles(handed);
    private final MemoryFiles proc = new MemoryFiles(handed);
    private final MemoryFiles sys = new MemoryFiles(handed);
    private final SortedMap<String, String> shell = new TreeMap<>();
    private final CanaryDatabases databases = new CanaryDatabases(handed);
    private final CanaryBox container = new CanaryBox();
    private final CanaryBox image = new CanaryBox();
    private final Set<String> once = new HashSet<>();
    private int nextPid = 100;

    CanaryHost() {
        file("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
        file(SYSTEMD, "");
        proc.append("/uptime", "900000.00 900000.00\n");
        proc.append("/sys/kernel/hostname", "canary\n");
        proc.append("/sys/kernel/osrelease", "6.1.0-28-amd64\n");
        proc.append("/sys/kernel/arch", "x86_64\n");
        proc.link("/self", "99999");
        process(1, 0, SYSTEMD, List.of("/sbin/init"), "/init.scope", "/", new TreeMap<>());
    }

    /** Adds lines to a file of the host. */
    CanaryHost file(String path, String text) {
        files.append(path, text);
        return this;
    }

    /** Adds lines to a file of the Compose project that the container is made of; {@code head} where there is none yet. */
    CanaryHost composed(String path, String head, String lines) {
        file(path, once.add(path) ? head + lines : lines);
        container.madeOf(path);
        return this;
    }

    /** Adds an entry to an archive of the host. */
    CanaryHost packed(String archive, String entry, String text) {
        files.pack(archive, entry, text);
        return this;
    }

    /** Adds lines to a file of {@code /proc}. */
    CanaryHost kernel(String path, String text) {
        proc.append(path, text);
        return this;
    }

    /** Adds lines to a file of {@code /sys}. */
    CanaryHost device(String path, String text) {
        sys.append(path, text);
        return this;
    }

    /** Makes a file of the host that may not be read. */
    CanaryHost refused(String path, Kind kind) {
        files.refuse(path, kind);
        return this;
    }

    /** Makes reading a file of the host fail with {@code text}. */
    CanaryHost failing(String path, String text) {
        files.fail(path, text);
        return this;
    }

    /** Makes reading a file of {@code /proc} fail with {@code text}. */
    CanaryHost failingKernel(String path, String text) {
        proc.fail(path, text);
        return this;
    }

    CanaryHost link(String path, String target) {
        files.link(path, target);
        return this;
    }

    CanaryHost shell(String name, String value) {
        shell.put(name, value);
        return this;
    }

    /** Adds the process of a service under the unit {@code unit}. */
    CanaryHost service(
            String unit,
            String executable,
            List<String> arguments,
            String directory,
            SortedMap<String, String> variables) {
        file(executable, "");
        process(nextPid++, 1, executable, arguments, "/system.slice/" + unit, directory, variables);
        return this;
    }

    /** Adds the process of a service that has neither variables nor arguments, however often it is asked for. */
    CanaryHost serviceOnce(String unit, String executable, String directory) {
        return once.add(unit) ? service(unit, executable, List.of(executable), directory, new TreeMap<>()) : this;
    }

    /** Adds the process of a Java service that has nothing but its archive, however often it is asked for. */
    CanaryHost javaOnce(String unit, String executable, String archive, String directory) {
        return once.add(unit)
                ? service(unit, executable, List.of(executable, "-jar", archive), directory, new TreeMap<>())
                : this;
    }

    private void process(
            int pid,
            int parent,
            String executable,
            List<String> arguments,
            String cgroup,
            String directory,
            SortedMap<String, String> variables) {
        String at = "/" + pid;
        String name = executable.substring(executable.lastIndexOf('/') + 1);
        String cut = name.substring(0, Math.min(15, name.length()));
        proc.append(
                at + "/stat",
                pid + " (" + cut + ") S " + parent + " 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 " + (1000 + pid)
                        + " 0 0\n");
        proc.append(
                at + "/status",
                "Name:\t" + cut + "\nUmask:\t0022\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nNSpid:\t"
                        + pid + "\nCapEff:\t0000000000000000\nNoNewPrivs:\t0\nSeccomp:\t0\n");
        proc.append(at + "/cmdline", String.join("\0", arguments) + "\0");
        proc.append(at + "/cgroup", "0::" + cgroup + "\n");
        proc.append(
                at + "/limits",
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max open files            1024                 524288               files     \n");
        proc.link(at + "/exe", executable).link(at + "/cwd", directory).link(at + "/root", "/");
        proc.link(at + "/ns/mnt", "mnt:[4026531840]").link(at + "/ns/net", "net:[4026531841]");
        StringBuilder block = new StringBuilder();
        variables.forEach((variable, value) ->
                block.append(variable).append('=').append(value).append('\0'));
        proc.append(at + "/environ", block.toString());
    }

    /** What was read of it so far. */
    byte[] handedOut() {
        return handed.bytes();
    }

    /** A container of an engine, into which the kernel lets nobody look. */
    CanaryBox container() {
        return container;
    }

    /** An image in a file. */
    CanaryBox image() {
        return image;
    }

    /** What was given away is kept here. */
    HandedOut handed() {
        return handed;
    }

    /** What its configuration names. */
    CanaryDatabases databases() {
        return databases;
    }

    /** The host, to be looked at with its databases as they were made. */
    HostView view(DatabaseServers servers, ContainerEngine engine) {
        return ObservedHost.running(
                files,
                proc,
                sys,
                new LiveProcesses(files, proc, process -> files, List.of(), ContainerEngine.NONE),
                new Told(
                        Optional.of(shell),
                        DependencySettings.NONE,
                        servers,
                        engine,
                        new HandedContainers(),
                        ConfigPlaces.NONE,
                        HostSettings.NONE.with(CertificateSpots.named()),
                        Instant.EPOCH));
    }
}

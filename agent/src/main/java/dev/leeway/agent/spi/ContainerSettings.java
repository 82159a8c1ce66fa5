package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a container is run; what its creator did not set is empty.
 *
 * @param limits what it may use
 * @param restart when it is started again
 * @param security what it may do
 * @param namespaces what it shares with others
 * @param log where its output goes
 * @param ports published to the host, as asked for
 * @param publishAll whether every exposed port is published on a port the engine chooses
 * @param init whether an init of the engine's stands above its program
 * @param runtime that runs it
 * @param autoRemove whether it is removed at its end
 * @param hosts names in its hosts file, {@code name:address}
 * @param dns its resolvers, their options and search domains
 * @param stopTimeout seconds between asking it to end and killing it
 * @param terminal whether it has one
 */
public record ContainerSettings(
        ContainerLimits limits,
        Restart restart,
        Security security,
        Namespaces namespaces,
        Log log,
        List<Published> ports,
        boolean publishAll,
        Optional<Boolean> init,
        Optional<String> runtime,
        boolean autoRemove,
        List<String> hosts,
        Dns dns,
        OptionalInt stopTimeout,
        boolean terminal) {
    public ContainerSettings {
        requireNonNull(limits, "limits are null");
        requireNonNull(restart, "restart is null");
        requireNonNull(security, "security is null");
        requireNonNull(namespaces, "namespaces are null");
        requireNonNull(log, "log is null");
        ports = List.copyOf(ports);
        requireNonNull(init, "init is null");
        requireNonNull(runtime, "runtime is null");
        hosts = List.copyOf(hosts);
        requireNonNull(dns, "dns is null");
        requireNonNull(stopTimeout, "stopTimeout is null");
    }

    /**
     * When a container is started again.
     *
     * @param policy {@code no}, {@code always}, {@code unless-stopped}, {@code on-failure}
     * @param retries at most, of {@code on-failure}; 0 for any number
     */
    public record Restart(String policy, int retries) {
        public Restart {
            requireNonNull(policy, "policy is null");
        }
    }

    /**
     * What a container may do.
     *
     * @param privileged whether it may do everything
     * @param added capabilities, upper case and without {@code CAP_}
     * @param dropped capabilities likewise
     * @param options {@code no-new-privileges}, {@code seccomp=unconfined}; a profile's text may be among them
     * @param readOnly whether its root file system is
     * @param groups more groups of its user
     * @param devices of the host, {@code /dev/fuse:/dev/fuse:rwm}
     * @param deviceRequests such as GPUs, by driver and capabilities
     * @param sysctls of its own, by name
     * @param tmpfs directories in memory, with their options
     */
    public record Security(
            boolean privileged,
            SortedSet<String> added,
            SortedSet<String> dropped,
            SortedSet<String> options,
            boolean readOnly,
            SortedSet<String> groups,
            SortedSet<String> devices,
            SortedSet<String> deviceRequests,
            SortedMap<String, String> sysctls,
            SortedMap<String, String> tmpfs) {
        public Security {
            added = sorted(added);
            dropped = sorted(dropped);
            options = sorted(options);
            groups = sorted(groups);
            devices = sorted(devices);
            deviceRequests = sorted(deviceRequests);
            sysctls = Collections.unmodifiableSortedMap(new TreeMap<>(sysctls));
            tmpfs = Collections.unmodifiableSortedMap(new TreeMap<>(tmpfs));
        }
    }

    /**
     * What a container shares with others; empty is what the engine does by itself, {@code container:ID} is told as {@code
     * container}.
     *
     * @param network {@code bridge}, {@code host}, {@code none}, {@code container}, or the name of a network
     * @param pid {@code host}
     * @param ipc {@code private}, {@code shareable}, {@code host}
     * @param uts {@code host}
     * @param user {@code host}
     * @param cgroup {@code private}, {@code host}
     */
    public record Namespaces(String network, String pid, String ipc, String uts, String user, String cgroup) {
        public Namespaces {
            requireNonNull(network, "network is null");
            requireNonNull(pid, "pid is null");
            requireNonNull(ipc, "ipc is null");
            requireNonNull(uts, "uts is null");
            requireNonNull(user, "user is null");
            requireNonNull(cgroup, "cgroup is null");
        }
    }

    /**
     * Where the output goes.
     *
     * @param driver {@code json-file}, {@code journald}
     * @param options by name; may hold secrets
     */
    public record Log(String driver, SortedMap<String, String> options) {
        public Log {
            requireNonNull(driver, "driver is null");
            options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        }

        /** Never the options. */
        @Override
        public String toString() {
            return "Log[" + driver + "]";
        }
    }

    /**
     * A port published to the host.
     *
     * @param port of the container, {@code 8080/tcp}
     * @param address of the host; empty for all of them
     * @param hostPort number or range chosen by hand; empty when the engine chooses
     */
    public record Published(String port, String address, Optional<String> hostPort) {
        public Published {
            requireNonNull(port, "port is null");
            requireNonNull(address, "address is null");
            requireNonNull(hostPort, "hostPort is null");
        }
    }

    /**
     * How names are resolved.
     *
     * @param servers asked in this order
     * @param search domains
     * @param options of the resolver
     */
    public record Dns(List<String> servers, List<String> search, List<String> options) {
        public Dns {
            servers = List.copyOf(servers);
            search = List.copyOf(search);
            options = List.copyOf(options);
        }
    }

    private static SortedSet<String> sorted(SortedSet<String> set) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(set));
    }
}

package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a container engine says of itself.
 *
 * @param product {@code docker}, {@code podman}, or what else it calls itself, in lower case
 * @param version of the product
 * @param apiVersion newest version of its interface
 * @param components versions of what it works with, by name in lower case: {@code containerd}, {@code runc}
 * @param platform what it runs on
 * @param storage how it keeps images and containers
 * @param running how it runs containers
 * @param network how containers reach each other
 * @param registries how it reaches registries
 * @param proxies by {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code NO_PROXY}; may hold passwords
 * @param labels of the engine itself, by name
 * @param now its clock, for times of the same engine
 */
public record EngineInfo(
        String product,
        Optional<String> version,
        Optional<String> apiVersion,
        SortedMap<String, String> components,
        EnginePlatform platform,
        Storage storage,
        Running running,
        Network network,
        Registries registries,
        SortedMap<String, String> proxies,
        SortedMap<String, String> labels,
        Optional<Instant> now) {
    public EngineInfo {
        requireNonNull(product, "product is null");
        requireNonNull(version, "version is null");
        requireNonNull(apiVersion, "apiVersion is null");
        components = sorted(components);
        requireNonNull(platform, "platform is null");
        requireNonNull(storage, "storage is null");
        requireNonNull(running, "running is null");
        requireNonNull(network, "network is null");
        requireNonNull(registries, "registries are null");
        proxies = sorted(proxies);
        labels = sorted(labels);
        requireNonNull(now, "now is null");
    }

    /** Never the values: proxies and labels may hold secrets. */
    @Override
    public String toString() {
        return "EngineInfo[" + product + "]";
    }

    /**
     * How images and containers are kept.
     *
     * @param driver {@code overlay2}
     * @param status what the driver says of itself, by name: {@code Backing Filesystem}
     * @param directory where all of it lies on the engine's host
     */
    public record Storage(Optional<String> driver, SortedMap<String, String> status, Optional<String> directory) {
        public Storage {
            requireNonNull(driver, "driver is null");
            status = sorted(status);
            requireNonNull(directory, "directory is null");
        }
    }

    /**
     * How containers are run.
     *
     * @param standard the runtime when none is named
     * @param runtimes those there are
     * @param cgroupDriver {@code systemd}, {@code cgroupfs}
     * @param cgroupVersion {@code 1}, {@code 2}
     * @param logDriver the log driver when none is named
     * @param security options such as {@code seccomp}, {@code apparmor}, {@code rootless}, {@code userns}, with their parameters
     * @param rootless whether it runs as an ordinary user
     * @param liveRestore whether containers outlive it
     * @param experimental whether unfinished parts of it are on
     * @param swarm state of its cluster: {@code inactive}, {@code active}
     * @param supports limits that the host's kernel lets it keep, by name: {@code memory}, {@code swap}, {@code pids}, ...
     */
    public record Running(
            Optional<String> standard,
            SortedSet<String> runtimes,
            Optional<String> cgroupDriver,
            Optional<String> cgroupVersion,
            Optional<String> logDriver,
            SortedSet<String> security,
            boolean rootless,
            Optional<Boolean> liveRestore,
            Optional<Boolean> experimental,
            Optional<String> swarm,
            SortedMap<String, Boolean> supports) {
        public Running {
            requireNonNull(standard, "standard is null");
            runtimes = Collections.unmodifiableSortedSet(new TreeSet<>(runtimes));
            requireNonNull(cgroupDriver, "cgroupDriver is null");
            requireNonNull(cgroupVersion, "cgroupVersion is null");
            requireNonNull(logDriver, "logDriver is null");
            security = Collections.unmodifiableSortedSet(new TreeSet<>(security));
            requireNonNull(liveRestore, "liveRestore is null");
            requireNonNull(experimental, "experimental is null");
            requireNonNull(swarm, "swarm is null");
            supports = Collections.unmodifiableSortedMap(new TreeMap<>(supports));
        }
    }

    /**
     * How containers reach each other.
     *
     * @param pools from which subnets of new networks are taken: {@code 10.10.0.0/16 by /24}; empty when the engine's own
     * @param forwarding whether the kernel forwards packets between networks, where the engine says
     */
    public record Network(List<String> pools, Optional<Boolean> forwarding) {
        public Network {
            pools = List.copyOf(pools);
            requireNonNull(forwarding, "forwarding is null");
        }
    }

    /**
     * How registries are reached.
     *
     * @param insecure those trusted without TLS, networks as {@code 127.0.0.0/8}
     * @param mirrors asked first
     */
    public record Registries(SortedSet<String> insecure, List<String> mirrors) {
        public Registries {
            insecure = Collections.unmodifiableSortedSet(new TreeSet<>(insecure));
            mirrors = List.copyOf(mirrors);
        }
    }

    private static SortedMap<String, String> sorted(SortedMap<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}

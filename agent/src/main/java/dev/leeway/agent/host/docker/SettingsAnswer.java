package dev.leeway.agent.host.docker;

import dev.leeway.agent.spi.ContainerLimits;
import dev.leeway.agent.spi.ContainerLimits.Ulimit;
import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.ContainerSettings.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a container is run, from the part {@code HostConfig} of an engine's answer. */
final class SettingsAnswer {
    private final Fields host;

    private SettingsAnswer(Fields host) {
        this.host = host;
    }

    static ContainerSettings read(Fields host, Fields config) {
        SettingsAnswer answer = new SettingsAnswer(host);
        OptionalLong stopTimeout = config.number("StopTimeout");
        return new ContainerSettings(
                answer.limits(),
                new ContainerSettings.Restart(host.text("RestartPolicy", "Name").orElse("no"), (int)
                        host.number("RestartPolicy", "MaximumRetryCount").orElse(0)),
                answer.security(),
                answer.namespaces(),
                new ContainerSettings.Log(host.text("LogConfig", "Type").orElse(""), host.map("LogConfig", "Config")),
                answer.ports(),
                host.is("PublishAllPorts"),
                host.flag("Init"),
                host.text("Runtime"),
                host.is("AutoRemove"),
                host.texts("ExtraHosts"),
                new ContainerSettings.Dns(host.texts("Dns"), host.texts("DnsSearch"), host.texts("DnsOptions")),
                stopTimeout.isPresent() ? OptionalInt.of((int) stopTimeout.getAsLong()) : OptionalInt.empty(),
                config.is("Tty"));
    }

    private ContainerLimits limits() {
        OptionalLong pids = host.set("PidsLimit");
        return new ContainerLimits(
                host.set("Memory"),
                host.set("MemoryReservation"),
                host.set("MemorySwap"),
                // -1 is what the engine itself writes where nobody said anything.
                unless(host.number("MemorySwappiness"), -1),
                host.set("NanoCpus"),
                host.set("CpuShares"),
                host.set("CpuQuota"),
                host.set("CpuPeriod"),
                host.text("CpusetCpus"),
                host.text("CpusetMems"),
                unless(pids, -1),
                host.set("ShmSize"),
                host.set("OomScoreAdj"),
                host.is("OomKillDisable"),
                host.set("BlkioWeight"),
                ulimits());
    }

    private static OptionalLong unless(OptionalLong number, long unset) {
        return number.isPresent() && number.getAsLong() == unset ? OptionalLong.empty() : number;
    }

    private SortedMap<String, Ulimit> ulimits() {
        SortedMap<String, Ulimit> ulimits = new TreeMap<>();
        for (Fields limit : host.items("Ulimits")) {
            // Podman writes them as the kernel calls them.
            limit.text("Name")
                    .map(SettingsAnswer::plainLimit)
                    .ifPresent(name -> ulimits.put(
                            name,
                            new Ulimit(
                                    limit.number("Soft").orElse(-1),
                                    limit.number("Hard").orElse(-1))));
        }
        return ulimits;
    }

    private static String plainLimit(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("rlimit_") ? lower.substring("rlimit_".length()) : lower;
    }

    private ContainerSettings.Security security() {
        return new ContainerSettings.Security(
                host.is("Privileged"),
                capabilities("CapAdd"),
                capabilities("CapDrop"),
                host.textSet("SecurityOpt"),
                host.is("ReadonlyRootfs"),
                host.textSet("GroupAdd"),
                devices(),
                requests(),
                host.map("Sysctls"),
                host.map("Tmpfs"));
    }

    private SortedSet<String> capabilities(String field) {
        SortedSet<String> capabilities = new TreeSet<>();
        for (String each : host.texts(field)) {
            String upper = each.toUpperCase(Locale.ROOT);
            capabilities.add(upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper);
        }
        return capabilities;
    }

    private SortedSet<String> devices() {
        SortedSet<String> devices = new TreeSet<>();
        for (Fields device : host.items("Devices")) {
            device.text("PathOnHost")
                    .ifPresent(path -> devices.add(path + ":"
                            + device.text("PathInContainer").orElse(path) + ":"
                            + device.text("CgroupPermissions").orElse("rwm")));
        }
        return devices;
    }

    private SortedSet<String> requests() {
        SortedSet<String> requests = new TreeSet<>();
        for (Fields request : host.items("DeviceRequests")) {
            List<String> words = new ArrayList<>();
            request.text("Driver").ifPresent(words::add);
            request.items("Capabilities").forEach(each -> words.addAll(each.texts()));
            requests.add(String.join(" ", words));
        }
        return requests;
    }

    private ContainerSettings.Namespaces namespaces() {
        String network = shared("NetworkMode");
        return new ContainerSettings.Namespaces(
                // Older engines write what they were told, newer ones what it means.
                network.equals("default") ? "bridge" : network,
                shared("PidMode"),
                shared("IpcMode"),
                shared("UTSMode"),
                shared("UsernsMode"),
                shared("CgroupnsMode"));
    }

    private String shared(String field) {
        String mode = host.text(field).orElse("");
        return mode.startsWith("container:") ? "container" : mode;
    }

    private List<Published> ports() {
        List<Published> ports = new ArrayList<>();
        for (String port : host.names("PortBindings")) {
            for (Fields binding : host.items("PortBindings", port)) {
                ports.add(new Published(
                        port,
                        binding.text("HostIp").orElse(""),
                        binding.text("HostPort").filter(each -> !each.equals("0"))));
            }
        }
        return ports;
    }
}

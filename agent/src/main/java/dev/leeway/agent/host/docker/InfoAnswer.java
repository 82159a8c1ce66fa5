package dev.leeway.agent.host.docker;

import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.EnginePlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an engine says of itself, from its answers to {@code /version} and {@code /info}. */
final class InfoAnswer {
    private static final String ENGINE = "Engine";

    /** {@code OCI Runtime (runc)}. */
    private static final Pattern ROLE = Pattern.compile("^[A-Za-z ]+ \\(([^()]+)\\)$");

    private static final Pattern PRINTED = Pattern.compile("^\\S+ version (\\d[^\\s,]*)");

    private final Fields version;
    private final Fields info;

    private InfoAnswer(Fields version, Fields info) {
        this.version = version;
        this.info = info;
    }

    static EngineInfo read(Fields version, Fields info) {
        InfoAnswer answer = new InfoAnswer(version, info);
        return new EngineInfo(
                answer.product(),
                version.text("Version").or(() -> info.text("ServerVersion")),
                version.text("ApiVersion"),
                answer.components(),
                new EnginePlatform(
                        info.text("OSType").or(() -> version.text("Os")),
                        version.text("Arch").or(() -> info.text("Architecture")),
                        Optional.empty()),
                new EngineInfo.Storage(info.text("Driver"), answer.status(), info.text("DockerRootDir")),
                answer.running(),
                new EngineInfo.Network(answer.pools(), info.flag("IPv4Forwarding")),
                new EngineInfo.Registries(answer.insecure(), info.texts("RegistryConfig", "Mirrors")),
                answer.proxies(),
                ConfigAnswer.variables(info.texts("Labels")),
                info.moment("SystemTime"));
    }

    private String product() {
        boolean podman = version.items("Components").stream()
                .flatMap(component -> component.text("Name").stream())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("podman"));
        return podman ? "podman" : "docker";
    }

    private SortedMap<String, String> components() {
        SortedMap<String, String> components = new TreeMap<>();
        for (Fields component : version.items("Components")) {
            String name = component.text("Name").orElse(ENGINE);
            if (!name.equals(ENGINE) && !name.startsWith("Podman")) {
                component
                        .text("Version")
                        .ifPresent(each -> components.put(
                                ROLE.matcher(name).replaceFirst("$1").toLowerCase(Locale.ROOT), version(each)));
            }
        }
        return components;
    }

    /** Podman hands on all that a component prints of itself: its name first, then lines of its libraries. */
    private static String version(String told) {
        Matcher printed = PRINTED.matcher(told);
        return printed.find() ? printed.group(1) : told;
    }

    /** Pairs of a name and a text. */
    private SortedMap<String, String> status() {
        SortedMap<String, String> status = new TreeMap<>();
        for (Fields pair : info.items("DriverStatus")) {
            List<String> words = pair.texts();
            if (words.size() == 2) {
                status.put(words.get(0), words.get(1));
            }
        }
        return status;
    }

    private EngineInfo.Running running() {
        SortedSet<String> security = info.textSet("SecurityOptions");
        return new EngineInfo.Running(
                info.text("DefaultRuntime"),
                info.names("Runtimes"),
                info.text("CgroupDriver"),
                info.text("CgroupVersion"),
                info.text("LoggingDriver"),
                security,
                security.stream().anyMatch(option -> option.equals("name=rootless") || option.equals("rootless")),
                info.flag("LiveRestoreEnabled"),
                info.flag("ExperimentalBuild"),
                info.text("Swarm", "LocalNodeState"),
                supports());
    }

    private SortedMap<String, Boolean> supports() {
        SortedMap<String, Boolean> supports = new TreeMap<>();
        support(supports, "memory", "MemoryLimit");
        support(supports, "swap", "SwapLimit");
        support(supports, "cpu-quota", "CpuCfsQuota");
        support(supports, "cpu-shares", "CPUShares");
        support(supports, "cpu-set", "CPUSet");
        support(supports, "pids", "PidsLimit");
        support(supports, "oom-kill-disable", "OomKillDisable");
        return supports;
    }

    private void support(SortedMap<String, Boolean> to, String name, String field) {
        info.flag(field).ifPresent(flag -> to.put(name, flag));
    }

    private List<String> pools() {
        List<String> pools = new ArrayList<>();
        for (Fields pool : info.items("DefaultAddressPools")) {
            pool.text("Base")
                    .ifPresent(base ->
                            pools.add(base + " by /" + pool.number("Size").orElse(0)));
        }
        return pools;
    }

    private SortedSet<String> insecure() {
        SortedSet<String> insecure = new TreeSet<>(info.textSet("RegistryConfig", "InsecureRegistryCIDRs"));
        for (String registry : info.names("RegistryConfig", "IndexConfigs")) {
            Fields index = info.at("RegistryConfig", "IndexConfigs", registry);
            if (index.flag("Secure").filter(secure -> !secure).isPresent()) {
                insecure.add(registry);
            }
        }
        return insecure;
    }

    private SortedMap<String, String> proxies() {
        SortedMap<String, String> proxies = new TreeMap<>();
        info.text("HttpProxy").ifPresent(proxy -> proxies.put("HTTP_PROXY", proxy));
        info.text("HttpsProxy").ifPresent(proxy -> proxies.put("HTTPS_PROXY", proxy));
        info.text("NoProxy").ifPresent(proxy -> proxies.put("NO_PROXY", proxy));
        return proxies;
    }
}

package dev.leeway.agent.probe.network;

import dev.leeway.agent.format.IniAssignments;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proxies that tools of the host are told to use; those of services are variables, and those of sessions and of systemd's own
 * environment belong to {@code os}.
 */
final class ProxyFiles {
    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_NAMES = 2_000;
    private static final String TAG_CLASS = "variable";
    private static final Pattern APT = Pattern.compile("(?i)Acquire::(https?|ftp)::Proxy(?:::([\\w.-]{1,200}))?");
    /** Names of other endings apt passes over. */
    private static final Pattern APT_FILE = Pattern.compile(".*/(?:[^/.]+|[^/]+\\.conf)");

    private static final Pattern VARIABLE = Pattern.compile("(?i)(https?|ftp|all|no)_proxy=(.*)", Pattern.DOTALL);

    private final Reading files;

    /** What one is set to, and in which file. */
    private record Proxy(String value, String file) {}

    ProxyFiles(Reading files) {
        this.files = files;
    }

    void record() {
        Map<String, Proxy> apt = new TreeMap<>();
        listed("/etc/apt/apt.conf.d", "", "proxy[apt]/**").stream()
                .sorted()
                .filter(path -> APT_FILE.matcher(path).matches())
                .forEach(path -> apt(path, apt));
        // That file is read behind those of the directory.
        apt("/etc/apt/apt.conf", apt);
        apt.forEach((which, proxy) -> told("apt", which, proxy));
        for (String file : List.of("/etc/dnf/dnf.conf", "/etc/yum.conf")) {
            files.text(file, MAX_FILE, "proxy[dnf]/**")
                    .map(text -> IniAssignments.read(text, "main").get("proxy"))
                    .ifPresent(proxy -> told("dnf", "http", new Proxy(proxy, file)));
        }
        for (String engine : List.of("docker", "containerd", "crio", "kubelet")) {
            units(engine);
        }
    }

    /** Of drop-ins in the order of their names, wherever they lie, the last assignment counts; one in /etc hides its like in /run. */
    private void units(String engine) {
        SortedMap<String, String> byName = new TreeMap<>();
        for (String base : List.of("/etc/systemd/system/", "/run/systemd/system/")) {
            for (String path : listed(base + engine + ".service.d", ".conf", "proxy[" + engine + "]/**")) {
                byName.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), path);
            }
        }
        Map<String, Proxy> told = new TreeMap<>();
        byName.values().forEach(path -> unit(engine, path, told));
        told.forEach((which, proxy) -> told(engine, which, proxy));
    }

    private List<String> listed(String directory, String ending, String pattern) {
        List<String> paths = new ArrayList<>();
        for (String name : files.names(directory, MAX_NAMES, pattern)) {
            if (name.endsWith(ending)) {
                paths.add(directory + "/" + name);
            }
        }
        return paths;
    }

    private void apt(String file, Map<String, Proxy> told) {
        AptSettings.read(files.text(file, MAX_FILE, "proxy[apt]/**").orElse("")).forEach((name, value) -> {
            Matcher found = APT.matcher(name);
            if (found.matches()) {
                String which = found.group(1).toLowerCase(Locale.ROOT);
                told.put(found.group(2) == null ? which : which + ":" + found.group(2), new Proxy(value, file));
            }
        });
    }

    private void unit(String owner, String file, Map<String, Proxy> told) {
        for (String line :
                files.text(file, MAX_FILE, "proxy[" + owner + "]/**").orElse("").split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.equals("Environment=")) {
                told.clear();
            } else if (stripped.startsWith("Environment=")) {
                for (String word : assignments(stripped.substring("Environment=".length()))) {
                    Matcher variable = VARIABLE.matcher(word);
                    if (variable.matches()) {
                        told.put(variable.group(1).toLowerCase(Locale.ROOT), new Proxy(variable.group(2), file));
                    }
                }
            }
        }
    }

    /** Words apart by blanks; quotes hold one together. */
    private static List<String> assignments(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(text);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    private void told(String owner, String which, Proxy proxy) {
        if (!proxy.value().isBlank()) {
            String name = which.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "_") + "_PROXY";
            files.section()
                    .fact(
                            FactPath.of("proxy", owner).child(which),
                            new Observed.Guarded(TAG_CLASS, name, proxy.value().strip()),
                            proxy.file());
        }
    }
}

package dev.leeway.agent.probe.network;

import dev.leeway.agent.format.IniAssignments;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern APT = Pattern.compile(
            "(?m)^\\s*Acquire::(https?|ftp)::Proxy(?:::([\\w.-]{1,200}))?\\s+\"([^\"\\n]{0,2000})\"\\s*;");
    private static final Pattern VARIABLE = Pattern.compile("(?i)(https?|ftp|all|no)_proxy=(.*)", Pattern.DOTALL);

    private final Reading files;

    ProxyFiles(Reading files) {
        this.files = files;
    }

    void record() {
        apt("/etc/apt/apt.conf");
        listed("/etc/apt/apt.conf.d", "", "proxy[apt]/**").forEach(this::apt);
        for (String file : List.of("/etc/dnf/dnf.conf", "/etc/yum.conf")) {
            files.text(file, MAX_FILE, "proxy[dnf]/**")
                    .map(text -> IniAssignments.read(text, "main").get("proxy"))
                    .ifPresent(proxy -> told("dnf", "http", proxy, file));
        }
        for (String engine : List.of("docker", "containerd", "crio", "kubelet")) {
            for (String base : List.of("/etc/systemd/system/", "/run/systemd/system/")) {
                listed(base + engine + ".service.d", ".conf", "proxy[" + engine + "]/**")
                        .forEach(file -> unit(engine, file));
            }
        }
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

    private void apt(String file) {
        Matcher found = APT.matcher(files.text(file, MAX_FILE, "proxy[apt]/**").orElse(""));
        while (found.find()) {
            String which = found.group(1).toLowerCase(Locale.ROOT);
            told("apt", found.group(2) == null ? which : which + ":" + found.group(2), found.group(3), file);
        }
    }

    private void unit(String owner, String file) {
        for (String line :
                files.text(file, MAX_FILE, "proxy[" + owner + "]/**").orElse("").split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith("Environment=")) {
                for (String word : assignments(stripped.substring("Environment=".length()))) {
                    Matcher variable = VARIABLE.matcher(word);
                    if (variable.matches()) {
                        told(owner, variable.group(1).toLowerCase(Locale.ROOT), variable.group(2), file);
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

    private void told(String owner, String which, String value, String file) {
        if (!value.isBlank()) {
            String name = which.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "_") + "_PROXY";
            files.section()
                    .fact(
                            FactPath.of("proxy", owner).child(which),
                            new Observed.Guarded(TAG_CLASS, name, value.strip()),
                            file);
        }
    }
}

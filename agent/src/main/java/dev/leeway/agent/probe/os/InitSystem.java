package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What starts and keeps services: the first process of a running host, the installed one of a tree. */
final class InitSystem implements Aspect {
    private static final String FACT = "init/system";
    private static final FactPath PATH = new FactPath(FACT);

    /** Programs that are an init system, by the name of their file or process. */
    private static final Map<String, String> KNOWN = Map.of(
            "systemd", "systemd",
            "openrc-init", "openrc",
            "runit", "runit",
            "runit-init", "runit",
            "s6-svscan", "s6",
            "s6-linux-init", "s6",
            "upstart", "upstart",
            "busybox", "busybox",
            "init", "sysvinit");

    /** Directories that an init system makes when it starts the host. */
    private static final SortedMap<String, String> BOOTED_BY =
            new TreeMap<>(Map.of("/run/systemd/system", "systemd", "/run/openrc", "openrc"));

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading files = new Reading(host.files(), section);
        if (host.live()) {
            for (Map.Entry<String, String> booted : BOOTED_BY.entrySet()) {
                if (files.isDirectory(booted.getKey(), FACT)) {
                    section.fact(PATH, Observed.text(booted.getValue()), booted.getKey());
                    return;
                }
            }
            new Reading(host.proc(), section)
                    .line("/1/comm", FACT)
                    // Anything else is a container's own program, or a minimal reaper before it.
                    .map(name -> KNOWN.getOrDefault(name, "none"))
                    .ifPresent(name -> section.fact(PATH, Observed.text(name), "/proc/1/comm"));
            return;
        }
        if (MacSystem.isOne(files)) {
            section.fact(PATH, Observed.text("launchd"), MacSystem.RELEASE);
            return;
        }
        // A tree without one is that of a container, which starts its own program.
        String installed = files.resolve("/sbin/init", FACT)
                .map(path -> KNOWN.getOrDefault(path.substring(path.lastIndexOf('/') + 1), "none"))
                .orElse("none");
        section.fact(PATH, Observed.text(installed), "/sbin/init");
    }
}

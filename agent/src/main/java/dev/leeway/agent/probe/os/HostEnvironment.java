package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.ShellAssignments;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;

/** Variables that every session gets from {@code /etc/environment}, proxies above all. */
final class HostEnvironment implements Aspect {
    private static final String ALL = "environment[*]/**";
    private static final String PATH = "/etc/environment";
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public void observe(HostView host, SectionRecorder section) {
        new Reading(host.files(), section)
                .text(PATH, MAX_BYTES, ALL)
                .ifPresent(text -> ShellAssignments.read(text)
                        .forEach((name, value) -> section.fact(
                                FactPath.of("environment", name),
                                new Observed.Guarded("variable", name, value),
                                PATH)));
    }
}

package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;

/** What the running kernel was started with. */
final class KernelParameters implements Aspect {
    private static final String PATH = "/cmdline";
    private static final String ALL = "kernel/parameter[*]";
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public List<String> liveOnly() {
        return List.of(ALL);
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        new Reading(host.proc(), section)
                .text(PATH, MAX_BYTES, ALL)
                .ifPresent(text -> CommandLine.parse(text)
                        .parameters()
                        .forEach(each -> section.fact(
                                new FactPath("kernel").child("parameter", each.name()),
                                new Observed.Guarded("kernel-parameter", each.name(), each.value()),
                                "/proc" + PATH)));
    }
}

package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import java.util.List;

/** Tells of the operating system: what it is, how it is set, and what it lets a process have. */
public final class OsProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("os", 2, false);
    private static final List<Aspect> ASPECTS = List.of(
            new Distribution(),
            new Userland(),
            new Kernel(),
            new KernelParameters(),
            new Machine(),
            new Processors(),
            new Memory(),
            new InitSystem(),
            new InitDefaults(),
            new InheritedLimits(),
            new LoginLimits(),
            new LoginDefaults(),
            new LiveSysctls(),
            new ConfiguredSysctls(),
            new AccessControl(),
            new CryptoSettings(),
            new CertificateAuthorities(),
            new Mounts(),
            new TimeZone(),
            new Clock(),
            new ClockSynchronisation(),
            new LocaleSettings(),
            new Resolver(),
            new ResolverUpstreams(),
            new HostsFile(),
            new HostEnvironment(),
            new MacSystem(),
            new LaunchdJobs());

    /** What is told from the first process of the host. */
    private static final List<String> OF_THE_FIRST_PROCESS = List.of(
            "cgroup/version",
            "cpu/usable",
            "init/system",
            "limits/inherited[*]/**",
            "machine/container",
            "memory/usable",
            "mount[*]/**");

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws InterruptedException {
        SectionRecorder section = new CertainFacts(recorder.section());
        if (host.live() && new Reading(host.proc(), section).stat("/1").isEmpty()) {
            // Mounted so that users see their own processes only; every host has a first one.
            OF_THE_FIRST_PROCESS.forEach(each -> section.uncovered(each, HostAccessException.Kind.DENIED));
        }
        for (Aspect aspect : ASPECTS) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop");
            }
            if (!host.live()) {
                aspect.liveOnly().forEach(each -> section.uncovered(each, HostAccessException.Kind.NOT_LIVE));
            }
            if (host.live() || aspect.readsTrees()) {
                aspect.observe(host, section);
            }
        }
    }
}

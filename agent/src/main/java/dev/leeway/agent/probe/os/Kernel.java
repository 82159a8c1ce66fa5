package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import java.util.Optional;

/** The kernel that runs. */
final class Kernel implements Aspect {
    private static final String RELEASE = "/sys/kernel/osrelease";
    private static final String BUILD = "/sys/kernel/version";
    private static final String ARCHITECTURE = "/sys/kernel/arch";
    private static final List<String> PATTERNS =
            List.of("kernel/version", "kernel/flavour", "kernel/build", "kernel/preemption", "kernel/architecture");

    @Override
    public List<String> liveOnly() {
        return PATTERNS;
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading proc = new Reading(host.proc(), section);
        proc.line(RELEASE, "kernel/version", "kernel/flavour")
                .map(KernelRelease::parse)
                .ifPresent(release -> {
                    section.fact(
                            new FactPath("kernel/version"),
                            Observed.version(release.version(), VersionScheme.GENERIC),
                            "/proc" + RELEASE);
                    release.flavour()
                            .ifPresent(flavour -> section.fact(
                                    new FactPath("kernel/flavour"), Observed.text(flavour), "/proc" + RELEASE));
                });
        proc.line(BUILD, "kernel/build", "kernel/preemption").ifPresent(build -> {
            section.fact(new FactPath("kernel/build"), Observed.text(build), "/proc" + BUILD);
            preemption(build)
                    .ifPresent(model ->
                            section.fact(new FactPath("kernel/preemption"), Observed.text(model), "/proc" + BUILD));
        });
        // Kernels before 6.1 do not tell; the architecture of the programs is told by their own files.
        proc.line(ARCHITECTURE, "kernel/architecture")
                .ifPresent(name ->
                        section.fact(new FactPath("kernel/architecture"), Observed.text(name), "/proc" + ARCHITECTURE));
    }

    /** {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.69-1}: the word that says how the kernel may interrupt itself. */
    private static Optional<String> preemption(String build) {
        return Words.of(build).stream()
                .filter(word -> word.startsWith("PREEMPT"))
                .findFirst();
    }
}

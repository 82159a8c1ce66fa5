package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;

/**
 * Limits that every process inherits from the first one, where the first one hands its own down.
 *
 * <p>Not under systemd: it raises its own limits and gives services others, which {@link InitDefaults} and each service's
 * own facts tell. And never those of the agent, which are its caller's.
 */
final class InheritedLimits implements Aspect {
    private static final String ALL = "limits/inherited[*]/**";
    private static final String PATH = "/1/limits";
    private static final int MAX_BYTES = 16 * 1024;

    @Override
    public List<String> liveOnly() {
        return List.of(ALL);
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        if (new Reading(host.files(), section).isDirectory("/run/systemd/system", ALL)) {
            return;
        }
        Reading proc = new Reading(host.proc(), section);
        Optional<String> derived = proc.line("/sys/kernel/threads-max", ALL).flatMap(InheritedLimits::half);
        proc.text(PATH, MAX_BYTES, ALL)
                .ifPresent(text -> LimitsTable.parse(text).stream()
                        .filter(limit -> !limit.name().equals("nproc") || !derived.equals(Optional.of(limit.soft())))
                        .forEach(limit -> {
                            FactPath path = new FactPath("limits").child("inherited", limit.name());
                            section.fact(path.child("soft"), Observed.text(limit.soft()), "/proc" + PATH);
                            section.fact(path.child("hard"), Observed.text(limit.hard()), "/proc" + PATH);
                        }));
    }

    /** What the kernel gives the first process itself: half the threads it thinks the memory is good for. */
    private static Optional<String> half(String threads) {
        try {
            return Optional.of(Long.toString(Long.parseLong(threads) / 2));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

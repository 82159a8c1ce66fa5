package dev.leeway.agent.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.snapshot.ProbeSelection;
import dev.leeway.agent.snapshot.SnapshotLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What one source of configuration says of the probes.
 *
 * @param only names of the probes wanted, all of them where empty
 * @param skip names of probes left out
 * @param time how long each may look
 * @param threads how many look at the same time
 * @param facts how many facts a section may have
 * @param bytes how long names and values of a section may be
 * @param subjects of how many subjects a probe may speak
 * @param cpu percent of one processor that may be used
 */
public record ProbeSettings(
        Set<String> only,
        Set<String> skip,
        Optional<Duration> time,
        Optional<Integer> threads,
        Optional<Integer> facts,
        Optional<Long> bytes,
        Optional<Integer> subjects,
        Optional<Integer> cpu) {
    /** Nothing said. */
    public static final ProbeSettings NONE = new ProbeSettings(
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public ProbeSettings {
        only = Set.copyOf(only);
        skip = Set.copyOf(skip);
        requireNonNull(time, "time is null");
        requireNonNull(threads, "threads is null");
        requireNonNull(facts, "facts is null");
        requireNonNull(bytes, "bytes is null");
        requireNonNull(subjects, "subjects is null");
        requireNonNull(cpu, "cpu is null");
    }

    /** These settings where they say something, {@code base} where they do not. */
    public ProbeSettings over(ProbeSettings base) {
        return new ProbeSettings(
                only.isEmpty() ? base.only : only,
                skip.isEmpty() ? base.skip : skip,
                time.or(base::time),
                threads.or(base::threads),
                facts.or(base::facts),
                bytes.or(base::bytes),
                subjects.or(base::subjects),
                cpu.or(base::cpu));
    }

    /** Which probes look. */
    public ProbeSelection selection() {
        return new ProbeSelection(only, skip);
    }

    /** How far they look, with the defaults where nothing was said. */
    public SnapshotLimits limits() {
        SnapshotLimits otherwise = SnapshotLimits.DEFAULT;
        return new SnapshotLimits(
                        time.orElse(otherwise.probeTime()),
                        threads.orElse(otherwise.threads()),
                        facts.orElse(otherwise.sectionFacts()),
                        bytes.orElse(otherwise.sectionBytes()),
                        subjects.orElse(otherwise.probeSections()))
                .withCpuPercent(cpu.orElse(otherwise.cpuPercent()));
    }
}

package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.SectionKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;

/** Everything one probe records: one draft for the host and one for each subject. */
final class ProbeDraft implements Recorder {
    private final String probe;
    private final SnapshotLimits limits;
    private final BiPredicate<String, String> secrets;
    private final Map<SectionKey, SectionDraft> sections = new ConcurrentSkipListMap<>();
    private volatile boolean abandoned;
    private int subjectsLeftOut;

    /** @param secrets whether a name and a text are those of a secret */
    ProbeDraft(String probe, SnapshotLimits limits, BiPredicate<String, String> secrets) {
        this.probe = probe;
        this.limits = limits;
        this.secrets = secrets;
        section(SectionKey.of(probe));
    }

    @Override
    public SectionRecorder section() {
        return section(SectionKey.of(probe));
    }

    @Override
    public SectionRecorder section(String subject) {
        SectionKey key = SectionKey.of(probe, subject);
        if (sections.size() > limits.probeSections() && !sections.containsKey(key)) {
            return leaveOut();
        }
        return section(key);
    }

    @Override
    public boolean secret(String name, String text) {
        return secrets.test(name, text);
    }

    @Override
    public Duration time() {
        return limits.probeTime();
    }

    private SectionDraft section(SectionKey key) {
        Abandoned.check(() -> abandoned);
        return sections.computeIfAbsent(key, each -> new SectionDraft(limits, () -> abandoned));
    }

    /** A section that goes nowhere. */
    private SectionDraft leaveOut() {
        subjectsLeftOut++;
        return new SectionDraft(limits, () -> abandoned);
    }

    /** The sections begun, the one about the host always among them; read them when the probe has ended. */
    Map<SectionKey, SectionDraft> sections() {
        return sections;
    }

    /** The keys of the sections begun; may be read while the probe still runs. */
    Set<SectionKey> begun() {
        return sections.keySet();
    }

    /** How many times a subject beyond the limit was spoken of. */
    int subjectsLeftOut() {
        return subjectsLeftOut;
    }

    /** Says that nobody waits for this probe any more. */
    void abandon() {
        abandoned = true;
    }
}

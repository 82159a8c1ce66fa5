package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.SectionKey;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;

/** Everything one probe records: one draft for the host and one for each subject. */
final class ProbeDraft implements Recorder {
    private final String probe;
    private final SnapshotLimits limits;
    private final BiPredicate<String, String> secrets;
    private final Room.Share room;
    private final Map<SectionKey, SectionDraft> sections = new ConcurrentSkipListMap<>();
    private final Set<SectionKey> begun = new ConcurrentSkipListSet<>();
    private final Set<String> unsearchable = new ConcurrentSkipListSet<>();
    private volatile boolean abandoned;
    private int subjectsLeftOut;

    /**
     * Nothing recorded yet.
     *
     * @param secrets whether a name and a text are those of a secret
     * @param room what the probe may take
     */
    ProbeDraft(String probe, SnapshotLimits limits, BiPredicate<String, String> secrets, Room.Share room) {
        this.probe = probe;
        this.limits = limits;
        this.secrets = secrets;
        this.room = room;
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
            return leaveOut(subject);
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

    @Override
    public long room() {
        return room.left();
    }

    private SectionDraft section(SectionKey key) {
        Abandoned.check(() -> abandoned);
        return sections.computeIfAbsent(key, each -> {
            begun.add(key);
            return new SectionDraft(
                    limits, room(key), () -> abandoned, () -> key.subject().ifPresent(unsearchable::add));
        });
    }

    private LongPredicate room(SectionKey key) {
        return key.subject().isPresent() ? room::take : room::takeForIndex;
    }

    /** A section that goes nowhere. */
    private SectionDraft leaveOut(String subject) {
        subjectsLeftOut++;
        return new SectionDraft(limits, bytes -> false, () -> abandoned, () -> unsearchable.add(subject));
    }

    /** The sections begun, the one about the host always among them; to be taken when the probe has ended. */
    Map<SectionKey, SectionDraft> sections() {
        return sections;
    }

    /** The keys of the sections ever begun; may be read while the probe still runs. */
    Set<SectionKey> begun() {
        return begun;
    }

    /** Subjects of which the probe knows more secrets than there was room for; to be taken when it has ended. */
    Set<String> unsearchable() {
        return unsearchable;
    }

    /** Forgets all that was recorded, so that there is room for others. */
    void forget() {
        sections.clear();
        unsearchable.clear();
        room.giveBack();
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

package dev.leeway.agent.testing;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.SectionKey;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps what a probe records, before redaction: {@code RecordingRecorder.of(new OsProbe(), host)}. */
public final class RecordingRecorder implements Recorder {
    private final String probe;
    private final SortedMap<SectionKey, RecordedSection> sections = new TreeMap<>();
    private Duration time = Duration.ofSeconds(30);

    /** A recorder for the probe of that name. */
    public RecordingRecorder(String probe) {
        this.probe = probe;
    }

    /** What {@code probe} says of {@code host}. */
    public static RecordingRecorder of(Probe probe, HostView host) throws HostAccessException, InterruptedException {
        RecordingRecorder recorder = new RecordingRecorder(probe.spec().name());
        probe.observe(host, recorder);
        return recorder;
    }

    /** What {@code probe} says of {@code host} when it is given so much time. */
    public static RecordingRecorder of(Probe probe, HostView host, Duration time)
            throws HostAccessException, InterruptedException {
        RecordingRecorder recorder = new RecordingRecorder(probe.spec().name());
        recorder.time = time;
        probe.observe(host, recorder);
        return recorder;
    }

    @Override
    public boolean secret(String name, String text) {
        return Redactor.keyless(RedactionRules.published()).secret(name, text);
    }

    @Override
    public Duration time() {
        return time;
    }

    @Override
    public SectionRecorder section() {
        return sections.computeIfAbsent(SectionKey.of(probe), key -> new RecordedSection());
    }

    @Override
    public SectionRecorder section(String subject) {
        return sections.computeIfAbsent(SectionKey.of(probe, subject), key -> new RecordedSection());
    }

    /** Every section begun, by key. */
    public SortedMap<SectionKey, RecordedSection> sections() {
        return Collections.unmodifiableSortedMap(sections);
    }

    /** The subjects spoken of, sorted. */
    public List<String> subjects() {
        return sections.keySet().stream().flatMap(key -> key.subject().stream()).toList();
    }

    /** What was recorded about the host itself; an empty section when nothing was. */
    public RecordedSection host() {
        return sections.getOrDefault(SectionKey.of(probe), new RecordedSection());
    }

    /** What was recorded about {@code subject}; an empty section when nothing was. */
    public RecordedSection about(String subject) {
        return sections.getOrDefault(SectionKey.of(probe, subject), new RecordedSection());
    }

    /** Every section as text, to compare two runs. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        sections.forEach((key, section) -> out.append(key).append('\n').append(section));
        return out.toString();
    }
}

package dev.leeway.agent.spi;

import java.time.Duration;

/** Takes down what a probe sees, one section for each subject; safe to use from one thread at a time. */
public interface Recorder {
    /** The section about the host itself; the index, for a probe with many subjects. */
    SectionRecorder section();

    /** The section about one subject, begun on first call. */
    SectionRecorder section(String subject);

    /** How long the probe may look before it is left behind with everything it said. */
    default Duration time() {
        return Duration.ofSeconds(30);
    }
}

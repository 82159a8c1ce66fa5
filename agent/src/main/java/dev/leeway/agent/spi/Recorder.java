package dev.leeway.agent.spi;

import java.time.Duration;

/** Takes down what a probe sees, one section for each subject; safe to use from one thread at a time. */
public interface Recorder {
    /** The section about the host itself; the index, for a probe with many subjects. */
    SectionRecorder section();

    /** The section about one subject, begun on first call. */
    SectionRecorder section(String subject);

    /**
     * Whether a value of that name would be taken for a secret, for its name or for what it looks like: what else it went into is then
     * given as {@link Observed.Guarded} with the stretch of it. With an empty text, whether the name alone says so.
     */
    boolean secret(String name, String text);

    /** How long the probe may look before it is left behind with everything it said. */
    default Duration time() {
        return Duration.ofSeconds(30);
    }

    /**
     * How many bytes of memory, about, are left for what the probe still records. More is left out and said, so a probe that reads
     * much before it records need read no more than that.
     */
    default long room() {
        return Long.MAX_VALUE;
    }
}

package dev.leeway.agent.spi;

/**
 * One source of facts.
 *
 * <p>A probe keeps no state, runs on a thread of its own, reads the host only through its {@link HostView}, and answers
 * an interrupt by returning soon. What it throws becomes the outcome of its sections; it never ends a snapshot.
 */
public interface Probe {
    /** Who this probe is. */
    ProbeSpec spec();

    /**
     * Looks at {@code host} and records what it sees.
     *
     * @throws HostAccessException when the host as a whole could not be seen; a lesser gap is recorded instead, with
     *     {@link SectionRecorder#uncovered}
     * @throws InterruptedException when told to stop
     */
    void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException;
}

package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.SectionRecorder;
import java.util.List;

/** One part of what the probe tells; what it cannot read it records as uncovered, and it never throws. */
interface Aspect {
    /** Records what {@code host} shows of this part. */
    void observe(HostView host, SectionRecorder section);

    /**
     * Patterns of the facts that only a running host can tell.
     *
     * <p>Of a mounted tree they are uncovered; an aspect that has such facts only is then not asked at all.
     */
    default List<String> liveOnly() {
        return List.of();
    }

    /** Whether it has something to say of a mounted tree too. */
    default boolean readsTrees() {
        return liveOnly().isEmpty();
    }
}

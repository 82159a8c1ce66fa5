package dev.leeway.agent.spi;

import java.time.Duration;
import java.util.SortedSet;

/** Looks names of hosts up, as programs on this host do. */
public interface NameService {
    /** Knows nothing, for a mounted tree asks nobody. */
    NameService NONE = (name, time) -> {
        throw new HostAccessException(HostAccessException.Kind.NOT_LIVE, name);
    };

    /**
     * The addresses of {@code name}.
     *
     * @param time how long the answer may take
     * @return empty where whoever was asked said that there is no such name
     * @throws HostAccessException of kind {@link HostAccessException.Kind#TIMED_OUT} when no answer came, {@link
     *     HostAccessException.Kind#UNREADABLE} when nobody could be asked or the answer was a failure
     */
    SortedSet<String> addresses(String name, Duration time) throws HostAccessException, InterruptedException;
}

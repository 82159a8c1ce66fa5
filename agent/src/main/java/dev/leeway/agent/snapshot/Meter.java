package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/** Tells what the thread that asks has used since it began. */
public interface Meter {
    /** Measures nothing. */
    Meter NONE = () -> Used.UNKNOWN;

    /** What the calling thread has used so far. */
    Used used();

    /** Time on processors that all threads of this process have used so far, in nanoseconds; empty where nobody knows. */
    default OptionalLong processNanos() {
        return OptionalLong.empty();
    }

    /**
     * What a thread has used.
     *
     * @param cpuNanos time on a processor; empty where the platform does not tell
     * @param bytesRead bytes that reads gave it, from wherever; empty likewise
     */
    record Used(OptionalLong cpuNanos, OptionalLong bytesRead) {
        /** Nothing so far. */
        public static final Used NOTHING = new Used(OptionalLong.of(0), OptionalLong.of(0));

        /** Nobody knows. */
        public static final Used UNKNOWN = new Used(OptionalLong.empty(), OptionalLong.empty());

        public Used {
            requireNonNull(cpuNanos, "cpuNanos is null");
            requireNonNull(bytesRead, "bytesRead is null");
        }

        /** Both together; what of either nobody knows, nobody knows of both. */
        public Used plus(Used more) {
            return new Used(sum(cpuNanos, more.cpuNanos), sum(bytesRead, more.bytesRead));
        }

        private static OptionalLong sum(OptionalLong one, OptionalLong other) {
            return one.isPresent() && other.isPresent()
                    ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                    : OptionalLong.empty();
        }
    }
}

package dev.leeway.collector.history;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one drift came about, as far as a store remembers.
 *
 * @param address of the fact
 * @param begins when the first snapshot of these environments arrived that is kept
 * @param until the last moment that counts
 * @param ending how it stands then
 * @param arising how it came
 * @param came the moment of arrival at which it was there; empty where it never was, or was from the beginning
 * @param lastWithout the last moment before that at which it was seen not to be there; empty where it never was
 * @param sides each of its environments, in promotion order
 * @param moves what hosts said otherwise in the step in which it came
 */
public record Story(
        Address address,
        Instant begins,
        Instant until,
        Standing ending,
        Arising arising,
        Optional<Instant> came,
        Optional<Instant> lastWithout,
        List<Part> sides,
        List<Move> moves) {
    public Story {
        requireNonNull(address, "address is null");
        requireNonNull(begins, "begins is null");
        requireNonNull(until, "until is null");
        requireNonNull(ending, "ending is null");
        requireNonNull(arising, "arising is null");
        requireNonNull(came, "came is null");
        requireNonNull(lastWithout, "lastWithout is null");
        sides = List.copyOf(sides);
        moves = List.copyOf(moves);
    }

    /** How a drift came. */
    public enum Arising {
        /** It was seen not to be there, and then to be. */
        CAME("came"),
        /** Before it was seen nobody could look. */
        FROM_DARKNESS("notObservedBefore"),
        /** It was there in the first snapshots that are kept. */
        FROM_THE_BEGINNING("fromTheBeginning"),
        /** As far as the store tells it never was. */
        NEVER("never");

        private final String text;

        Arising(String text) {
            this.text = text;
        }

        /** The name in JSON. */
        public String text() {
            return text;
        }
    }

    /** What became of a side in the step in which the drift came. */
    public enum Motion {
        MOVED("moved"),
        STILL("still"),
        /** Some of it was not observed before or after, so that it is not known to be unchanged. */
        UNKNOWN("unknown");

        private final String text;

        Motion(String text) {
            this.text = text;
        }

        /** The name in JSON. */
        public String text() {
            return text;
        }
    }

    /**
     * One environment of the drift.
     *
     * @param environment its name
     * @param motion what became of it in the step in which the drift came
     * @param unobserved how many of its hosts were not observed before or after that step
     * @param since when the fact had changed there last before; empty where the store knows no change
     */
    public record Part(String environment, Motion motion, int unobserved, Optional<Instant> since) {
        public Part {
            requireNonNull(environment, "environment is null");
            requireNonNull(motion, "motion is null");
            requireNonNull(since, "since is null");
        }
    }

    /**
     * A snapshot as it is told of.
     *
     * @param id of the snapshot
     * @param receivedAt when it arrived, by the clock of the store
     * @param capturedAt when it was taken, by the clock of the host
     */
    public record Seen(String id, Instant receivedAt, Instant capturedAt) {
        public Seen {
            requireNonNull(id, "id is null");
            requireNonNull(receivedAt, "receivedAt is null");
            requireNonNull(capturedAt, "capturedAt is null");
        }
    }

    /**
     * A host that said something else.
     *
     * @param environment of the host
     * @param host its name
     * @param before the last snapshot that said what was; empty where the host had sent none
     * @param after the first that says what is
     * @param was what the fact was; empty where the host had sent nothing, or what moved is another fact on which the drift hangs
     * @param is what it is
     * @param coincidences what else changed on that host between the two, what may tell most first
     * @param others how many more facts changed
     */
    public record Move(
            String environment,
            String host,
            Optional<Seen> before,
            Seen after,
            Optional<String> was,
            Optional<String> is,
            List<Coincidence> coincidences,
            int others) {
        public Move {
            requireNonNull(environment, "environment is null");
            requireNonNull(host, "host is null");
            requireNonNull(before, "before is null");
            requireNonNull(after, "after is null");
            requireNonNull(was, "was is null");
            requireNonNull(is, "is is null");
            coincidences = List.copyOf(coincidences);
        }
    }

    /**
     * Something else that changed on the same host in the same step, which proves nothing.
     *
     * @param kind what sort of event it tells of, in words: {@code deployed commit}
     * @param address of the fact
     * @param was what it was
     * @param is what it is
     */
    public record Coincidence(String kind, Address address, String was, String is) {
        public Coincidence {
            requireNonNull(kind, "kind is null");
            requireNonNull(address, "address is null");
            requireNonNull(was, "was is null");
            requireNonNull(is, "is is null");
        }
    }
}

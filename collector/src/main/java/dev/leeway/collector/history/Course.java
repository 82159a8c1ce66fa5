package dev.leeway.collector.history;

import dev.leeway.schema.report.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one drift stood over time, and what that comes to: since when it is there, how often it came back. It is what reports of every
 * night, each told against the one before, would have come to, without any of them.
 */
public final class Course {
    /** What is over sooner is told by arrivals of one night, between which a fleet is half of the old and half of the new. */
    private static final Duration PASSING = Duration.ofHours(1);

    private final List<Turn> turns;

    /** A course of turns, the oldest first. */
    public Course(List<Turn> turns) {
        this.turns = List.copyOf(turns);
    }

    /** Every turn, the oldest first. */
    public List<Turn> turns() {
        return turns;
    }

    /**
     * Where the drift stood at {@code moment}, told against {@code since}; {@link Lifecycle#UNTRACKED} where it was never there by then.
     *
     * @param since what was there then is open, and what came later new
     */
    public Lifecycle at(Instant moment, Instant since) {
        Life life = new Life();
        settled(moment).forEach(life::stay);
        if (!life.there || life.first.isEmpty()) {
            return Lifecycle.UNTRACKED;
        }
        boolean back = life.returned.filter(since::isBefore).isPresent();
        boolean fresh = life.first.filter(since::isBefore).isPresent();
        Lifecycle.Stage stage = back ? Lifecycle.Stage.REOPENED : fresh ? Lifecycle.Stage.NEW : Lifecycle.Stage.OPEN;
        return new Lifecycle(stage, life.first, life.returns, life.returned, life.recent);
    }

    /**
     * Turns that stand alike, as one.
     *
     * @param first what the first of them held
     * @param last what the last of them held
     */
    private record Stay(Instant since, Standing standing, String first, String last) {
        Stay and(Stay next) {
            return new Stay(since, standing, first, next.last);
        }
    }

    /** The turns until {@code moment} without what only passed. */
    private List<Stay> settled(Instant moment) {
        List<Stay> all = joined(turns.stream()
                .filter(turn -> !turn.since().isAfter(moment))
                .map(turn -> new Stay(turn.since(), turn.standing(), turn.held(), turn.held()))
                .toList());
        List<Stay> lasting = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean last = i == all.size() - 1;
            if (last
                    || Duration.between(all.get(i).since(), all.get(i + 1).since())
                                    .compareTo(PASSING)
                            >= 0) {
                lasting.add(all.get(i));
            }
        }
        return joined(lasting);
    }

    private static List<Stay> joined(List<Stay> stays) {
        List<Stay> joined = new ArrayList<>();
        for (Stay stay : stays) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).standing() == stay.standing()) {
                joined.set(last, joined.get(last).and(stay));
            } else {
                joined.add(stay);
            }
        }
        return joined;
    }

    /** What is known of a drift after some turns. */
    private static final class Life {
        private boolean there;
        private Optional<Instant> first = Optional.empty();
        private Optional<Instant> gone = Optional.empty();
        private String held = "";
        private int returns;
        private Optional<Instant> returned = Optional.empty();
        private List<Instant> recent = List.of();

        void stay(Stay turn) {
            switch (turn.standing()) {
                case THERE -> come(turn);
                case GONE -> {
                    if (there) {
                        gone = Optional.of(turn.since());
                    }
                    there = false;
                }
                // Whether what was there is there still, and is the same, nobody knows.
                case UNSEEN -> held = there ? "" : held;
            }
        }

        private void come(Stay turn) {
            if (!there) {
                Optional<Duration> away = gone.map(since -> Duration.between(since, turn.since()));
                if (away.filter(History::remembers).isPresent()) {
                    // Two nights later is two nights later, though a host arrive some minutes sooner.
                    boolean brief =
                            away.map(PASSING::plus).filter(History::isBrief).isPresent();
                    boolean same = brief && held.equals(turn.first());
                    first = same ? first : Optional.of(turn.since());
                    returns++;
                    returned = Optional.of(turn.since());
                    recent = Lifecycle.and(recent, turn.since());
                } else {
                    first = Optional.of(turn.since());
                    returns = 0;
                    returned = Optional.empty();
                    recent = List.of();
                }
            }
            there = true;
            held = turn.last();
        }
    }
}

package dev.leeway.collector.ranking;

import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Plants one fault among noise, and looks at which place the report tells it. */
final class RankingBenchmark {
    /** Of the published figures: looked at for the first time when points and noise were fixed, as those of {@link #TRIED} were not. */
    static final long SEED = 5_318_008L;

    /** Of the cases that were looked at while the points were chosen. */
    static final long TRIED = 20_261_122L;

    /** Told at no place at all. */
    static final int UNTOLD = Integer.MAX_VALUE;

    static final int FIVE = 5;
    private static final int SHOWN = 8;

    private static final Scene SOUND = sound();

    private RankingBenchmark() {}

    /**
     * One case.
     *
     * @param kind of the fault
     * @param round which of the cases of that kind
     * @param rank of the first cause that a planted fact leads, from 1; {@link #UNTOLD} where none does
     * @param causes how many there are that are not within leeway
     * @param nextNight the rank in the report of the night after one that knows the noise alone; 0 where nobody asked
     * @param report of the first sort
     */
    record Outcome(String kind, int round, int rank, int causes, int nextNight, Report report) {
        boolean first() {
            return rank == 1;
        }
    }

    /** So many cases of each kind, each by a report without history and by that of the night after. */
    static List<Outcome> run(long seed, int rounds) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int kind = 0; kind < Fault.all().size(); kind++) {
            for (int round = 0; round < rounds; round++) {
                outcomes.add(one(seed, kind, round, true));
            }
        }
        return outcomes;
    }

    /** One case of each kind, without history. */
    static List<Outcome> sample(long seed) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int kind = 0; kind < Fault.all().size(); kind++) {
            outcomes.add(one(seed, kind, 0, false));
        }
        return outcomes;
    }

    /** Noise that touches the very facts of the fault is drawn anew, for nobody could tell which of the two is told. */
    private static Outcome one(long seed, int kind, int round, boolean history) {
        Fault fault = Fault.all().get(kind);
        for (int attempt = 0; ; attempt++) {
            Random random = new Random(((seed * 1009 + kind) * 1009 + round) * 1009 + attempt);
            Scene scene = SOUND.copy();
            Planting noise = new Planting(scene, random);
            for (Noise each : Noise.all()) {
                if (random.nextInt(100) < each.percent()) {
                    each.plant().accept(noise);
                }
            }
            Scene before = scene.copy();
            Planting planting = new Planting(scene, random);
            fault.plant().accept(planting);
            if (Collections.disjoint(noise.places(), planting.places())) {
                Report report = scene.report(Optional.empty());
                int later = history
                        ? rank(scene.report(Optional.of(before.report(Optional.empty()))), planting.places())
                        : 0;
                return new Outcome(fault.kind(), round, rank(report, planting.places()), causes(report), later, report);
            }
        }
    }

    private static int causes(Report report) {
        return (int) report.causes().stream()
                .filter(cause -> cause.disposition() != Disposition.WITHIN_LEEWAY)
                .count();
    }

    private static int rank(Report report, Set<String> places) {
        Map<String, Drift> drifts = new HashMap<>();
        report.drifts().forEach(drift -> drifts.put(drift.id(), drift));
        int rank = 0;
        for (Cause cause : report.causes()) {
            rank++;
            Drift leading = drifts.get(cause.drifts().get(0));
            if (cause.disposition() != Disposition.WITHIN_LEEWAY
                    && leading != null
                    && leading.between().stream()
                            .anyMatch(each -> places.contains(
                                    each + " " + leading.address().text()))) {
                return rank;
            }
        }
        return UNTOLD;
    }

    /** Its sections are made once, for all cases. */
    private static Scene sound() {
        Scene sound = Shop.sound();
        sound.hosts.forEach(SceneHost::snapshot);
        return sound;
    }

    /** How many of a hundred, to one digit, are at that place or before it. */
    static String percent(List<Outcome> outcomes, ToIntFunction<Outcome> rank, int place) {
        long there = outcomes.stream()
                .filter(outcome -> rank.applyAsInt(outcome) <= place)
                .count();
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * there / outcomes.size());
    }

    /** Prints the cases that are not told first, with what stands before them: {@code [rounds [seed]]}. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : TRIED;
        List<Outcome> outcomes = run(seed, rounds);
        for (Outcome outcome : outcomes) {
            if (!outcome.first()) {
                System.out.println(outcome.kind() + " #" + outcome.round() + ": "
                        + (outcome.rank() == UNTOLD ? "untold" : outcome.rank()) + " of " + outcome.causes());
                outcome.report().causes().stream()
                        .limit(Math.min(SHOWN, outcome.rank()))
                        .forEach(cause ->
                                System.out.println("      " + cause.severity().text() + " " + cause.summary()));
            }
        }
        System.out.println(outcomes.size() + " cases: first " + percent(outcomes, Outcome::rank, 1) + ", top five "
                + percent(outcomes, Outcome::rank, FIVE) + "; the night after "
                + percent(outcomes, Outcome::nextNight, 1)
                + ", " + percent(outcomes, Outcome::nextNight, FIVE));
    }
}

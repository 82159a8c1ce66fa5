package dev.leeway.collector.ranking;

import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Plants one fault among noise, and looks at which place the report tells it. */
final class RankingBenchmark {
    /** The first number of every case's random numbers. */
    static final long SEED = 20_261_122L;

    /** Told at no place at all. */
    static final int UNTOLD = Integer.MAX_VALUE;

    private static final Scene SOUND = Shop.sound();

    private RankingBenchmark() {}

    /**
     * One case.
     *
     * @param kind of the fault
     * @param round which of the cases of that kind
     * @param rank of the first cause that a planted fact leads, from 1; {@link #UNTOLD} where none does
     * @param causes how many there are that are not within leeway
     * @param nextNight the rank in the report of the night after one that knows the noise alone
     * @param report of the first sort
     */
    record Outcome(String kind, int round, int rank, int causes, int nextNight, Report report) {
        boolean first() {
            return rank == 1;
        }

        boolean topFive() {
            return rank <= 5;
        }
    }

    /** So many cases of each kind. */
    static List<Outcome> run(int rounds) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Fault> faults = Fault.all();
        for (int kind = 0; kind < faults.size(); kind++) {
            for (int round = 0; round < rounds; round++) {
                outcomes.add(one(faults.get(kind), kind, round));
            }
        }
        return outcomes;
    }

    /** Noise that touches the very facts of the fault is drawn anew, for nobody could tell which of the two is told. */
    private static Outcome one(Fault fault, int kind, int round) {
        for (int attempt = 0; ; attempt++) {
            Random random = new Random(((SEED * 1009 + kind) * 1009 + round) * 1009 + attempt);
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
                Report earlier = before.report(Optional.empty());
                int later = rank(scene.report(Optional.of(earlier)), planting.places());
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

    /** Prints the cases that are not told first: {@code [rounds]}. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        List<Outcome> outcomes = run(rounds);
        for (Outcome outcome : outcomes) {
            if (!outcome.first() || outcome.nextNight() > 1) {
                System.out.println("-- " + outcome.kind() + " #" + outcome.round() + ": "
                        + (outcome.rank() == UNTOLD ? "untold" : outcome.rank()) + " of " + outcome.causes()
                        + ", next night " + (outcome.nextNight() == UNTOLD ? "untold" : outcome.nextNight()));
                outcome.report().causes().stream()
                        .limit(Math.min(Integer.getInteger("lines", 8), outcome.rank()))
                        .forEach(cause -> System.out.println("      "
                                + cause.severity().text() + " " + cause.disposition() + " " + cause.summary()));
            }
        }
        long first = outcomes.stream().filter(Outcome::first).count();
        long five = outcomes.stream().filter(Outcome::topFive).count();
        long later =
                outcomes.stream().filter(outcome -> outcome.nextNight() == 1).count();
        long laterFive =
                outcomes.stream().filter(outcome -> outcome.nextNight() <= 5).count();
        System.out.printf(
                "%d cases: first %.1f %%, top five %.1f %%; next night %.1f %%, %.1f %%; causes in the middle %d%n",
                outcomes.size(),
                100.0 * first / outcomes.size(),
                100.0 * five / outcomes.size(),
                100.0 * later / outcomes.size(),
                100.0 * laterFive / outcomes.size(),
                outcomes.stream().mapToInt(Outcome::causes).sorted().toArray()[outcomes.size() / 2]);
    }
}

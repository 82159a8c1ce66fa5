package dev.leeway.agent.selftest;

import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Plants every canary in every place of a service that takes it, and in the places that are there once in turn, takes
 * snapshots with the real probes and the real redactor, and searches all that comes out.
 */
public final class CanaryRun {
    /** Canaries on one made-up host. */
    private static final int ON_ONE_HOST = 96;

    /** Canaries in the places of one service. */
    private static final int IN_ONE_SERVICE = 16;

    /** One host of so many has databases, which take their time. */
    private static final int WITH_DATABASES = 8;

    /** Canaries in objects of one kind. */
    private static final int IN_ONE_DATABASE = 16;

    /** Between two canaries of one place that is there once on a host. */
    private static final int STRIDE = 97;

    /** Canaries whose place is looked for when they came out: one host for each place. */
    private static final int MOST_TRACED = 3;

    private final CanaryWatch watch;
    private final List<Canary> corpus;
    private final Map<Canary, Leak> leaks = new LinkedHashMap<>();
    private final SortedSet<String> fallen = new TreeSet<>();
    private int hosts;
    private long plantings;
    private long searched;
    private final Map<String, Integer> turns = new HashMap<>();

    private final long deadline;
    private boolean cut;

    private CanaryRun(CanaryWatch watch, List<Canary> corpus, Duration limit) {
        this.deadline = System.nanoTime() + limit.toNanos();
        this.watch = watch;
        this.corpus = List.copyOf(corpus);
    }

    /**
     * A secret that came out.
     *
     * @param disguises how it was dressed
     * @param outputs in what it was
     * @param places where it had been planted; empty when that was not found out
     */
    public record Leak(
            Canary canary, SortedSet<String> disguises, SortedSet<String> outputs, SortedSet<String> places) {}

    /**
     * What a run showed.
     *
     * @param canaries how many different secrets there were
     * @param plantings how often one was planted
     * @param places in how many kinds of places
     * @param told of how many of those places a probe recorded something
     * @param unread kinds of places that nobody read, so that nothing is proved about them
     * @param fallen probes that gave no answer on a host in order
     * @param searched bytes that came out and were searched
     * @param cut whether the time was over before everything had been planted
     * @param leaks what was found in them
     */
    public record Result(
            int canaries,
            long plantings,
            int places,
            int told,
            List<String> unread,
            List<String> fallen,
            long searched,
            boolean cut,
            List<Leak> leaks) {
        public Result {
            unread = List.copyOf(unread);
            fallen = List.copyOf(fallen);
            leaks = List.copyOf(leaks);
        }

        /** Whether every place was read, every probe answered, and time sufficed. */
        public boolean whole() {
            return unread.isEmpty() && fallen.isEmpty() && !cut;
        }
    }

    /** Everything a snapshot is turned into, each output under a name. */
    public interface Outputs extends Function<Snapshot, List<Output>> {}

    /** Bytes that would leave, and what they are. */
    public record Output(String name, byte[] bytes) {}

    /**
     * Runs once.
     *
     * @param probes every probe there is
     * @param limit after which no further host is made up
     */
    public static Result of(
            List<Probe> probes,
            Supplier<Catalogue> catalogue,
            Clock clock,
            Redactor redactor,
            List<Canary> corpus,
            Outputs outputs,
            Duration limit)
            throws InterruptedException {
        CanaryWatch watch = new CanaryWatch(List.copyOf(probes), catalogue, clock, redactor, outputs);
        return new CanaryRun(watch, corpus, limit).run();
    }

    private Result run() throws InterruptedException {
        Coverage coverage = Coverage.of(corpus, watch);
        for (int from = 0; from < corpus.size() && inTime(); from += ON_ONE_HOST) {
            oneHost(corpus.subList(from, Math.min(from + ON_ONE_HOST, corpus.size())));
        }
        brokenHosts();
        int traced = 0;
        for (Leak leak : leaks.values()) {
            if (traced++ < MOST_TRACED && inTime()) {
                leak.places().addAll(Spots.leaking(leak.canary(), watch));
            }
        }
        return new Result(
                corpus.size(),
                plantings,
                coverage.places().size(),
                coverage.told().size(),
                coverage.unread(),
                List.copyOf(fallen),
                searched,
                cut,
                List.copyOf(leaks.values()));
    }

    private boolean inTime() {
        cut |= System.nanoTime() - deadline >= 0;
        return !cut;
    }

    private void oneHost(List<Canary> canaries) throws InterruptedException {
        CanaryHost host = new CanaryHost();
        Set<Canary> planted = new HashSet<>();
        for (int from = 0; from < canaries.size(); from += IN_ONE_SERVICE) {
            ServiceSpots service = new ServiceSpots("shop-" + (char) ('a' + from / IN_ONE_SERVICE));
            List<Spot> places = service.all();
            for (Canary canary : canaries.subList(from, Math.min(from + IN_ONE_SERVICE, canaries.size()))) {
                places.forEach(spot -> plant(spot, canary, host, planted));
            }
            service.runOn(host);
        }
        for (Spot spot : FileSpots.all()) {
            nextFor(spot).ifPresent(canary -> plant(spot, canary, host, planted));
        }
        if (hosts++ % WITH_DATABASES == 0) {
            for (Spot spot : DatabaseSpots.all()) {
                for (int i = 0; i < IN_ONE_DATABASE; i++) {
                    nextFor(spot).ifPresent(canary -> plant(spot, canary, host, planted));
                }
            }
        }
        CanaryWatch.Sight sight = watch.look(host);
        fallen.addAll(sight.fallen());
        search(sight, CanaryScanner.of(planted));
    }

    private void brokenHosts() throws InterruptedException {
        CanaryScanner scanner = CanaryScanner.of(corpus);
        for (Spot spot : BrokenSpots.all()) {
            if (!inTime()) {
                return;
            }
            CanaryHost host = new CanaryHost();
            Set<Canary> planted = new HashSet<>();
            corpus.forEach(canary -> plant(spot, canary, host, planted));
            new ServiceSpots("shop-a").runOn(host);
            search(watch.look(host), scanner);
        }
    }

    /** Far enough ahead in the corpus that in the course of a run each place holds canaries of every sort. */
    private Optional<Canary> nextFor(Spot spot) {
        int from = turns.merge(spot.name(), STRIDE, Integer::sum)
                + Math.floorMod(spot.name().hashCode(), corpus.size());
        for (int i = 0; i < corpus.size(); i++) {
            Canary canary = corpus.get((from + i) % corpus.size());
            if (spot.takes(canary)) {
                return Optional.of(canary);
            }
        }
        return Optional.empty();
    }

    private void plant(Spot spot, Canary canary, CanaryHost host, Set<Canary> planted) {
        if (spot.takes(canary)) {
            spot.planter().plant(host, canary.text());
            planted.add(canary);
            plantings++;
        }
    }

    private void search(CanaryWatch.Sight sight, CanaryScanner scanner) {
        for (Output output : sight.outputs()) {
            searched += output.bytes().length;
            for (CanaryScanner.Hit hit : scanner.scan(output.bytes())) {
                Leak leak = leaks.computeIfAbsent(
                        hit.canary(), canary -> new Leak(canary, new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
                leak.disguises().add(hit.disguise());
                leak.outputs().add(output.name());
            }
        }
    }
}

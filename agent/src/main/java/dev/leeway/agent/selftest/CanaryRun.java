package dev.leeway.agent.selftest;

import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
 * Plants canaries in the places of services and in those that are there once on a host, takes snapshots with the real probes and the
 * real redactor, and searches all that comes out. Every place holds canaries of all sorts and every canary lies in several places; a
 * thorough run plants every canary in every place of a service that takes it.
 */
public final class CanaryRun {
    /** Services of one made-up host. */
    private static final int SERVICES = 6;

    /** So many hosts at least, those without services included, so that places that are there once hold several canaries. */
    private static final int LEAST_HOSTS = 10;

    /** Canaries in each place of one service. */
    private static final int IN_ONE_PLACE = 16;

    /** Canaries of which one lies in a place; prime, so that sorts that come in turn meet every place. */
    private static final int TURNS = 7;

    /** One host of so many has databases, which take their time. */
    private static final int WITH_DATABASES = 8;

    /** One host of so many has a container and an image, which take theirs. */
    private static final int WITH_CONTAINERS = 4;

    /** Canaries in one place of these. */
    private static final int IN_ONE_CONTAINER = 6;

    /** Canaries in objects of one kind. */
    private static final int IN_ONE_DATABASE = 16;

    /** Between two canaries of one place that is there once on a host. */
    private static final int STRIDE = 211;

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

    private final int step;
    private final long deadline;
    private boolean cut;

    private CanaryRun(CanaryWatch watch, List<Canary> corpus, Thoroughness thoroughness, long deadline) {
        this.step = thoroughness == Thoroughness.EVERYWHERE ? 1 : TURNS;
        this.deadline = deadline;
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

    /** How many places of services every canary is planted in. */
    public enum Thoroughness {
        /** One of seven, in turn. */
        IN_TURN,
        /** All that take it. */
        EVERYWHERE
    }

    /** Everything a snapshot is turned into, each output under a name. */
    public interface Outputs extends Function<Snapshot, List<Output>> {}

    /** Bytes that would leave, and what they are. */
    public record Output(String name, byte[] bytes) {}

    /**
     * Runs once for each of {@code redactors}; what each run showed.
     *
     * @param probes every probe there is
     * @param limit after which no further host is made up
     */
    public static List<Result> of(
            List<Probe> probes,
            Supplier<Catalogue> catalogue,
            Clock clock,
            List<Redactor> redactors,
            List<Canary> corpus,
            Outputs outputs,
            Thoroughness thoroughness,
            Duration limit)
            throws InterruptedException {
        long began = System.nanoTime();
        List<Result> results = new ArrayList<>();
        Optional<Coverage> coverage = Optional.empty();
        for (Redactor redactor : redactors) {
            CanaryWatch watch = new CanaryWatch(List.copyOf(probes), catalogue, clock, redactor, outputs);
            if (coverage.isEmpty()) {
                // What is read of a host does not depend on who judges it.
                coverage = Optional.of(Coverage.of(corpus, watch));
            }
            long time = limit.dividedBy(redactors.size())
                    .multipliedBy(results.size() + 1L)
                    .toNanos();
            results.add(new CanaryRun(watch, corpus, thoroughness, began + time).run(coverage.get()));
        }
        return List.copyOf(results);
    }

    private Result run(Coverage coverage) throws InterruptedException {
        int onOneHost = SERVICES * IN_ONE_PLACE * step;
        for (int from = 0; from < corpus.size() && inTime(); from += onOneHost) {
            oneHost(corpus.subList(from, Math.min(from + onOneHost, corpus.size())));
        }
        while (hosts < LEAST_HOSTS && inTime()) {
            oneHost(List.of());
        }
        brokenHosts(coverage);
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
        int inOneService = IN_ONE_PLACE * step;
        for (int from = 0; from < canaries.size(); from += inOneService) {
            ServiceSpots service = new ServiceSpots("shop-" + (char) ('a' + from / inOneService));
            List<Spot> places = service.all();
            for (int i = from; i < Math.min(from + inOneService, canaries.size()); i++) {
                for (int place = i % step; place < places.size(); place += step) {
                    plant(places.get(place), canaries.get(i), host, planted);
                }
            }
            service.runOn(host);
        }
        for (Spot spot : FileSpots.all()) {
            nextFor(spot).ifPresent(canary -> plant(spot, canary, host, planted));
        }
        if (hosts % WITH_CONTAINERS == 0) {
            for (Spot spot : BoxSpots.all()) {
                for (int i = 0; i < IN_ONE_CONTAINER; i++) {
                    nextFor(spot).ifPresent(canary -> plant(spot, canary, host, planted));
                }
            }
            for (Spot spot : ComposeSpots.all()) {
                for (int i = 0; i < IN_ONE_CONTAINER; i++) {
                    nextFor(spot).ifPresent(canary -> plant(spot, canary, host, planted));
                }
            }
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

    private void brokenHosts(Coverage coverage) throws InterruptedException {
        CanaryScanner scanner = CanaryScanner.of(corpus);
        int next = 0;
        for (Spot spot : BrokenSpots.all()) {
            if (!inTime()) {
                return;
            }
            CanaryHost host = new CanaryHost();
            Set<Canary> planted = new HashSet<>();
            int most = step == 1 ? corpus.size() : IN_ONE_PLACE * SERVICES;
            for (int i = 0; i < corpus.size() && planted.size() < most; i++) {
                plant(spot, corpus.get(next++ % corpus.size()), host, planted);
            }
            new ServiceSpots("shop-a").runOn(host);
            CanaryWatch.Sight sight = watch.look(host);
            coverage.count(spot, sight, scanner);
            search(sight, scanner);
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

package dev.leeway.agent.selftest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which kinds of places are read at all: a canary of its own lies in each, so that whatever was read says where it lay.
 *
 * @param places every kind of place
 * @param read those of which something was read
 * @param told those of which a probe recorded something, for the redactor to judge
 */
record Coverage(Set<String> places, Set<String> read, Set<String> told) {
    /** A parser may take one shape for what it looks for and pass over another. */
    private static final int ROUNDS = 4;

    static Coverage of(List<Canary> corpus, CanaryWatch watch) throws InterruptedException {
        Coverage coverage = new Coverage(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (int round = 0; round < ROUNDS; round++) {
            List<Canary> left = from(corpus, round);
            CanaryHost host = new CanaryHost();
            Map<Canary, String> lies = new HashMap<>();
            ServiceSpots service = new ServiceSpots("shop-a");
            for (Spot spot : Spots.onWholeHosts(service)) {
                if (!coverage.told.contains(spot.name())) {
                    coverage.plant(spot, host, left, lies);
                }
            }
            service.runOn(host);
            coverage.count(host, lies, watch);
        }
        BrokenSpots.all().forEach(spot -> coverage.places.add(spot.name()));
        return coverage;
    }

    /** Every round begins with other canaries. */
    private static List<Canary> from(List<Canary> corpus, int round) {
        List<Canary> turned = new ArrayList<>(corpus);
        Collections.rotate(turned, -round * corpus.size() / ROUNDS);
        return turned;
    }

    private void plant(Spot spot, CanaryHost host, List<Canary> left, Map<Canary, String> lies) {
        places.add(spot.name());
        Optional<Canary> next = left.stream().filter(spot::takes).findFirst();
        next.ifPresent(canary -> {
            left.remove(canary);
            lies.put(canary, spot.name());
            spot.planter().plant(host, canary.text());
        });
    }

    private void count(CanaryHost host, Map<Canary, String> lies, CanaryWatch watch) throws InterruptedException {
        CanaryWatch.Sight sight = watch.look(host);
        CanaryScanner scanner = CanaryScanner.of(lies.keySet());
        for (byte[] heard : sight.heard()) {
            scanner.scan(heard).forEach(hit -> told.add(lies.getOrDefault(hit.canary(), "")));
        }
        scanner.scan(sight.handedOut()).forEach(hit -> read.add(lies.getOrDefault(hit.canary(), "")));
        // The shell's variables are handed to the probes without a file.
        read.addAll(told);
    }

    /** Takes a host on which all canaries lie in one place. */
    void count(Spot spot, CanaryWatch.Sight sight, CanaryScanner scanner) {
        if (sight.heard().stream().anyMatch(heard -> !scanner.scan(heard).isEmpty())) {
            told.add(spot.name());
            read.add(spot.name());
        } else if (!scanner.scan(sight.handedOut()).isEmpty()) {
            read.add(spot.name());
        }
    }

    /** Kinds of places nobody read. */
    List<String> unread() {
        return places.stream().filter(place -> !read.contains(place)).toList();
    }
}

package dev.leeway.agent.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every kind of place there is, and where among them a canary lies that came out. */
final class Spots {
    private Spots() {}

    /** The places of a host in order, with those of one service on it. */
    static List<Spot> onWholeHosts(ServiceSpots service) {
        List<Spot> spots = new ArrayList<>(service.all());
        spots.addAll(FileSpots.all());
        spots.addAll(DatabaseSpots.all());
        return List.copyOf(spots);
    }

    /** The kinds of places out of which {@code canary} comes when it lies there alone. */
    static SortedSet<String> leaking(Canary canary, CanaryWatch watch) throws InterruptedException {
        SortedSet<String> places = new TreeSet<>();
        int whole = onWholeHosts(new ServiceSpots("shop-a")).size();
        int broken = BrokenSpots.all().size();
        CanaryScanner scanner = CanaryScanner.of(List.of(canary));
        for (int i = 0; i < whole + broken; i++) {
            ServiceSpots service = new ServiceSpots("shop-a");
            List<Spot> spots = i < whole ? onWholeHosts(service) : BrokenSpots.all();
            Spot spot = spots.get(i < whole ? i : i - whole);
            if (spot.takes(canary)) {
                CanaryHost host = new CanaryHost();
                spot.planter().plant(host, canary.text());
                service.runOn(host);
                for (CanaryRun.Output output : watch.look(host).outputs()) {
                    if (!scanner.scan(output.bytes()).isEmpty()) {
                        places.add(spot.name());
                    }
                }
            }
        }
        return places;
    }
}

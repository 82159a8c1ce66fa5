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
        spots.addAll(BoxSpots.all());
        spots.addAll(ComposeSpots.all());
        spots.addAll(DatabaseSpots.all());
        return List.copyOf(spots);
    }

    /** The kinds of places out of which {@code canary} comes; found by halves, for most of the places hold tight. */
    static SortedSet<String> leaking(Canary canary, CanaryWatch watch) throws InterruptedException {
        SortedSet<String> places = new TreeSet<>();
        List<Integer> whole = new ArrayList<>();
        List<Spot> all = onWholeHosts(new ServiceSpots("shop-a"));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).takes(canary)) {
                whole.add(i);
            }
        }
        CanaryScanner scanner = CanaryScanner.of(List.of(canary));
        search(whole, canary, scanner, watch, places);
        for (Spot spot : places.isEmpty() ? BrokenSpots.all() : List.<Spot>of()) {
            if (spot.takes(canary) && leaks(List.of(spot), new ServiceSpots("shop-a"), canary, scanner, watch)) {
                places.add(spot.name());
            }
        }
        return places;
    }

    private static void search(
            List<Integer> among, Canary canary, CanaryScanner scanner, CanaryWatch watch, SortedSet<String> places)
            throws InterruptedException {
        ServiceSpots service = new ServiceSpots("shop-a");
        List<Spot> all = onWholeHosts(service);
        List<Spot> spots = among.stream().map(all::get).toList();
        if (spots.isEmpty() || !leaks(spots, service, canary, scanner, watch)) {
            return;
        }
        if (spots.size() == 1) {
            places.add(spots.get(0).name());
            return;
        }
        int half = among.size() / 2;
        search(among.subList(0, half), canary, scanner, watch, places);
        search(among.subList(half, among.size()), canary, scanner, watch, places);
    }

    private static boolean leaks(
            List<Spot> spots, ServiceSpots service, Canary canary, CanaryScanner scanner, CanaryWatch watch)
            throws InterruptedException {
        CanaryHost host = new CanaryHost();
        spots.forEach(spot -> spot.planter().plant(host, canary.text()));
        service.runOn(host);
        return watch.look(host).outputs().stream()
                .anyMatch(output -> !scanner.scan(output.bytes()).isEmpty());
    }
}

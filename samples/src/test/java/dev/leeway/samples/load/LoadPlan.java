package dev.leeway.samples.load;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What to simulate, as {@code name=value} says it.
 *
 * @param collectors the addresses of the collectors, which agents are spread over
 * @param authority file of the certificate that signed those of the collectors; empty without TLS or for well-known ones
 * @param agents how many hosts
 * @param images how many kinds of hosts there are; those of one kind hold the same but for their own section
 * @param within how long it takes until the last agent of a round has begun
 * @param patience how long a round may take until all of it is stored
 * @param rounds nights to simulate
 * @param seed of everything random
 * @param changing of 1,000 hosts, how many change one fact each night
 * @param failing of 1,000 requests, how many are cut short, lose their answer or are sent twice
 * @param threads requests under way at most
 * @param acknowledged file to write what was acknowledged to, for {@link LoadCheck}; empty for none
 */
record LoadPlan(
        List<URI> collectors,
        Optional<String> authority,
        int agents,
        int images,
        Duration within,
        Duration patience,
        int rounds,
        long seed,
        int changing,
        int failing,
        int threads,
        Optional<String> acknowledged) {
    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "url",
            "authority",
            "agents",
            "images",
            "within",
            "patience",
            "rounds",
            "seed",
            "changing",
            "failing",
            "threads",
            "acknowledged"));

    /** The plan that {@code arguments} describe; seconds for durations, several addresses with commas between. */
    static LoadPlan of(String... arguments) {
        Map<String, String> given = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 || !NAMES.contains(name)) {
                throw new IllegalArgumentException("'" + argument + "': expected name=value with one of " + NAMES);
            }
            given.put(name, argument.substring(equals + 1));
        }
        return new LoadPlan(
                Arrays.stream(given.getOrDefault("url", "http://127.0.0.1:7411").split(","))
                        .map(URI::create)
                        .toList(),
                Optional.ofNullable(given.get("authority")),
                Integer.parseInt(given.getOrDefault("agents", "10000")),
                Integer.parseInt(given.getOrDefault("images", "50")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("within", "60"))),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("patience", "600"))),
                Integer.parseInt(given.getOrDefault("rounds", "2")),
                Long.parseLong(given.getOrDefault("seed", "1")),
                Integer.parseInt(given.getOrDefault("changing", "10")),
                Integer.parseInt(given.getOrDefault("failing", "0")),
                Integer.parseInt(given.getOrDefault("threads", "64")),
                Optional.ofNullable(given.get("acknowledged")));
    }
}

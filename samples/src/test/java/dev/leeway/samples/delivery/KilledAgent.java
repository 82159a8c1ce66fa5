package dev.leeway.samples.delivery;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** An agent in a process of its own: joins, and then looks and delivers until it is killed, and says of each snapshot that it is kept. */
public final class KilledAgent {
    private KilledAgent() {}

    /** Runs until it is killed; arguments are its state directory, the collector's address, and a token. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        DeliveringAgent agent = new DeliveringAgent(
                Path.of(args[0]), "web-01", URI.create(args[1]), Duration.ofSeconds(20), 1L << 28, 7);
        out.println("begun");
        while (!Files.exists(Path.of(args[0], "membership"))) {
            agent.joins(args[2]);
        }
        out.println("member");
        for (long look = System.nanoTime(); ; look++) {
            agent.observes("state-" + look % 5, Instant.EPOCH);
            out.println("kept " + agent.taken().lastKey() + " "
                    + agent.taken().lastEntry().getValue().id());
            if (look % 3 == 0) {
                agent.delivers();
            }
        }
    }
}

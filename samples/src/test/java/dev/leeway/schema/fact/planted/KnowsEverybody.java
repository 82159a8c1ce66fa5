package dev.leeway.schema.fact.planted;

import dev.leeway.agent.planted.Ring;
import java.io.File;
import java.time.Instant;

/** Breaks, in a pure room of the schema: direction, IO, clock, null marks. */
final class KnowsEverybody {
    private KnowsEverybody() {}

    static String all(Ring ring, File file) {
        return ring + file.getName() + Instant.now() + System.getenv("HOME");
    }
}

package dev.leeway.agent.deliver;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.SpoolCounts;
import dev.leeway.schema.wire.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** A spool in a directory of its own, and what is put into it. */
abstract class SpoolScene {
    static final long ROOMY = 1L << 30;

    @TempDir
    Path directory;

    Spool open() throws IOException {
        return open(ROOMY);
    }

    Spool open(long most) throws IOException {
        return Spool.open(directory.resolve("spool"), most, new QuickDisk());
    }

    /** The manifest of a host in this state. */
    static Manifest manifest(int state) {
        return new Manifest(new TreeMap<>(Map.of(
                SectionKey.of("os"),
                "c1:sha256:" + SpoolFile.hex(("state " + state).getBytes(StandardCharsets.UTF_8)))));
    }

    /** A document of that snapshot, of about a kilobyte that does not pack. */
    static byte[] document(long sequence) {
        byte[] bytes = new byte[1000];
        new Random(sequence).nextBytes(bytes);
        return bytes;
    }

    static void put(Spool spool, long sequence, int state) throws IOException {
        spool.put(sequence, manifest(state), spool.missed(), out -> out.write(document(sequence)));
    }

    static List<Long> sequences(Spool spool) {
        return spool.waiting().stream().map(Waiting::sequence).toList();
    }

    static long missing(Spool spool) {
        SpoolCounts missed = spool.missed();
        return missed.coalesced() + missed.dropped() + missed.damaged() + missed.refused();
    }
}

package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report says the same of the same hosts, byte for byte, in whatever directories and order they are given. */
class ReportGroupingTest {
    /** 1,000 under the slow profile. */
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 2_000;
        case "slow" -> 1_000;
        default -> 12;
    };

    @TempDir
    private Path folder;

    private static Snapshot of(String environment, TestHost host) {
        Snapshot plain = host.snapshot();
        Host own = plain.host();
        Host named = new Host(
                environment + "-" + own.name(), Optional.of(environment), own.role(), own.kind(), own.labels());
        return Snapshots.of(
                plain.sequence(),
                named,
                plain.startedAt(),
                plain.capturedAt(),
                plain.root(),
                plain.agent(),
                plain.sections().values());
    }

    private static List<Snapshot> fleet(long seed) {
        List<Snapshot> all = new ArrayList<>();
        for (String environment : List.of("dev", "staging", "prod")) {
            new RandomFleet(3 * seed + environment.length()).hosts(3).forEach(host -> all.add(of(environment, host)));
        }
        return all;
    }

    private Cli.Result report(List<String> directories, String format) {
        List<String> words = new ArrayList<>(List.of("report"));
        words.addAll(directories);
        words.addAll(List.of("--format", format, "--width", "100"));
        return new Cli(folder).run(words.toArray(String[]::new));
    }

    @Test
    void saysTheSameOfHostsInAnyOrderAndGroupingOfDirectories() throws IOException {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Snapshot> all = fleet(seed);
            Path whole = folder.resolve("whole-" + seed);
            for (Snapshot snapshot : all) {
                SampleSnapshots.write(whole.resolve(snapshot.host().name() + ".json"), snapshot);
            }
            List<String> parts = new ArrayList<>();
            Collections.shuffle(all, random);
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < all.size(); i++) {
                Path part = folder.resolve("part-" + seed + "-" + i % count);
                String ending = random.nextBoolean() ? ".json" : ".json.gz";
                SampleSnapshots.write(part.resolve("below/" + random.nextInt(1000) + "-" + i + ending), all.get(i));
                if (i < count) {
                    parts.add(part.toString());
                }
            }
            Collections.shuffle(parts, random);
            String format = List.of("json", "text", "csv").get(random.nextInt(3));
            Cli.Result one = report(List.of(whole.toString()), format);
            Cli.Result many = report(parts, format);
            assertThat(one.out()).as("seed %d", seed).isNotEmpty();
            assertThat(many.out()).as("seed %d: %s", seed, parts).isEqualTo(one.out());
            assertThat(many.code()).as("seed %d", seed).isEqualTo(one.code());
        }
    }
}

package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random days of a spool that is killed in their midst, against a model that only remembers what it was told. */
class SpoolModelTest extends SpoolScene {
    private static final int DAYS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverLosesWhatItKeptAndNeverCountsItTwice(long seed) throws Exception {
        Random random = new Random(seed);
        Path place = directory.resolve("spool");
        TreeSet<Long> kept = new TreeSet<>();
        TreeSet<Long> unsure = new TreeSet<>();
        TreeSet<Long> arrived = new TreeSet<>();
        long sequence = 0;
        int faults = 0;
        for (int day = 0; day < DAYS; day++) {
            boolean killed = random.nextBoolean();
            FailingDisk disk = new FailingDisk(killed ? random.nextInt(40) : Long.MAX_VALUE / 2, "killed", true);
            try {
                Spool spool = Spool.open(place, 9_000, disk);
                for (int i = random.nextInt(8); i > 0 && !disk.failed(); i--) {
                    sequence = Math.max(sequence, spool.last()) + 1;
                    unsure.add(sequence);
                    put(spool, sequence, random.nextInt(3));
                    unsure.remove(sequence);
                    kept.add(sequence);
                }
                for (Waiting each : spool.waiting()) {
                    if (random.nextInt(3) == 0 && !disk.failed()) {
                        assertThat(spool.read(each.sequence())).isPresent();
                        arrived.add(each.sequence());
                        spool.acknowledge(each, manifest(9));
                    }
                }
            } catch (IOException dead) {
                faults++;
            }
            Spool after = Spool.open(place, 1L << 30, new QuickDisk());
            List<Long> waiting = sequences(after);
            List<Long> gone = new ArrayList<>(kept);
            gone.removeAll(waiting);
            gone.removeAll(arrived);
            // What was about to be kept when the agent was killed may have been, and may have gone since.
            assertThat(missing(after))
                    .as("seed %s, day %s", seed, day)
                    .isBetween((long) gone.size(), (long) gone.size() + unsure.size());
            assertThat(waiting).allMatch(each -> kept.contains(each) || unsure.contains(each));
            assertThat(after.last()).isGreaterThanOrEqualTo(kept.isEmpty() ? 0 : kept.last());
            for (long each : waiting) {
                assertThat(after.read(each))
                        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(document(each)));
            }
        }
        assertThat(faults).isPositive();
        assertThat(kept.size()).isGreaterThan(50);
    }
}

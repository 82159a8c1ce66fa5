package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent remembers beside its spool, cut short at every length and changed in every bit: it always goes on. */
class SmallFilesTest {
    @TempDir
    Path directory;

    private static List<byte[]> damaged(byte[] sound) {
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < sound.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sound.clone();
                changed[i] ^= (byte) (1 << bit);
                damaged.add(changed);
            }
            damaged.add(Arrays.copyOf(sound, i));
        }
        damaged.add(new byte[sound.length]);
        return damaged;
    }

    @Test
    void countsRequestsUpwardsWhicheverOfTheTwoCopiesIsDamaged() throws Exception {
        RequestCount count = new RequestCount(directory);
        for (String name : List.of("count-1", "count-2")) {
            for (byte[] bytes : damaged("0000000000000000077 00000000\n".getBytes(StandardCharsets.US_ASCII))) {
                long before = count.next(3);
                Files.write(directory.resolve(name), bytes);
                assertThat(count.next(3)).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void countsRequestsFarAboveAllThereWereWhereBothCopiesAreDamaged() throws Exception {
        RequestCount count = new RequestCount(directory);
        for (int i = 0; i < 50; i++) {
            count.next(3);
        }
        byte[] sound = Files.readAllBytes(directory.resolve("count-1"));
        for (byte[] bytes : damaged(sound)) {
            Files.write(directory.resolve("count-1"), bytes);
            Files.write(directory.resolve("count-2"), bytes);
            assertThat(count.next(3)).isGreaterThan(50);
        }
    }

    @Test
    void asksEveryProbeAgainSoonWhateverBecameOfWhatIsSuspended() throws Exception {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        SuspensionFile file = new SuspensionFile(directory, new LocalDisk());
        file.write(Suspensions.NONE.after(Map.of("os", Optional.of("it broke"), "jdk", Optional.of("it hung")), noon));
        Path place = directory.resolve("suspended");
        assertThat(file.read().reasons(noon)).containsOnlyKeys("os", "jdk");
        for (byte[] bytes : damaged(Files.readAllBytes(place))) {
            Files.write(place, bytes);
            Suspensions read = file.read();
            for (int i = 0; i < 24; i++) {
                read = read.after(Map.of(), noon);
            }
            assertThat(read.reasons(noon)).isEmpty();
        }
    }

    @Test
    void standsInNobodysWayWhereItHasNoPlaceForWhatItRemembers() throws IOException {
        Files.createDirectories(directory.resolve("suspended/in-the-way"));
        SuspensionFile file = new SuspensionFile(directory, new LocalDisk());
        file.write(Suspensions.NONE.after(Map.of("os", Optional.of("it broke")), Instant.EPOCH));
        assertThat(file.read()).isEqualTo(Suspensions.NONE);
    }
}

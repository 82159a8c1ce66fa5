package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspensionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Map<String, Optional<String>> LATE = Map.of("env", Optional.of("gave no answer"));
    private static final Map<String, Optional<String>> WELL = Map.of("env", Optional.empty());

    @TempDir
    Path directory;

    @Test
    void leaveAProbeOutLongerEachTimeItBreaksAgain() {
        Suspensions state = Suspensions.NONE;
        for (int runs : new int[] {1, 3, 7, 15, 23, 23}) {
            state = state.after(LATE, NOW);
            for (int i = 0; i < runs; i++) {
                assertThat(state.reasons(NOW)).containsOnlyKeys("env");
                state = state.after(Map.of(), NOW);
            }
            assertThat(state.reasons(NOW)).as("after %s", runs).isEmpty();
        }
        assertThat(state.after(WELL, NOW).after(LATE, NOW).after(Map.of(), NOW).reasons(NOW))
                .as("one good look, and it begins anew")
                .isEmpty();
    }

    @Test
    void askAgainAfterTwentyHoursAndNeverLaterForAClock() {
        Suspensions state = Suspensions.NONE.after(LATE, NOW);
        assertThat(state.reasons(NOW.plus(Duration.ofHours(19)))).containsOnlyKeys("env");
        assertThat(state.reasons(NOW.plus(Duration.ofHours(21)))).isEmpty();
        assertThat(state.reasons(NOW.plus(Duration.ofDays(3650)))).isEmpty();
        Instant past = NOW.minus(Duration.ofDays(3650));
        assertThat(state.reasons(past)).containsOnlyKeys("env");
        assertThat(state.after(Map.of(), past).reasons(past)).isEmpty();
    }

    @Test
    void sayWhyAndHowLong() {
        Suspensions twice = Suspensions.NONE.after(LATE, NOW).after(LATE, NOW);
        assertThat(twice.reasons(NOW))
                .containsEntry("env", "suspended after gave no answer; asked again after 3 snapshots or 20 hours");
    }

    @Test
    void areKeptInAFileOfWhichNothingElseIsBelieved() throws Exception {
        SuspensionFile file = new SuspensionFile(directory, new LocalDisk());
        Suspensions state = Suspensions.NONE.after(LATE, NOW);
        file.write(state);
        assertThat(file.read()).isEqualTo(state);
        Files.writeString(
                directory.resolve("suspended"),
                "leeway/suspended/1\nenv\t1\t99999\t2026-11-22T02:00:00Z\twhy\nos\tx\ty\tz\tw\n\n");
        assertThat(file.read().probes()).containsOnlyKeys("env");
        assertThat(file.read().probes().values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.left()).isEqualTo(23));
        Files.writeString(directory.resolve("suspended"), "something else");
        assertThat(file.read()).isEqualTo(Suspensions.NONE);
    }
}

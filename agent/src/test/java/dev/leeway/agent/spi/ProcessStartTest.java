package dev.leeway.agent.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStartTest {
    /** A machine that booted at 1000.69 and says 1000 started this at 1002.49, of which it tells 180 ticks. */
    @Test
    void isNeverBeforeTheProcessWasStarted(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory).procFile("/stat", "cpu 1\nbtime 1000\n");

        Optional<Instant> start = ProcessStart.of(host.proc(), startedAfter(180));

        assertThat(start)
                .hasValueSatisfying(instant -> assertThat(instant)
                        .isAfter(Instant.ofEpochMilli(1_002_490))
                        .isBefore(Instant.ofEpochMilli(1_002_850)));
    }

    @Test
    void isUnknownWhereTheKernelDoesNotTellWhenItBooted(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory).procFile("/stat", "cpu 1\nbtime soon\n");

        assertThat(ProcessStart.of(host.proc(), startedAfter(180))).isEmpty();
    }

    private static HostProcess startedAfter(long ticks) {
        return new HostProcess(
                7, 1, ticks, 0, "shop", Optional.empty(), false, List.of(), Optional.empty(), Optional.empty(), true);
    }
}

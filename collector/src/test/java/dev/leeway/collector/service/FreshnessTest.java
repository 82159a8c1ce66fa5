package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshots that do not show one moment. */
class FreshnessTest {
    private static TestHost taken(String name, int hoursBefore) {
        return host(name)
                .captured(TestHost.CAPTURED.minus(Duration.ofHours(hoursBefore)))
                .section("os", "timezone", "UTC");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "24, false", "25, true", "40, true"})
    void saysHowFarApartTheyLie(int hours, boolean told) {
        List<String> notes = side("staging", taken("a", hours), taken("b", 1))
                .and("prod", taken("c", 0))
                .report()
                .notes();

        assertThat(notes.stream().filter(note -> note.contains("hours apart")).toList())
                .hasSize(told ? 1 : 0)
                .allMatch(note -> note.startsWith("the snapshots lie " + hours + " hours apart (a in staging 2026-11-1")
                        && note.contains(", c in prod 2026-11-20T02:00:00Z)"));
    }

    private static TestHost running(String name, String version) {
        return host(name)
                .section("process", "service[shop]/supervisor", "systemd")
                .section("process[shop]", "main/version", new Value.Version(version, VersionScheme.MAVEN));
    }

    @Test
    void namesTheDeployTheyWereTakenDuring() {
        assertThat(side("staging", running("a", "1.5.0"))
                        .and("prod", running("b", "1.4.0"), running("c", "1.5.0"))
                        .report()
                        .notes())
                .containsExactly(
                        "prod: taken while shop was rolled out, for two releases run there; compare again once that is"
                                + " through");
        assertThat(side("staging", running("a", "1.5.0"))
                        .and("prod", running("b", "1.4.0"), running("c", "1.4.0"))
                        .report()
                        .notes())
                .isEmpty();
    }

    @Test
    void saysOfWhichHostsSnapshotsWillNotArrive() {
        List<String> notes = side("staging", taken("s", 0))
                .and(
                        "prod",
                        taken("a", 0).missed(new SpoolCounts(600, 0, 1, 0)),
                        taken("b", 0),
                        taken("c", 0).missed(new SpoolCounts(0, 3, 0, 2)))
                .report()
                .notes();
        assertThat(notes)
                .containsExactly("prod: earlier snapshots of a, c will not arrive (600 equal to the one before,"
                        + " 3 dropped for want of room, 1 damaged, 2 refused)");
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import org.junit.jupiter.api.Test;

class RunningVersionsTest extends LibraryScene {
    private static final String VERSION = "dependency[shop]/maven[a:b]/version";

    private static TestHost installed(String name, String version) {
        return host(name).section("dependency[shop]", "maven[a:b]/version", maven(version));
    }

    private static TestHost running(String name, String version, String running) {
        return host(name)
                .section(
                        "dependency[shop]",
                        "maven[a:b]/version",
                        maven(version),
                        "maven[a:b]/running",
                        maven(running),
                        "maven[a:b]/replaced",
                        true);
    }

    private static Drift ofVersion(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.address().text().equals(VERSION))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void judgesTheDirectionByWhatRunsWhereAnotherVersionIsInstalled() {
        Drift drift = ofVersion(side("staging", running("a", "2.0", "1.0"))
                .and("prod", installed("b", "1.5"))
                .report());

        assertThat(drift.explanation().summary())
                .isEqualTo("shop: a:b version is 2.0 in staging, 1.5 in prod; what runs is 1.0 in staging (minor, prod"
                        + " ahead)");
        assertThat(drift.direction().flatMap(Direction::movement)).contains(Direction.Movement.HOTFIX);
        assertThat(drift.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void callsNeitherAheadWhereOneVersionRunsInBoth() {
        Drift drift = ofVersion(side("staging", running("a", "2.0", "1.0"))
                .and("prod", installed("b", "1.0"))
                .report());

        assertThat(drift.direction()).isEmpty();
        assertThat(drift.explanation().summary())
                .isEqualTo("shop: a:b version is 2.0 in staging, 1.0 in prod; what runs is 1.0 in staging");
    }

    @Test
    void judgesByWhatIsInstalledWhereOnlyAPartOfTheHostsRunsAnother() {
        Drift drift =
                ofVersion(side("staging", running("a", "2.0", "1.0"), installed("c", "2.0"), installed("d", "2.0"))
                        .and("prod", installed("b", "1.5"))
                        .report());

        assertThat(drift.direction()).map(Direction::ahead).contains("staging");
        assertThat(drift.explanation().summary())
                .contains("; what runs is 1.0 in part of staging (")
                .contains("staging ahead");
    }
}

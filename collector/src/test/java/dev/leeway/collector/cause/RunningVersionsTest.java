package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.List;
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

    private static TestHost writtenInPlace(String name, String version, String uncovered) {
        return host(name)
                .partial(
                        "dependency[shop]", List.of(uncovered), "changed in use", "maven[a:b]/version", maven(version));
    }

    @Test
    void saysUnderTheCauseThatWhatRunsIsUnknownWhereAnArchiveWasWrittenInPlace() {
        for (String uncovered : List.of("dependency[shop]/maven[a:b]/replaced", "dependency[shop]/maven[*]/running")) {
            Report report = side("staging", writtenInPlace("a", "2.0", uncovered))
                    .and("prod", installed("b", "1.5"))
                    .report();

            assertThat(ofVersion(report).explanation().align())
                    .startsWith("Restart shop in staging first: there an archive was written in place")
                    .contains("what runs is unknown until then");
            assertThat(report.causes().get(0).drifts())
                    .first()
                    .isEqualTo(ofVersion(report).id());
        }
    }

    @Test
    void saysNothingOfArchivesThatWereNotWrittenInPlace() {
        Report report = side("staging", writtenInPlace("a", "2.0", "dependency[shop]/maven[c:d]/replaced"))
                .and("prod", installed("b", "1.5"))
                .report();

        assertThat(ofVersion(report).explanation().align()).doesNotContain("unknown");
    }

    @Test
    void saysThatTheContentDiffersWhereOneVersionRunsAndIsInstalled() {
        Report report = side("staging", running("a", "1.4", "1.4"))
                .and("prod", installed("b", "1.4"))
                .report();

        assertThat(told(report))
                .anySatisfy(cause -> assertThat(cause).endsWith("it runs 1.4, and other content of 1.4 is installed"));
    }
}

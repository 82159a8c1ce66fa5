package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far and in which direction versions may be apart. */
class VersionPolicyTest extends PolicyScene {
    @ParameterizedTest
    @CsvSource({
        // staging and prod: a patch is within leeway, a minor is low, a major is high
        "staging, 17.0.15, prod, 17.0.9, ",
        "staging, 21.0.2, prod, 17.0.9, different jdk/default/version staging|prod high",
        // the later environment ahead is never within leeway
        "staging, 17.0.9, prod, 17.0.15, different jdk/default/version staging|prod high",
        // elsewhere a major is medium, whoever is ahead
        "dev, 21.0.2, prod, 17.0.9, different jdk/default/version dev|prod medium",
        "dev, 17.0.9, prod, 21.0.2, different jdk/default/version dev|prod medium",
        "dev, 17.0.9, prod, 17.0.15, ",
    })
    void judgesJavaByDistanceAndDirection(String earlier, String one, String later, String other, String expected) {
        Report report = versions("jdk/default/version", "jdk", earlier, one, later, other);

        assertThat(lines(report)).isEqualTo(expected == null ? java.util.List.of() : java.util.List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "staging, 3.11.2, prod, 3.11.9, high",
        "staging, 3.11.9, prod, 3.11.2, ",
        "staging, 3.12.0, prod, 3.11.9, low",
        "dev, 3.12.0, prod, 3.11.9, low",
        "dev, 4.0.0, prod, 3.11.9, medium",
    })
    void judgesInterpretersByALadder(String earlier, String one, String later, String other, String severity) {
        Report report = versions("process[shop]/runtime/version", "generic", earlier, one, later, other);

        assertThat(report.drifts().stream()
                        .filter(drift -> drift.disposition().text().equals("open"))
                        .map(drift -> drift.severity().text()))
                .isEqualTo(severity == null ? java.util.List.of() : java.util.List.of(severity));
    }

    @Test
    void tellsDirectionAndDistance() {
        Report lag = versions("jdk/default/version", "jdk", "staging", "21.0.2", "prod", "17.0.9");
        Report hotfix = versions("jdk/default/version", "jdk", "staging", "17.0.9", "prod", "17.0.15");

        assertThat(at(lag, "jdk/default/version").direction()).hasValueSatisfying(direction -> {
            assertThat(direction.ahead()).isEqualTo("staging");
            assertThat(direction.movement()).contains(Direction.Movement.LAG);
            assertThat(direction.distance().text()).isEqualTo("major");
        });
        assertThat(at(hotfix, "jdk/default/version").direction())
                .hasValueSatisfying(
                        direction -> assertThat(direction.movement()).contains(Direction.Movement.HOTFIX));
        assertThat(at(lag, "jdk/default/version").explanation().summary())
                .isEqualTo("jdk default version is 21.0.2 in staging, 17.0.9 in prod (major, staging ahead)");
    }

    @Test
    void claimsNoPromotionBetweenSidesThatNoPolicyOrders() {
        Report old = versions("jdk/default/version", "jdk", "old", "17.0.9", "new", "21.0.2");
        Report laptop = versions("jdk/default/version", "jdk", "mine", "17.0.9", "prod", "21.0.2");

        for (Report report : java.util.List.of(old, laptop)) {
            assertThat(at(report, "jdk/default/version").direction())
                    .hasValueSatisfying(
                            direction -> assertThat(direction.movement()).isEmpty());
        }
        assertThat(at(old, "jdk/default/version").explanation().summary())
                .isEqualTo("jdk default version is 17.0.9 in old, 21.0.2 in new (major, new ahead)");
        assertThat(versions("process[shop]/main/version", "semver", "old", "1.4.0", "new", "1.5.0")
                        .causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).startsWith("another release: "));
    }

    @Test
    void keepsSidesThatNoPolicyOrdersAsTheyAreGivenUnderTheSameIds() {
        Report there = versions("jdk/default/version", "jdk", "old", "17.0.9", "new", "21.0.2");
        Report back = versions("jdk/default/version", "jdk", "new", "21.0.2", "old", "17.0.9");

        assertThat(at(there, "jdk/default/version").between()).containsExactly("old", "new");
        assertThat(at(back, "jdk/default/version").between()).containsExactly("new", "old");
        assertThat(at(back, "jdk/default/version").id())
                .isEqualTo(at(there, "jdk/default/version").id());
    }

    @Test
    void letsAReleaseAwaitItsPromotionForAWeek() {
        Report fresh = versions("process[shop]/main/version", "semver", "staging", "1.5.0", "prod", "1.4.0");
        Report old = Compared.side(
                        "staging",
                        host("a")
                                .section(
                                        "process[shop]",
                                        "main/version",
                                        new Value.Version("1.5.0", VersionScheme.SEMVER)))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "process[shop]",
                                        "main/version",
                                        new Value.Version("1.4.0", VersionScheme.SEMVER)))
                .after(fresh)
                .asOf(Compared.NOW.plus(Duration.ofDays(8)))
                .report();

        assertThat(lines(fresh))
                .containsExactly("different process[shop]/main/version staging|prod info informational");
        assertThat(fresh.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).startsWith("release awaiting promotion: "));
        assertThat(lines(old)).containsExactly("different process[shop]/main/version staging|prod medium");
    }

    @Test
    void neverExcusesAReleaseThatProductionRunsFirst() {
        Report report = versions("process[shop]/main/version", "semver", "staging", "1.4.0", "prod", "1.5.0");

        assertThat(lines(report)).containsExactly("different process[shop]/main/version staging|prod high");
    }

    @Test
    void keepsSystemPackagesSilentBeforeStaging() {
        assertThat(lines(versions("package/deb[curl]/version", "deb", "dev", "1-1", "prod", "2-1")))
                .isEmpty();
        assertThat(lines(versions("package/deb[curl]/version", "deb", "staging", "1-1", "prod", "2-1")))
                .containsExactly("different package/deb[curl]/version staging|prod low");
    }

    @Test
    void doesNotMistakeVersionsThatDoNotOrderForLeeway() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        "package",
                                        "tool[psql]/version",
                                        new Value.Version("14", VersionScheme.GENERIC)))
                .and(
                        "prod",
                        host("b").section("package", "tool[psql]/version", new Value.Version("14", VersionScheme.DEB)))
                .policy("rules: [{match: \"package/tool[*]/version\", leeway: major, severity: low}]")
                .report();

        assertThat(lines(report)).containsExactly("different package/tool[psql]/version dev|prod low");
    }
}

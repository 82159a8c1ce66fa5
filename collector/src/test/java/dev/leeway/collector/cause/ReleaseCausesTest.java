package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseCausesTest extends LibraryScene {
    @Test
    void tellsAReleaseWithAllItsLibrariesAsOne() {
        Report report = side(
                        "staging",
                        shop(
                                "a",
                                "1.5.0",
                                "com.example:shop",
                                "1.5.0",
                                "1",
                                "org.springframework.boot:spring-boot",
                                "3.2.1",
                                "2",
                                "org.slf4j:slf4j-api",
                                "2.0.9",
                                "3",
                                "new:library",
                                "1",
                                "4"))
                .and(
                        "prod",
                        shop(
                                "b",
                                "1.4.2",
                                "com.example:shop",
                                "1.4.2",
                                "5",
                                "org.springframework.boot:spring-boot",
                                "3.2.0",
                                "6",
                                "org.slf4j:slf4j-api",
                                "2.0.7",
                                "7",
                                "old:library",
                                "1",
                                "8"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "info informational: release awaiting promotion: shop: main version is 1.5.0 in staging,"
                                + " 1.4.2 in prod (minor, staging ahead); with it 2 libraries moved: Spring Boot (3.2.0 to 3.2.1),"
                                + " slf4j-api (2.0.7 to 2.0.9); 1 only in staging (library); 1 only in prod (library)");
    }

    @Test
    void letsTheCommitOfAnArtefactFollowItsRelease() {
        assertThat(told(built("1.5.0", "1", "c0ffee")
                        .and("prod", artefact("b", "1.4.2", "2", "beaded"))
                        .report()))
                .singleElement()
                .asString()
                .startsWith("info informational: release awaiting promotion: shop");
    }

    @Test
    void tellsAnotherCommitOfOneVersionWithTheOtherBytesItMade() {
        assertThat(told(built("1.5.0", "1", "c0ffee")
                        .and("prod", artefact("b", "1.5.0", "2", "beaded"))
                        .report()))
                .singleElement()
                .asString()
                .startsWith("high open: shop: ")
                .contains("same version, different bytes");
    }

    @Test
    void tellsAnotherCommitOfAnArtefactByItself() {
        assertThat(told(built("1.5.0", "1", "c0ffee")
                        .and("prod", artefact("b", "1.5.0", "1", "beaded"))
                        .report()))
                .singleElement()
                .asString()
                .startsWith("low open: shop: artefact commit is ");
    }

    private static Compared built(String version, String content, String commit) {
        return side("staging", artefact("a", version, content, commit));
    }

    private static TestHost artefact(String name, String version, String content, String commit) {
        return host(name)
                .section(
                        "dependency[shop]",
                        "maven[shop]/version",
                        maven(version),
                        "maven[shop]/content",
                        content,
                        "artefact/commit",
                        new Value.SetOf(List.of(new Value.Text(commit.repeat(7).substring(0, 40)))))
                .section("process[shop]", "main/version", maven(version));
    }

    @Test
    void tellsWhatAReleaseDoesNotExcuse() {
        Report report = side(
                        "staging",
                        shop("a", "1.5.0", "a:moved", "2", "1", "a:patched", "1.0", "2", "a:rebuilt", "1", "3"))
                .and("prod", shop("b", "1.4.2", "a:moved", "1", "4", "a:patched", "1.1", "5", "a:rebuilt", "1", "6"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: shop: a:patched version is 1.0 in staging, 1.1 in prod (minor, prod ahead)",
                        "high open: shop: a:rebuilt 1 is not the same in staging and prod: same version, different bytes",
                        "info informational: release awaiting promotion: shop: main version is 1.5.0 in staging, 1.4.2 in"
                                + " prod (minor, staging ahead); with it 1 library moved: moved (1 to 2)");
    }

    @Test
    void asksForLibrariesThatNoReleaseExplains() {
        Report report = side("staging", shop("a", "1.5.0", "a:b", "2", "1"))
                .and("prod", shop("b", "1.5.0", "a:b", "1", "2"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "medium open: shop: a:b version is 2 in staging, 1 in prod (major, staging ahead), while both"
                                + " run 1.5.0");
    }

    @Test
    void tellsAServiceWhoseReleaseRunsAheadInProductionWithAllItsLibraries() {
        Report report = side("staging", shop("a", "1.5.0", "a:b", "1", "x", "a:c", "1", "x"))
                .and("prod", shop("b", "1.5.1", "a:b", "2", "y", "a:c", "2", "y"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: release without rehearsal: shop: main version is 1.5.0 in staging, 1.5.1 in prod (patch,"
                                + " prod ahead); with it 2 libraries moved: b (1 to 2), c (1 to 2)");
    }

    @Test
    void namesTheLibrariesThatMovedTheFurthestWithARelease() {
        Report report = side(
                        "staging",
                        shop(
                                "a", "1.5.0", "a:p", "1.0.1", "1", "a:q", "1.1", "1", "a:r", "1.0.1", "1", "a:s", "2",
                                "1", "a:t", "2026.1", "1"))
                .and(
                        "prod",
                        shop(
                                "b", "1.4.0", "a:p", "1.0.0", "2", "a:q", "1.0", "2", "a:r", "1.0.0", "2", "a:s", "1",
                                "2", "a:t", "2025.9", "2"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "info informational: release awaiting promotion: shop: main version is 1.5.0 in staging,"
                                + " 1.4.0 in prod (minor, staging ahead); with it 5 libraries moved: s (1 to 2), q (1.0 to 1.1), t"
                                + " (2025.9 to 2026.1), p (1.0.0 to 1.0.1) and 1 more");
    }

    @Test
    void givesNoReasonOfHavingWaitedToWhatMayWait() {
        Report report = side("staging", shop("a", "1.5.0", "a:b", "2", "1"))
                .and("prod", shop("b", "1.4.0", "a:b", "1", "2"))
                .report();

        assertThat(report.drifts())
                .isNotEmpty()
                .noneMatch(drift -> drift.explanation().why().contains("week"));
    }

    @Test
    void tellsAReleaseThatWaitedTooLongAsOneDriftWithItsLibraries() {
        Compared compared = side("staging", shop("a", "1.5.0", "a:b", "2", "x", "a:c", "2", "x", "a:new", "1", "x"))
                .and("prod", shop("b", "1.4.0", "a:b", "1", "y", "a:c", "1", "y"));
        Report later = compared.after(compared.report())
                .asOf(Compared.NOW.plus(Duration.ofDays(8)))
                .report();

        assertThat(told(later))
                .containsExactly(
                        "medium open: release awaiting promotion: shop: main version is 1.5.0 in staging, 1.4.0 in"
                                + " prod (minor, staging ahead); with it 2 libraries moved: b (1 to 2), c (1 to 2); 1 only in"
                                + " staging (new)");
    }

    @Test
    void tellsARolloutWithItsLibrariesAsOne() {
        Report report = side("prod", shop("a", "1.5.0", "a:b", "2", "x"), shop("b", "1.4.0", "a:b", "1", "y"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "info informational: rollout in prod: shop: main version differs within prod: 1.4.0 on b,"
                                + " 1.5.0 on a; with it 1 library moved: b");
    }

    @Test
    void asksForReplicasThatDifferInALibraryAlone() {
        Report report = side("prod", shop("a", "1.5.0", "a:b", "2", "x"), shop("b", "1.5.0", "a:b", "1", "y"))
                .report();

        assertThat(told(report)).containsExactly("medium open: shop: a:b version differs within prod: 1 on b, 2 on a");
    }

    @Test
    void asksForALibraryThatNothingPins() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "pypi[requests]/version",
                                        pep440("2.32.0"),
                                        "pypi[requests]/requirement",
                                        ">=2.31"))
                .and("prod", host("b").section("dependency[shop]", "pypi[requests]/version", pep440("2.31.0")))
                .report();

        assertThat(told(report))
                .contains(
                        "medium open: shop: requests version is 2.32.0 in dev, 2.31.0 in prod (minor, dev ahead), which"
                                + " nothing pins: >=2.31 is asked for");
    }

    @Test
    void tellsAReleaseThatWasBuiltTwiceWithWhatIsInIt() {
        Report report = side("staging", shop("a", "1.5.0", "com.example:shop", "1.5.0", "x", "a:b", "2", "x"))
                .and("prod", shop("b", "1.5.0", "com.example:shop", "1.5.0", "y", "a:b", "1", "y"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: shop: com.example:shop 1.5.0 is not the same in staging and prod: same version,"
                                + " different bytes; with it 1 library: b");
    }
}

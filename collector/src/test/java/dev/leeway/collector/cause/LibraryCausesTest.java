package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.Reports;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryCausesTest {
    private static Value maven(String text) {
        return new Value.Version(text, VersionScheme.MAVEN);
    }

    private static Value semver(String text) {
        return new Value.Version(text, VersionScheme.SEMVER);
    }

    private static Value pep440(String text) {
        return new Value.Version(text, VersionScheme.PEP440);
    }

    private static Value both(Value... versions) {
        return new Value.SetOf(List.of(versions));
    }

    private static List<String> told(Report report) {
        return report.causes().stream()
                .map(cause ->
                        cause.severity().text() + " " + cause.disposition().text() + ": " + cause.summary())
                .toList();
    }

    /** A service of one version, and its Maven libraries: name, version, content of each. */
    private static TestHost shop(String name, String version, String... libraries) {
        List<Object> facts = new ArrayList<>();
        for (int i = 0; i < libraries.length; i += 3) {
            facts.add("maven[" + libraries[i] + "]/version");
            facts.add(maven(libraries[i + 1]));
            facts.add("maven[" + libraries[i] + "]/content");
            facts.add(libraries[i + 2]);
        }
        TestHost host = host(name).section("dependency[shop]", facts.toArray());
        return version.isEmpty() ? host : host.section("process[shop]", "main/version", maven(version));
    }

    @Test
    void tellsALibraryOnceByItsVersion() {
        Report report = side("staging", shop("a", "", "org.slf4j:slf4j-api", "2.0.9", "x"))
                .and("prod", shop("b", "", "org.slf4j:slf4j-api", "2.0.7", "y"))
                .report();

        assertThat(report.drifts()).hasSize(1);
        assertThat(told(report))
                .containsExactly(
                        "info informational: shop: org.slf4j:slf4j-api version is 2.0.9 in staging, 2.0.7 in prod"
                                + " (patch, staging ahead)");
    }

    @Test
    void tellsOtherBytesUnderOneVersion() {
        Report report = side("staging", shop("a", "1.0", "org.slf4j:slf4j-api", "2.0.9", "x"))
                .and("prod", shop("b", "1.0", "org.slf4j:slf4j-api", "2.0.9", "y"))
                .report();

        assertThat(told(report))
                .containsExactly("high open: shop: org.slf4j:slf4j-api 2.0.9 is not the same in staging and prod: same"
                        + " version, different bytes");
    }

    @Test
    void tellsOtherBytesOfAVersionThatBothHaveBesideOthers() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "maven[a:b]/version",
                                        both(maven("1"), maven("2")),
                                        "maven[a:b]/content",
                                        Value.SetOf.texts(List.of("one", "two"))))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "maven[a:b]/version",
                                        both(maven("1"), maven("3")),
                                        "maven[a:b]/content",
                                        Value.SetOf.texts(List.of("other", "three"))))
                .report();

        assertThat(Reports.lines(report)).contains("different dependency[shop]/maven[a:b]/content staging|prod high");
    }

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
                                + " 1.4.2 in prod (minor, staging ahead); with it 2 libraries moved, among them Spring Boot 3.2.1"
                                + " in staging, 3.2.0 in prod (patch, staging ahead), 1 only in staging (library), 1 only in prod"
                                + " (library)");
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
                                + " prod (minor, staging ahead); with it 1 library moved");
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
    void namesTheBillOfMaterialsThatMoved() {
        Report report = side(
                        "staging",
                        shop(
                                "a",
                                "",
                                "org.springframework.boot:spring-boot",
                                "3.2.1",
                                "1",
                                "org.springframework:spring-core",
                                "6.1.4",
                                "2",
                                "com.fasterxml.jackson.core:jackson-core",
                                "2.15.3",
                                "3",
                                "com.acme:own",
                                "7",
                                "4"))
                .and(
                        "prod",
                        shop(
                                "b",
                                "",
                                "org.springframework.boot:spring-boot",
                                "3.2.0",
                                "5",
                                "org.springframework:spring-core",
                                "6.1.1",
                                "6",
                                "com.fasterxml.jackson.core:jackson-core",
                                "2.15.2",
                                "7",
                                "com.acme:own",
                                "6",
                                "8"))
                .report();

        assertThat(told(report))
                .containsExactlyInAnyOrder(
                        "info informational: shop: Spring Boot 3.2.1 in staging, 3.2.0 in prod (patch, staging ahead);"
                                + " with it 2 libraries it manages: jackson-core, spring-core",
                        "info informational: shop: com.acme:own version is 7 in staging, 6 in prod (major, staging"
                                + " ahead)");
    }

    @Test
    void foldsNothingThatMovedTheOtherWayOrFurtherThanItsBill() {
        Report report = side(
                        "staging",
                        shop(
                                "a",
                                "",
                                "org.springframework.boot:spring-boot",
                                "3.2.1",
                                "1",
                                "org.springframework:spring-core",
                                "6.1.4",
                                "2",
                                "org.yaml:snakeyaml",
                                "2.2",
                                "3",
                                "ch.qos.logback:logback-core",
                                "1.4.11",
                                "4"))
                .and(
                        "prod",
                        shop(
                                "b",
                                "",
                                "org.springframework.boot:spring-boot",
                                "3.2.0",
                                "5",
                                "org.springframework:spring-core",
                                "6.1.1",
                                "6",
                                "org.yaml:snakeyaml",
                                "1.33",
                                "7",
                                "ch.qos.logback:logback-core",
                                "1.4.14",
                                "8"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: shop: ch.qos.logback:logback-core version is 1.4.11 in staging, 1.4.14 in prod"
                                + " (patch, prod ahead)",
                        "info informational: shop: Spring Boot 3.2.1 in staging, 3.2.0 in prod (patch, staging ahead);"
                                + " with it 1 library it manages: spring-core",
                        "info informational: shop: org.yaml:snakeyaml version is 2.2 in staging, 1.33 in prod (major,"
                                + " staging ahead)");
    }

    @Test
    void gathersFamiliesOfEveryEcosystem() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "npm[@babel%2Fcore]/version",
                                        semver("7.23.5"),
                                        "npm[@babel%2Fparser]/version",
                                        semver("7.23.6"),
                                        "npm[@types%2Fnode]/version",
                                        semver("20.1.0"),
                                        "go[github.com%2Faws%2Fsdk%2Fs3]/version",
                                        new Value.Version("v1.2.0", VersionScheme.GO),
                                        "go[github.com%2Faws%2Fsdk%2Fec2]/version",
                                        new Value.Version("v1.3.0", VersionScheme.GO),
                                        "pypi[opentelemetry-api]/version",
                                        pep440("1.21.0"),
                                        "pypi[opentelemetry-sdk]/version",
                                        pep440("1.21.0")))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "npm[@babel%2Fcore]/version",
                                        semver("7.22.0"),
                                        "npm[@babel%2Fparser]/version",
                                        semver("7.22.5"),
                                        "npm[@types%2Fnode]/version",
                                        semver("20.0.0"),
                                        "go[github.com%2Faws%2Fsdk%2Fs3]/version",
                                        new Value.Version("v1.1.0", VersionScheme.GO),
                                        "go[github.com%2Faws%2Fsdk%2Fec2]/version",
                                        new Value.Version("v1.1.1", VersionScheme.GO),
                                        "pypi[opentelemetry-api]/version",
                                        pep440("1.20.0"),
                                        "pypi[opentelemetry-sdk]/version",
                                        pep440("1.20.0")))
                .report();

        assertThat(report.causes().stream().map(Cause::summary))
                .containsExactlyInAnyOrder(
                        "shop: @babel/core 7.23.5 in staging, 7.22.0 in prod (minor, staging ahead); likewise"
                                + " @babel/parser",
                        "shop: github.com/aws/sdk/ec2 v1.3.0 in staging, v1.1.1 in prod (minor, staging ahead); likewise"
                                + " github.com/aws/sdk/s3",
                        "shop: 2 libraries 1.21.0 in staging, 1.20.0 in prod (minor, staging ahead): opentelemetry-api,"
                                + " opentelemetry-sdk",
                        "shop: @types/node version is 20.1.0 in staging, 20.0.0 in prod (minor, staging ahead)");
    }

    @Test
    void tellsAReplacedArchiveOnceWithAllThatIsInIt() {
        List<Object> facts = new ArrayList<>(List.of(
                "maven[com.example:shop]/version",
                maven("1.5.0"),
                "maven[com.example:shop]/replaced",
                true,
                "maven[com.example:shop]/running",
                maven("1.4.2")));
        for (int i = 0; i < 20; i++) {
            facts.addAll(List.of("maven[a:l" + i + "]/version", maven("2"), "maven[a:l" + i + "]/running", maven("1")));
        }
        List<Object> calm = new ArrayList<>(List.of("maven[com.example:shop]/version", maven("1.5.0")));
        for (int i = 0; i < 20; i++) {
            calm.addAll(List.of("maven[a:l" + i + "]/version", maven("2")));
        }
        Report report = side("staging", host("a").section("dependency[shop]", calm.toArray()))
                .and("prod", host("b").section("dependency[shop]", facts.toArray()))
                .report();

        assertThat(report.causes()).hasSize(1);
        assertThat(report.causes().get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(report.causes().get(0).summary())
                .contains("com.example:shop")
                .contains("20 libraries");
    }

    @Test
    void tellsWhichOfSeveralVersionsOneSideHasMore() {
        Report report = side(
                        "dev",
                        host("a").section("dependency[shop]", "npm[x]/version", both(semver("1.0.0"), semver("2.0.0"))))
                .and(
                        "prod",
                        host("b").section("dependency[shop]", "npm[x]/version", both(semver("1.0.0"), semver("3.0.0"))))
                .report();

        assertThat(report.causes().get(0).summary())
                .isEqualTo("shop: x version differs: 2.0.0 only in dev, 3.0.0 only in prod, 1.0.0 in both (major, prod"
                        + " ahead)");
    }

    @Test
    void asksForTheOrderOfAClassPathOnlyWhereItDecides() {
        assertThat(order(false).causes()).extracting(Cause::disposition).containsExactly(Disposition.WITHIN_LEEWAY);
        assertThat(told(order(true)))
                .containsExactly("medium open: shop: the class path has a before b in staging, b before a in prod");
    }

    private static Report order(boolean duplicates) {
        List<Object> left = new ArrayList<>(List.of("classpath/order", Value.ListOf.texts(List.of("a", "b", "c"))));
        List<Object> right = new ArrayList<>(List.of("classpath/order", Value.ListOf.texts(List.of("b", "a", "c"))));
        if (duplicates) {
            left.addAll(List.of("classpath/duplicate[a b]", 3));
            right.addAll(List.of("classpath/duplicate[a b]", 3));
        }
        return side("staging", host("a").section("dependency[shop]", left.toArray()))
                .and("prod", host("b").section("dependency[shop]", right.toArray()))
                .report();
    }

    @Test
    void tellsDeployedFilesInOneLine() {
        Report report = side(
                        "staging",
                        host("a")
                                .section("dependency[shop]", "file[app.js]/size", new Value.Size(1), "file[b]/size", 1))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "file[app.js]/size",
                                        new Value.Size(2),
                                        "file[b]/size",
                                        1,
                                        "file[x.map]/size",
                                        3))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "low open: deployed files of shop: 1 differs between staging and prod (app.js), 1 only in"
                                + " prod (x.map)");
    }

    @Test
    void tellsAServiceWhoseReleaseRunsAheadInProductionWithAllItsLibraries() {
        Report report = side("staging", shop("a", "1.5.0", "a:b", "1", "x", "a:c", "1", "x"))
                .and("prod", shop("b", "1.5.1", "a:b", "2", "y", "a:c", "2", "y"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: release without rehearsal: shop: main version is 1.5.0 in staging, 1.5.1 in prod (patch,"
                                + " prod ahead); with it 2 libraries moved");
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
                                + " prod (minor, staging ahead); with it 2 libraries moved, 1 only in staging (new)");
    }

    @Test
    void tellsARolloutWithItsLibrariesAsOne() {
        Report report = side("prod", shop("a", "1.5.0", "a:b", "2", "x"), shop("b", "1.4.0", "a:b", "1", "y"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "info informational: rollout in prod: shop: main version differs within prod: 1.4.0 on b,"
                                + " 1.5.0 on a; with it 1 library moved");
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

    @Test
    void tellsTheSameOfSeveralServicesOnce() {
        Report report =
                side("staging", both("a", "2")).and("prod", both("b", "1")).report();

        assertThat(told(report))
                .containsExactly(
                        "info informational: mail: 2 libraries 2 in staging, 1 in prod (major, staging ahead): b, c;"
                                + " the same for 1 other service");
    }

    private static TestHost both(String name, String version) {
        TestHost host = host(name);
        for (String service : List.of("shop", "mail")) {
            host.section(
                    "dependency[" + service + "]",
                    "maven[a:b]/version",
                    maven(version),
                    "maven[a:c]/version",
                    maven(version));
        }
        return host;
    }

    @Test
    void tellsLibrariesThatOneSideLacksInOneLine() {
        Report report = side("staging", shop("a", "1.0", "a:b", "1", "x", "a:c", "1", "x", "a:d", "1", "x"))
                .and("prod", shop("b", "1.0", "a:d", "1", "x"))
                .report();

        assertThat(told(report))
                .containsExactly("medium open: shop: a:b version absent in prod, 1 in staging; likewise c");
    }

    @Test
    void tellsWhatIsNotInstalledAsLocked() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "pypi[a]/version",
                                        pep440("1"),
                                        "pypi[b]/version",
                                        pep440("1")))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "pypi[a]/version",
                                        pep440("1"),
                                        "pypi[a]/unmet",
                                        pep440("2"),
                                        "pypi[b]/version",
                                        pep440("1"),
                                        "pypi[b]/unmet",
                                        pep440("3")))
                .report();

        assertThat(told(report)).containsExactly("high open: shop: 2 libraries not installed as locked: in prod a, b");
    }

    @Test
    void tellsWhatIsNotInstalledAsLockedByWhereThatIs() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "pypi[a]/version",
                                        pep440("1"),
                                        "pypi[a]/unmet",
                                        pep440("2"),
                                        "pypi[b]/version",
                                        pep440("1")))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "pypi[a]/version",
                                        pep440("1"),
                                        "pypi[b]/version",
                                        pep440("1"),
                                        "pypi[b]/unmet",
                                        pep440("3")))
                .report();

        assertThat(told(report))
                .containsExactly("high open: shop: 2 libraries not installed as locked: in prod b; in staging a");
    }

    @Test
    void takesAnotherPinOfWhatIsInstalledAlikeForNoHotfix() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "pypi[a]/version",
                                        pep440("3"),
                                        "pypi[a]/declared",
                                        pep440("1")))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "pypi[a]/version",
                                        pep440("3"),
                                        "pypi[a]/declared",
                                        pep440("3")))
                .report();

        assertThat(report.drifts())
                .isNotEmpty()
                .allSatisfy(drift -> assertThat(drift.severity()).isEqualTo(Severity.LOW));
    }

    @Test
    void tellsStraysByWhereTheyLie() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "stray[environment-file]",
                                        Value.SetOf.texts(List.of(".env")),
                                        "stray[keystore]",
                                        "a.p12"))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "stray[source-map]",
                                        Value.SetOf.texts(List.of("a.map", "b.map", "c.map", "d.map")),
                                        "stray[test-data]",
                                        Value.SetOf.texts(List.of("fixtures/x.sql"))))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: shop: source maps are deployed in prod: a.map, b.map, c.map and 1 more",
                        "medium open: shop: an environment file is deployed in staging: .env",
                        "medium open: shop: test data is deployed in prod: fixtures/x.sql",
                        "info withinLeeway: 1 difference within leeway");
    }

    @Test
    void asksLittleForLibrariesOfTheHost() {
        Report report = side("staging", host("a").section("dependency", "maven[a:b]/version", maven("1")))
                .and("prod", host("b").section("dependency", "maven[a:b]/version", maven("2")))
                .report();

        assertThat(report.causes().get(0).summary())
                .isEqualTo("a:b version is 1 in staging, 2 in prod (major, prod ahead)");
        assertThat(report.causes().get(0).severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void callsNothingResolvedThatAnotherVersionTells() {
        Report before = side("staging", shop("a", "1.0", "a:b", "1", "x"))
                .and("prod", shop("b", "1.0", "a:b", "1", "y"))
                .report();
        Report after = side("staging", shop("a", "1.0", "a:b", "2", "x"))
                .and("prod", shop("b", "1.0", "a:b", "1", "y"))
                .after(before)
                .report();

        assertThat(before.drifts()).hasSize(1);
        assertThat(after.drifts()).hasSize(1);
        assertThat(after.resolved()).isEmpty();
    }
}

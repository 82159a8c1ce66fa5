package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Reports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryCausesTest extends LibraryScene {
    @Test
    void tellsALibraryOnceByItsVersion() {
        Report report = side("staging", shop("a", "", "org.slf4j:slf4j-api", "2.0.9", "x"))
                .and("prod", shop("b", "", "org.slf4j:slf4j-api", "2.0.7", "y"))
                .report();

        assertThat(report.drifts())
                .hasSize(2)
                .filteredOn(drift -> drift.judgedBy().startsWith("drift "))
                .singleElement()
                .satisfies(content -> assertThat(content.disposition()).isEqualTo(Disposition.WITHIN_LEEWAY));
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
                        "info informational: shop: org.yaml:snakeyaml version is 2.2 in staging, 1.33 in prod (major,"
                                + " staging ahead)",
                        "info informational: shop: Spring Boot 3.2.1 in staging, 3.2.0 in prod (patch, staging ahead);"
                                + " with it 1 library it manages: spring-core");
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
    void tellsTheSameOfSeveralServicesOnce() {
        Report report =
                side("staging", both("a", "2")).and("prod", both("b", "1")).report();

        assertThat(told(report))
                .containsExactly(
                        "info informational: mail: 2 libraries 2 in staging, 1 in prod (major, staging ahead): b, c;"
                                + " the same for 1 other service");
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
        assertThat(after.causes()).hasSize(1);
        assertThat(after.resolved()).isEmpty();
    }
}

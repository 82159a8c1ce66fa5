package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentCausesTest extends LibraryScene {
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

        assertThat(told(report))
                .containsExactly(
                        "high open: shop: a is not installed in prod as it is pinned: 2, and 1 is there; likewise b");
        // That staging lacks what is unmet in production is no news.
        assertThat(report.drifts()).hasSize(2);
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
                .containsExactly(
                        "high open: shop: b is not installed in prod as it is pinned: 3, and 1 is there; likewise in"
                                + " staging a");
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
    void tellsAnArtefactMadeWrongAsOneLedByWhatItMustNotShip() {
        List<Object> clean = new ArrayList<>(List.of(
                "maven[shop]/version",
                maven("1.4.2"),
                "maven[shop]/content",
                "x",
                "maven[a:l]/version",
                maven("1"),
                "maven[a:l]/content",
                "x",
                "file[shop.jar!%2Fapp.js]/content",
                "x",
                "file[other.txt]/content",
                "x"));
        List<Object> mistaken = new ArrayList<>(List.of(
                "maven[shop]/version",
                maven("1.4.2"),
                "maven[shop]/content",
                "y",
                "maven[a:l]/version",
                maven("1"),
                "maven[a:l]/content",
                "y",
                "file[shop.jar!%2Fapp.js]/content",
                "y",
                "file[other.txt]/content",
                "y"));
        mistaken.addAll(List.of(
                "file[shop.jar!%2F.env]/content", "z",
                "stray[environment-file]", Value.SetOf.texts(List.of("shop.jar!/.env")),
                "stray[private-key]", Value.SetOf.texts(List.of("shop.jar!/a.pem"))));
        Report report = side("staging", host("a").section("dependency[shop]", clean.toArray()))
                .and("prod", host("b").section("dependency[shop]", mistaken.toArray()))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: shop: prod ships what it must not: a private key (shop.jar!/a.pem), an environment file"
                                + " (shop.jar!/.env); shop 1.4.2 is not the same in staging and prod: same version, different"
                                + " bytes",
                        "low open: deployed files of shop: 1 differs between staging and prod (other.txt)");
        assertThat(report.causes().get(0).drifts()).hasSize(6);
    }

    @Test
    void keepsOtherBytesApartFromLooseFilesThatMustNotBeThere() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "dependency[shop]",
                                        "maven[shop]/version",
                                        maven("1"),
                                        "maven[shop]/content",
                                        "x"))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "maven[shop]/version",
                                        maven("1"),
                                        "maven[shop]/content",
                                        "y",
                                        "stray[environment-file]",
                                        Value.SetOf.texts(List.of(".env"))))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "high open: shop: an environment file is deployed in prod: .env",
                        "high open: shop: shop 1 is not the same in staging and prod: same version, different bytes");
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
                        "high open: shop: prod ships what it must not: source maps (a.map, b.map, c.map and 1 more), test"
                                + " data (fixtures/x.sql)",
                        "medium open: shop: an environment file is deployed in staging: .env",
                        "info withinLeeway: 1 difference within leeway");
    }
}

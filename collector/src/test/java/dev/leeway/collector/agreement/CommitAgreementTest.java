package dev.leeway.collector.agreement;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitAgreementTest {
    private static final String ONE = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
    private static final String OTHER = "ffeeddccbbaa99887766554433221100ffeeddcc";
    private static final String LABEL = "label[org.opencontainers.image.revision]";

    private static TestHost telling(String copy, String image) {
        return host("a").section("git[shop-web]", "commit", copy).section("image[shop-web]", LABEL, image);
    }

    private static Report report(TestHost dev, TestHost prod) {
        return side("dev", dev).and("prod", prod).report();
    }

    private static List<Drift> contradictions(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.judgedBy().equals("agreement of commits"))
                .toList();
    }

    @Test
    void tellsAServiceWhoseImageWasMadeFromAnotherCommitThanLiesBesideIt() {
        List<Drift> told = contradictions(report(telling(ONE, ONE), telling(ONE, OTHER)));

        assertThat(told).hasSize(1);
        Drift drift = told.get(0);
        assertThat(drift.between()).containsExactly("prod");
        assertThat(drift.state()).isEqualTo(DriftState.SPLIT);
        assertThat(drift.severity()).isEqualTo(Severity.HIGH);
        assertThat(drift.address().text()).isEqualTo("image[shop-web]/" + LABEL);
        assertThat(drift.explanation().summary())
                .isEqualTo(
                        "shop-web in prod is of two commits: the label of its image says ffeeddccbbaa, its working copy"
                                + " says 1a2b3c4d5e6f");
        assertThat(drift.values())
                .extracting(value -> value.value().orElseThrow().display())
                .containsExactly("ffeeddccbbaa", "1a2b3c4d5e6f");
        assertThat(drift.values()).extracting(EnvironmentValue::environment).containsOnly("prod");
    }

    @Test
    void takesTheCommitOfTheImageBeneathForNoneOfTheService() {
        TestHost inherited = host("a")
                .section("git[shop-web]", "commit", ONE)
                .found("image[shop-web]", "inherited from base:12", LABEL, OTHER);

        assertThat(contradictions(report(telling(ONE, ONE), inherited))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1a2b3c4",
                "1A2B3C4D5E6F",
                "1a2b3c4d5e6f-dirty",
                "v1.4.2-3-g1a2b3c4",
                "${git.commit}",
                "unknown",
                "1.4.2",
                ""
            })
    void takesAnotherSpellingOrNoCommitAtAllForNoContradiction(String image) {
        assertThat(contradictions(report(telling(ONE, image), telling(ONE, ONE))))
                .isEmpty();
    }

    @Test
    void seesThroughAMarkOfUncommittedChanges() {
        assertThat(contradictions(report(telling(ONE, "ffeeddc-dirty"), telling(ONE, ONE))))
                .hasSize(1);
    }

    @Test
    void holdsWhatOneHostTellsAgainstNoOtherHost() {
        TestHost copy = host("a").section("git[shop-web]", "commit", ONE);
        TestHost image = host("b").section("image[shop-web]", LABEL, OTHER);

        assertThat(contradictions(
                        side("dev", telling(ONE, ONE)).and("prod", copy, image).report()))
                .isEmpty();
    }

    @Test
    void isSilencedByARuleOfTheUser() {
        String rule = "rules: [{match: 'image[shop-web]/" + LABEL + "', expect: any, between: ['*']}]";

        assertThat(contradictions(side("dev", telling(ONE, ONE))
                        .and("prod", telling(ONE, OTHER))
                        .policy(rule)
                        .report()))
                .isEmpty();
    }

    @Test
    void saysOneThingOfManyReplicas() {
        TestHost again = host("b").section("git[shop-web]", "commit", ONE).section("image[shop-web]", LABEL, OTHER);

        List<Drift> told = contradictions(side("dev", telling(ONE, ONE))
                .and("prod", telling(ONE, OTHER), again)
                .report());

        assertThat(told).hasSize(1);
        assertThat(told.get(0).explanation().summary()).endsWith("(so on 2 hosts)");
        assertThat(told.get(0).values().get(0).hosts()).containsExactly("a", "b");
    }

    @Test
    void saysTheCommitsOfOneHostOfNoOther() {
        String third = "0123456789abcdef0123456789abcdef01234567";
        TestHost other = host("b").section("git[shop-web]", "commit", ONE).section("image[shop-web]", LABEL, third);

        List<Drift> told = contradictions(side("dev", telling(ONE, ONE))
                .and("prod", telling(ONE, OTHER), other)
                .report());

        assertThat(told).hasSize(1);
        assertThat(told.get(0).explanation().summary()).endsWith("(so on a, otherwise on 1 more)");
        assertThat(told.get(0).values())
                .extracting(EnvironmentValue::hosts)
                .containsExactly(List.of("a"), List.of("a"), List.of("b"), List.of("b"));
    }

    @ParameterizedTest
    @CsvSource({"dev, MEDIUM", "prod, HIGH"})
    void isGraverInProduction(String environment, Severity severity) {
        TestHost wrong = telling(ONE, OTHER);
        TestHost right = telling(ONE, ONE);
        boolean dev = environment.equals("dev");

        List<Drift> told = contradictions(report(dev ? wrong : right, dev ? right : wrong));

        assertThat(told).extracting(Drift::severity).containsExactly(severity);
    }

    @Test
    void holdsTheArtefactAgainstTheOthersAndNamesEachSource() {
        String third = "0123456789abcdef0123456789abcdef01234567";
        TestHost all = telling(ONE, OTHER).section("dependency[shop-web]", "artefact/commit", third);

        List<Drift> told = contradictions(report(telling(ONE, ONE), all));

        assertThat(told).hasSize(1);
        assertThat(told.get(0).address().text()).isEqualTo("dependency[shop-web]/artefact/commit");
        assertThat(told.get(0).explanation().summary())
                .isEqualTo(
                        "shop-web in prod is of three commits: its artefact says 0123456789ab, the label of its image"
                                + " says ffeeddccbbaa, its working copy says 1a2b3c4d5e6f");
        assertThat(told.get(0).values()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"1a2b3c4, 0", "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d, 0", "ffeeddc, 1"})
    void takesAShortenedCommitOfTheArtefactForTheWholeOne(String artefact, int findings) {
        TestHost prod = telling(ONE, ONE).section("dependency[shop-web]", "artefact/commit", artefact);

        assertThat(contradictions(report(telling(ONE, ONE), prod))).hasSize(findings);
    }

    @Test
    void needsNoImageToHoldAnArtefactAgainstAWorkingCopy() {
        TestHost prod = host("a")
                .section("git[shop-web]", "commit", ONE)
                .section("dependency[shop-web]", "artefact/commit", OTHER);

        List<Drift> told = contradictions(report(telling(ONE, ONE), prod));

        assertThat(told).hasSize(1);
        assertThat(told.get(0).explanation().summary())
                .isEqualTo("shop-web in prod is of two commits: its artefact says ffeeddccbbaa, its working copy says"
                        + " 1a2b3c4d5e6f");
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Within one severity: each pair of causes stands in the order of addresses without the rule it is about. */
class RankingTest {
    private static final String ENV = "env[shop]";

    private static List<String> told(Compared compared) {
        return told(compared.report());
    }

    private static List<String> told(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN)
                .map(Cause::summary)
                .toList();
    }

    private static TestHost shop(String name, Object... facts) {
        return host(name).section(ENV, facts);
    }

    @Test
    void tellsWhatOneEnvironmentLostBeforeWhatOneAloneHas() {
        assertThat(told(side("dev", shop("a", "Z", "on", "Q", "k"))
                        .and("staging", shop("b", "Z", "on", "Q", "k", "A", "new"))
                        .and("prod", shop("c", "Q", "k"))))
                .containsExactly(
                        "shop: Z absent in prod, set in dev (also between staging and prod)",
                        "shop: A absent in prod, set in staging");
    }

    @Test
    void tellsAnotherThingBeforeAnotherAmountOfIt() {
        assertThat(told(side("staging", shop("a", "BATCH", "50", "PROVIDER", "real"))
                        .and("prod", shop("b", "BATCH", "90", "PROVIDER", "mock"))))
                .containsExactly(
                        "shop: PROVIDER is real in staging, mock in prod", "shop: BATCH is 50 in staging, 90 in prod");
    }

    @Test
    void takesAnAmountFarOffAndNoneAtAllForAnotherThing() {
        assertThat(told(side("staging", shop("a", "A", "50", "B", "50", "C", "0"))
                        .and("prod", shop("b", "A", "90", "B", "9000", "C", "5"))))
                .containsExactly(
                        "shop: B is 50 in staging, 9000 in prod",
                        "shop: C is 0 in staging, 5 in prod",
                        "shop: A is 50 in staging, 90 in prod");
    }

    @Test
    void tellsANumberHereAndATextThereBeforeTwoTexts() {
        assertThat(told(side("staging", shop("a", "A", "red", "TIMEOUT", "30"))
                        .and("prod", shop("b", "A", "blue", "TIMEOUT", "30s"))))
                .first()
                .asString()
                .startsWith("shop: TIMEOUT is ");
    }

    @Test
    void tellsSwitchesOfFeaturesLast() {
        assertThat(told(side("staging", shop("a", "FEATURE_A", "on", "MODE", "x"))
                        .and("prod", shop("b", "FEATURE_A", "off", "MODE", "y"))))
                .containsExactly(
                        "shop: MODE is x in staging, y in prod", "shop: FEATURE_A is on in staging, off in prod");
    }

    @Test
    void tellsOneReplicaAgainstSeveralBeforeEnvironmentsThatDiffer() {
        assertThat(told(side("staging", shop("a", "A", "x", "MODE", "one"))
                        .and(
                                "prod",
                                shop("b", "A", "y", "MODE", "one"),
                                shop("c", "A", "y", "MODE", "one"),
                                shop("d", "A", "y", "MODE", "two"))))
                .first()
                .asString()
                .startsWith("shop: MODE differs within prod");
    }

    @Test
    void tellsFactsOfServicesBeforeToolsOfTheirHosts() {
        Value older = new Value.Version("15.1", VersionScheme.GENERIC);
        Value newer = new Value.Version("15.2", VersionScheme.GENERIC);
        assertThat(told(side("dev", collecting("a", "G1").section("package", "tool[psql]/version", newer))
                        .and("prod", collecting("b", "Serial").section("package", "tool[psql]/version", older))))
                .first()
                .asString()
                .startsWith("shop: jvm gc name");
    }

    private static TestHost collecting(String name, String collector) {
        return host(name).section("process[shop]", "jvm/gc/name", collector);
    }

    @Test
    void tellsWhatIsNewSinceTheLastReportBeforeWhatItTold() {
        Report before = side("staging", shop("a", "A", "x", "Z", "same"))
                .and("prod", shop("b", "A", "y", "Z", "same"))
                .report();
        Compared after =
                side("staging", shop("a", "A", "x", "Z", "same")).and("prod", shop("b", "A", "y", "Z", "other"));

        assertThat(told(after.report())).first().asString().startsWith("shop: A");
        assertThat(told(after.after(before))).first().asString().startsWith("shop: Z");
    }

    @Test
    void neverLiftsACauseOverAGraverOne() {
        Report before = side("staging", shop("a", "Z", "same").section("os", "timezone", "CET"))
                .and("prod", shop("b", "Z", "same").section("os", "timezone", "UTC"))
                .report();
        assertThat(told(side("staging", shop("a", "Z", "same").section("os", "timezone", "CET"))
                        .and("prod", shop("b").section("os", "timezone", "UTC"))
                        .after(before)))
                .first()
                .asString()
                .startsWith("timezone");
    }
}

package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.Reports.values;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatesTest {
    private static final String INDEX = "service[shop]/namedBy";

    @Test
    void countsTheSameAndReportsNothing() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC"))
                .and("prod", host("b").section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(report.coverage().compared()).isEqualTo(1);
        assertThat(report.coverage().same()).isEqualTo(1);
    }

    @Test
    void reportsADifferenceWithBothValues() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC"))
                .and("prod", host("b").section("os", "timezone", "Europe/Berlin"))
                .report();

        assertThat(lines(report)).containsExactly("different os/timezone dev|prod medium");
        assertThat(values(at(report, "os/timezone"))).containsExactly("dev=Etc/UTC(a)", "prod=Europe/Berlin(b)");
        assertThat(at(report, "os/timezone").explanation().summary())
                .isEqualTo("timezone is Etc/UTC in dev, Europe/Berlin in prod");
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }

    @Test
    void namesTheEnvironmentThatLacksAVariable() {
        Report report = side(
                        "dev",
                        host("a").section("process", INDEX, "systemd").section("env[shop]", "PAYMENT_TIMEOUT", 30))
                .and("prod", host("b").section("process", INDEX, "systemd").section("env[shop]"))
                .report();

        assertThat(lines(report)).containsExactly("missing env[shop]/PAYMENT_TIMEOUT dev|prod medium");
        assertThat(at(report, "env[shop]/PAYMENT_TIMEOUT").explanation().summary())
                .isEqualTo("shop: PAYMENT_TIMEOUT absent in prod, set in dev");
        assertThat(values(at(report, "env[shop]/PAYMENT_TIMEOUT"))).containsExactly("dev=30(a)", "prod=missing(b)");
    }

    @Test
    void reportsWhatThePolicyWantsAbsent() {
        Report report = side("dev", host("a").section("process[shop]", "debug[jdwp]", "*:5005"))
                .and("prod", host("b").section("process[shop]", "debug[jdwp]", "*:5005"))
                .report();

        assertThat(lines(report)).containsExactly("unexpected process[shop]/debug[jdwp] prod high");
        assertThat(at(report, "process[shop]/debug[jdwp]").between()).containsExactly("prod");
    }

    @Test
    void countsWhatIsAbsentInProductionAsWantedThere() {
        Report report = side("dev", host("a").section("process[shop]", "debug[jdwp]", "*:5005"))
                .and("prod", host("b").section("process[shop]"))
                .report();

        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().withinLeeway()).isEqualTo(1);
    }

    @Test
    void reportsReplicasThatDisagree() {
        Report report = side(
                        "prod",
                        host("a").section("os", "timezone", "Etc/UTC"),
                        host("b").section("os", "timezone", "CET"))
                .report();

        assertThat(lines(report)).containsExactly("split os/timezone prod medium");
        assertThat(values(at(report, "os/timezone"))).containsExactly("prod=CET(b)", "prod=Etc/UTC(a)");
    }

    @Test
    void reportsASharedEndpointThatMustDiffer() {
        Report report = side("dev", host("a").section("env[shop]", "DATABASE_URL/host", "db-prod-1"))
                .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", "db-prod-1"))
                .report();

        assertThat(lines(report)).containsExactly("shared env[shop]/DATABASE_URL/host dev|prod critical");
        assertThat(at(report, "env[shop]/DATABASE_URL/host").explanation().summary())
                .isEqualTo("shop: DATABASE_URL host is db-prod-1 in both dev and prod, and must differ");
        assertThat(report.coverage().same()).isZero();
    }

    @Test
    void findsAHealthyDifferenceOfEndpointsWithinLeeway() {
        Report report = side("dev", host("a").section("env[shop]", "DATABASE_URL/host", "db-dev-1"))
                .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", "10.0.0.9"))
                .report();

        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().withinLeeway()).isEqualTo(1);
    }

    @Test
    void takesTheOwnHostForNobodysEndpoint() {
        Report report = side("dev", host("a").section("env[shop]", "DATABASE_URL/host", "localhost"))
                .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", "localhost"))
                .report();

        assertThat(lines(report)).isEmpty();
    }

    @Test
    void keepsTheUnknownApartFromTheMissing() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC", "architecture", "x86_64"))
                .and("prod", host("b").fell("os", Outcome.NOT_REQUESTED))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().compared()).isZero();
        assertThat(report.coverage().unknown()).isEqualTo(2);
        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("os");
            assertThat(gap.environment()).isEqualTo("prod");
            assertThat(gap.facts()).isEqualTo(2);
            assertThat(gap.required()).isFalse();
        });
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void saysThatAnOwnDemandCannotBeSeenToBeKept() {
        String policy = "rules: [{match: \"env[*]/QUEUE\", expect: different, severity: critical}]";
        Report unknown = side("dev", host("a").section("env[shop]", "QUEUE", "orders"))
                .and("prod", host("b").fell("env[shop]", Outcome.NOT_REQUESTED))
                .policy(policy)
                .report();
        Report withheld = side("dev", host("a").section("env[shop]", "QUEUE", "orders"))
                .and("prod", host("b").section("env[shop]", "QUEUE", new Value.Withheld("too long")))
                .policy(policy)
                .report();

        assertThat(lines(unknown)).containsExactly("unknown env[shop]/QUEUE dev|prod info informational");
        assertThat(lines(withheld)).containsExactly("notComparable env[shop]/QUEUE dev|prod info informational");
        assertThat(withheld.coverage().notComparable()).isEqualTo(1);
        assertThat(at(unknown, "env[shop]/QUEUE").state()).isEqualTo(DriftState.UNKNOWN);
    }

    @Test
    void tellsAWholeFromItsPartsOnce() {
        Report report = side("dev", host("a").section("env[shop]", "DATABASE_URL", Value.Secret.of(Presence.UNKEYED)))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "env[shop]",
                                        "DATABASE_URL/scheme",
                                        "postgresql",
                                        "DATABASE_URL/host",
                                        "db",
                                        "DATABASE_URL/password",
                                        Value.Secret.of(Presence.UNKEYED)))
                .report();

        assertThat(lines(report)).containsExactly("different env[shop]/DATABASE_URL dev|prod medium");
        assertThat(report.coverage().compared()).isEqualTo(1);
    }

    @Test
    void showsThatTextAndNumberAreNotTheSame() {
        Report report = side("dev", host("a").section("env[shop]", "PORT", "8080"))
                .and("prod", host("b").section("env[shop]", "PORT", 8080))
                .report();

        assertThat(at(report, "env[shop]/PORT").explanation().summary())
                .isEqualTo("shop: PORT is text '8080' in dev, number 8080 in prod");
    }

    @Test
    void namesNoTypeWhereAWordStandsForANumber() {
        Report report = side("dev", host("a").section("os", "limit[memlock]/hard", "unlimited"))
                .and("prod", host("b").section("os", "limit[memlock]/hard", 8388608))
                .report();

        assertThat(at(report, "os/limit[memlock]/hard").explanation().summary())
                .endsWith(" is unlimited in dev, 8388608 in prod");
    }

    @Test
    void tellsLongSetsByWhatOnlyOneSideHas() {
        List<Value> common = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            common.add(new Value.Text("ALGORITHM_" + i));
        }
        List<Value> more = new ArrayList<>(common);
        for (String own : List.of("MD5", "RC4", "SHA1", "TLSv1")) {
            more.add(new Value.Text(own));
        }
        List<Value> other = new ArrayList<>(common);
        other.add(new Value.Text("DES"));

        assertThat(summary(new Value.SetOf(more), new Value.SetOf(common)))
                .isEqualTo("DISABLED differs: only dev has MD5, RC4, SHA1 and 1 more");
        assertThat(summary(new Value.SetOf(common), new Value.SetOf(other)))
                .isEqualTo("DISABLED differs: only prod has DES");
        assertThat(summary(new Value.SetOf(more), new Value.SetOf(other)))
                .isEqualTo("DISABLED differs: only dev has MD5, RC4, SHA1 and 1 more, only prod has DES");
    }

    @Test
    void tellsLongTextsFromWhereTheyPart() {
        String alike = "one two three four five six seven eight nine ten eleven twelve ";

        assertThat(summary(alike + "thirteen", alike + "fourteen"))
                .isEqualTo("DISABLED is ...even twelve thirteen in dev, ...even twelve fourteen in prod");
        assertThat(summary(alike + "1", "short"))
                .startsWith("DISABLED is one two three")
                .endsWith(", short in prod");
        assertThat(summary(alike, alike + "more"))
                .isEqualTo("DISABLED is ...even twelve  in dev, ...even twelve more in prod");
    }

    private static String summary(Object dev, Object prod) {
        Report report = side("dev", host("a").section("os", "DISABLED", dev))
                .and("prod", host("b").section("os", "DISABLED", prod))
                .report();
        return at(report, "os/DISABLED").explanation().summary();
    }
}

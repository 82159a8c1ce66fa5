package dev.leeway.collector.agreement;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposeAgreementTest {
    private static final String PORT = "declared/port[8080%2Ftcp]/";
    private static final String MEMORY = "declared/limit[memory]/";
    private static final String TIMEOUT = "declared/env[PAYMENT_TIMEOUT]/";

    private static TestHost kept() {
        return host("a")
                .found(
                        "container[shop-web]",
                        "/opt/shop/docker-compose.yml:12",
                        PORT + "state",
                        "kept",
                        MEMORY + "state",
                        "kept",
                        TIMEOUT + "state",
                        "kept",
                        TIMEOUT + "met",
                        true,
                        "env/PAYMENT_TIMEOUT",
                        "30s",
                        "limit/memory",
                        new Value.Size(512 << 20));
    }

    private static TestHost edited() {
        return host("b")
                .found(
                        "container[shop-web]",
                        "/opt/shop/docker-compose.yml:12",
                        PORT + "state",
                        "other",
                        PORT + "value",
                        Value.SetOf.texts(List.of("8081")),
                        PORT + "actual",
                        Value.SetOf.texts(List.of("8080")),
                        MEMORY + "state",
                        "other",
                        MEMORY + "value",
                        new Value.Size(512 << 20),
                        MEMORY + "actual",
                        new Value.Size(256 << 20),
                        TIMEOUT + "state",
                        "missing",
                        TIMEOUT + "value",
                        "30s",
                        "limit/memory",
                        new Value.Size(256 << 20));
    }

    private static Report report(TestHost staging, TestHost prod) {
        return side("staging", staging).and("prod", prod).report();
    }

    private static List<Cause> told(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition() != Disposition.WITHIN_LEEWAY)
                .toList();
    }

    private static List<Drift> broken(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.judgedBy().equals("agreement with Compose"))
                .toList();
    }

    @Test
    void tellsAllThatOneServiceDoesNotKeepAsOneCauseWithWhatFollows() {
        Report report = report(kept(), edited());
        assertThat(told(report)).hasSize(1);
        Cause cause = told(report).get(0);
        assertThat(cause.severity()).isEqualTo(Severity.HIGH);
        assertThat(cause.summary())
                .isEqualTo("shop-web in prod is not what its Compose files say: PAYMENT_TIMEOUT absent, declared"
                        + " (docker-compose.yml:12), set in staging; port 8080/tcp is published at 8080, declared 8081"
                        + " (docker-compose.yml:12); memory limit is 256 MiB, declared 512 MiB"
                        + " (docker-compose.yml:12)");
        assertThat(broken(report)).hasSize(3).extracting(Drift::state).containsOnly(DriftState.SPLIT);
        assertThat(cause.drifts())
                .containsAll(report.drifts().stream()
                        .filter(drift -> drift.address().text().equals("container[shop-web]/limit/memory"))
                        .map(Drift::id)
                        .toList());
    }

    private static TestHost asking(String name, String declared, String actual) {
        return host(name)
                .found(
                        "container[shop-web]",
                        "/opt/shop/docker-compose.yml:9",
                        "declared/env[TAGV]/state",
                        "other",
                        "declared/env[TAGV]/value",
                        declared,
                        "declared/env[TAGV]/actual",
                        actual);
    }

    @Test
    void saysTheValuesOfOneHostOfNoOther() {
        Report report = side("staging", kept())
                .and("prod", asking("h1", "1.0", "2.0"), asking("h2", "7.7", "2.0"), asking("h3", "7.7", "2.0"))
                .report();
        Drift told = broken(report).get(0);
        assertThat(broken(report)).hasSize(1);
        assertThat(told.explanation().summary())
                .endsWith("TAGV is 2.0, declared 7.7 (docker-compose.yml:9) (so on 2 hosts, otherwise on 1 more)");
        assertThat(told.values())
                .extracting(EnvironmentValue::hosts)
                .containsExactly(List.of("h2", "h3"), List.of("h1"));
    }

    @Test
    void saysOneThingOfHostsThatAreAlike() {
        Report report = side("staging", kept())
                .and("prod", asking("h1", "1.0", "2.0"), asking("h2", "1.0", "2.0"))
                .report();
        assertThat(broken(report).get(0).explanation().summary()).endsWith("(so on 2 hosts)");
    }

    @Test
    void isSilentWhereEveryPromiseIsKept() {
        assertThat(told(report(kept(), kept()))).isEmpty();
    }

    @Test
    void tellsEachEnvironmentByItself() {
        Report report = report(edited(), edited());
        assertThat(told(report)).hasSize(2);
        assertThat(told(report)).extracting(Cause::severity).containsExactly(Severity.HIGH, Severity.MEDIUM);
        assertThat(broken(report)).extracting(Drift::between).containsOnly(List.of("prod"), List.of("staging"));
    }

    @Test
    void tellsNoValueThatWasWithheld() {
        TestHost secret = host("b")
                .found(
                        "container[shop-web]",
                        "/opt/shop/.env:3",
                        "declared/env[DB_PASSWORD]/state",
                        "other",
                        "declared/env[DB_PASSWORD]/value",
                        new Value.Withheld("secret"),
                        "declared/env[DB_PASSWORD]/actual",
                        new Value.Withheld("secret"));
        TestHost same =
                host("a").found("container[shop-web]", "/opt/shop/.env:3", "declared/env[DB_PASSWORD]/state", "kept");
        assertThat(told(report(same, secret)).get(0).summary())
                .isEqualTo("shop-web in prod is not what its Compose files say: DB_PASSWORD is not what is declared"
                        + " (.env:3)");
    }

    @Test
    void leavesWhatAUserLetsBe() {
        Report report = side("staging", kept())
                .and("prod", edited())
                .policy("rules:\n  - {match: \"container[*]/declared/**\", expect: any, between: [prod]}\n")
                .report();
        assertThat(broken(report)).isEmpty();
    }
}

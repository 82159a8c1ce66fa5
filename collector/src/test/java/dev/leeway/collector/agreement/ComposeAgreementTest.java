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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .isEqualTo(
                        "shop-web in prod is not what its Compose files say: the container has no PAYMENT_TIMEOUT, which"
                                + " docker-compose.yml:12 promises, and it is set in staging; the container publishes port 8080/tcp"
                                + " at 8080, docker-compose.yml:12 says 8081; the container has a memory limit of 256 MiB,"
                                + " docker-compose.yml:12 says 512 MiB");
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
                .endsWith(
                        "the container has TAGV=2.0, docker-compose.yml:9 says 7.7 (so on 2 hosts, otherwise on 1 more)");
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
                .isEqualTo(
                        "shop-web in prod is not what its Compose files say: the container has another DB_PASSWORD than"
                                + " .env:3 says");
    }

    @Test
    void leavesWhatAUserLetsBe() {
        Report report = side("staging", kept())
                .and("prod", edited())
                .policy("rules:\n  - {match: \"container[*]/declared/**\", expect: any, between: [prod]}\n")
                .report();
        assertThat(broken(report)).isEmpty();
    }

    private static Object[] five(Object... more) {
        List<Object> facts = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            facts.addAll(List.of("declared/env[V" + i + "]/state", "missing", "declared/env[V" + i + "]/value", "x"));
        }
        facts.addAll(List.of(more));
        return facts.toArray();
    }

    @Test
    void hidesAnotherTagBehindNoNumberOfVariables() {
        TestHost prod = host("b")
                .found(
                        "container[shop-web]",
                        "/opt/shop/docker-compose.yml:4",
                        five(
                                "declared/image/state",
                                "other",
                                "declared/image/value",
                                "shop/web:1.1",
                                "declared/image/actual",
                                "shop/web:1.0"));
        assertThat(told(report(host("a").section("container[shop-web]"), prod))
                        .get(0)
                        .summary())
                .endsWith("; the container runs shop/web:1.0, docker-compose.yml:4 says shop/web:1.1; and 2 more");
    }

    @Test
    void saysWhereAPortIsElsewhereThatTheContainerPublishesOtherwiseThanItsFileSays() {
        TestHost staging = host("a").section("container[shop-web]", "port[8080%2Ftcp]/host-port", set("8082"));
        TestHost prod = host("b")
                .section(
                        "container[shop-web]",
                        PORT + "state",
                        "other",
                        PORT + "value",
                        set("8081"),
                        PORT + "actual",
                        set("8080"),
                        "port[8080%2Ftcp]/host-port",
                        set("8080"));
        assertThat(told(report(staging, prod)).get(0).summary())
                .endsWith("the container publishes port 8080/tcp at 8080, its file says 8081, staging has it at 8082");
    }

    private static Value set(String text) {
        return Value.SetOf.texts(List.of(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    port[80%2Ftcp] | missing    | 8081 |      | does not publish port 80/tcp, f.yml:1 says 8081
                    port[80%2Ftcp] | undeclared |      | 8081 | publishes port 80/tcp at 8081, which no file declares
                    limit[cpus]    | missing    | 2    |      | has no cpus limit, f.yml:1 says 2
                    limit[cpus]    | undeclared |      | 2    | has a cpus limit of 2, which no file declares
                    env[A]         | missing    | 2    |      | has no A, which f.yml:1 promises
                    env[A]         | undeclared |      | 2    | has A=2, which no file declares
                    env[A]         | undeclared |      |      | has A, which no file declares
                    image          | other      |      |      | runs another image than f.yml:1 says
                    """)
    void saysWhichIsTheContainerAndWhichTheFile(
            String thing, String state, String declared, String actual, String told) {
        List<Object> facts = new ArrayList<>(List.of("declared/" + thing + "/state", state));
        if (declared != null) {
            facts.addAll(List.of("declared/" + thing + "/value", declared));
        }
        if (actual != null) {
            facts.addAll(List.of("declared/" + thing + "/actual", actual));
        }
        TestHost prod = host("b").found("container[shop-web]", "/opt/f.yml:1", facts.toArray());
        assertThat(told(report(host("a").section("container[shop-web]"), prod))
                        .get(0)
                        .summary())
                .isEqualTo("shop-web in prod is not what its Compose files say: the container " + told);
    }
}

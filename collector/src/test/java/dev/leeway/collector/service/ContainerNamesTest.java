package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One Compose project on two hosts: a name that each host's own containers answer to is no server of both. */
class ContainerNamesTest {
    private static final String SHOP = "connection[shop]";
    private static final String TARGET = "endpoint[DATABASE_URL]/target";
    private static final String SHARED = "shared connection[shop]/endpoint[DATABASE_URL]/target dev|prod critical";
    private static final String VARIABLE = "shared env[shop]/DB_HOST dev|prod critical";
    private static final String ALIASES = "network[default]/aliases";

    private static Value names(String... names) {
        return Value.SetOf.texts(Set.of(names));
    }

    private static TestHost shop(String name, Object target) {
        return host(name).section(SHOP, TARGET, target, "endpoint[DATABASE_URL]/engine", "postgresql");
    }

    private static TestHost inContainers(String name, Object target) {
        return shop(name, target)
                .section("container[shop]", "state", "running", ALIASES, names("shop"))
                .section("container[store]", "state", "running", ALIASES, names("store", "pg-db", "kafka1"));
    }

    private static List<String> told(TestHost dev, TestHost prod) {
        return told("", dev, prod);
    }

    private static List<String> told(String policy, TestHost dev, TestHost prod) {
        Report report = side("dev", dev).and("prod", prod).policy(policy).report();
        return lines(report).stream().filter(line -> line.startsWith("shared")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg-db:5432/shop", "pg-db", "PG-DB:5432", "store:5432/shop", "kafka1:9092,pg-db:9092"})
    void takesANameOfEachHostsOwnContainersForNobodysElse(String target) {
        assertThat(told(inContainers("a", target), inContainers("b", target))).isEmpty();
    }

    @Test
    void doesSoForVariablesAndForRulesOfTheUserOnHosts() {
        assertThat(told(
                        inContainers("a", "x:1").section("env[shop]", "DB_HOST", "pg-db", "SERVER_URL/host", "pg-db"),
                        inContainers("b", "y:1").section("env[shop]", "DB_HOST", "pg-db", "SERVER_URL/host", "pg-db")))
                .isEmpty();
        assertThat(told(
                        "rules: [{match: \"connection[*]/endpoint[*]/target\", expect: different}]",
                        inContainers("a", "pg-db:5432/shop"),
                        inContainers("b", "pg-db:5432/shop")))
                .isEmpty();
    }

    @Test
    void knowsAContainerUnderTheNameThatItsPolicyGivesIt() {
        String policy = "services: {front: [shop]}";
        assertThat(told(policy, inContainers("a", "store:5432/shop"), inContainers("b", "store:5432/shop")))
                .isEmpty();
    }

    @Test
    void staysWithItWhereAHostHasNoSuchContainer() {
        assertThat(told(shop("a", "pg-db:5432/shop"), shop("b", "pg-db:5432/shop")))
                .containsExactly(SHARED);
        assertThat(told(inContainers("a", "pg-db:5432/shop"), shop("b", "pg-db:5432/shop")))
                .containsExactly(SHARED);
        assertThat(told(inContainers("a", "db-1:5432/shop"), inContainers("b", "db-1:5432/shop")))
                .containsExactly(SHARED);
        assertThat(told(inContainers("a", "kafka1:9092,db-1:9092"), inContainers("b", "kafka1:9092,db-1:9092")))
                .containsExactly(SHARED);
    }

    @Test
    void staysWithItWhereOneOfSeveralHostsHasNoSuchContainer() {
        Report report = side("dev", inContainers("a", "pg-db:5432/shop"), shop("c", "pg-db:5432/shop"))
                .and("prod", inContainers("b", "pg-db:5432/shop"))
                .report();
        assertThat(lines(report)).contains(SHARED);
    }

    @Test
    void staysWithItWhereContainersWereNotObserved() {
        TestHost blind = shop("b", "pg-db:5432/shop")
                .section("container[shop]", "state", "running", ALIASES, names("shop"))
                .fell("container[store]", Outcome.REFUSED);
        assertThat(told(inContainers("a", "pg-db:5432/shop"), blind)).containsExactly(SHARED);
    }

    @Test
    void staysWithItWhereTheContainerStandsStill() {
        TestHost still = shop("b", "pg-db:5432/shop")
                .section("container[shop]", "state", "running", ALIASES, names("shop"))
                .section("container[store]", "state", "stopped", ALIASES, names("pg-db"));
        assertThat(told(inContainers("a", "pg-db:5432/shop"), still)).containsExactly(SHARED);
    }

    @Test
    void staysWithItWhereNobodyKnowsThatTheEngineAnswersByThatName() {
        // What Leeway calls a service is not always what its network calls it.
        TestHost called = shop("b", "store:5432/shop")
                .section("container[shop]", "state", "running", ALIASES, names("shop"))
                .section("container[store]", "state", "running", ALIASES, names("store-blue"));
        assertThat(told(inContainers("a", "store:5432/shop"), called)).containsExactly(SHARED);
    }

    @Test
    void staysWithItWhereTheServiceDoesNotAskThatContainersNetwork() {
        TestHost outside =
                shop("b", "pg-db:5432/shop").section("container[store]", "state", "running", ALIASES, names("pg-db"));
        assertThat(told(inContainers("a", "pg-db:5432/shop"), outside)).containsExactly(SHARED);
        TestHost apart = shop("b", "pg-db:5432/shop")
                .section("container[shop]", "state", "running", "network[front]/aliases", names("shop"))
                .section("container[store]", "state", "running", "network[back]/aliases", names("pg-db"));
        assertThat(told(inContainers("a", "pg-db:5432/shop"), apart)).containsExactly(SHARED);
        TestHost nameless = shop("b", "store:5432/shop")
                .section("container[shop]", "state", "running", "network[bridge]/aliases", names())
                .section("container[store]", "state", "running", "network[bridge]/aliases", names());
        assertThat(told(inContainers("a", "store:5432/shop"), nameless)).containsExactly(SHARED);
    }

    @Test
    void staysWithItWhereTheContainerWasToldAnotherAddress() {
        TestHost diverted = shop("b", "pg-db:5432/shop")
                .section(
                        "container[shop]", "state", "running", ALIASES, names("shop"), "extra-host[pg-db]", "192.0.2.7")
                .section("container[store]", "state", "running", ALIASES, names("pg-db"));
        assertThat(told(inContainers("a", "pg-db:5432/shop"), diverted)).containsExactly(SHARED);
    }

    @Test
    void staysWithItForNamesWithDots() {
        String name = "db.shop.example";
        TestHost one = shop("a", name + ":5432/shop")
                .section("container[shop]", "state", "running", ALIASES, names("shop", name));
        TestHost other = shop("b", name + ":5432/shop")
                .section("container[shop]", "state", "running", ALIASES, names("shop", name));
        assertThat(told(one, other)).containsExactly(SHARED);
    }

    @Test
    void staysWithBucketsAndWithWhatAUserWantsApartThatIsNoServer() {
        assertThat(told(
                        inContainers("a", "x:1").section("env[shop]", "UPLOAD_BUCKET", "shop"),
                        inContainers("b", "y:1").section("env[shop]", "UPLOAD_BUCKET", "shop")))
                .containsExactly("shared env[shop]/UPLOAD_BUCKET dev|prod critical");
        assertThat(told(
                        "rules: [{match: \"env[*]/DB_HOST\", expect: different, severity: critical}]",
                        inContainers("a", "x:1").section("env[shop]", "DB_HOST", "shop"),
                        inContainers("b", "y:1").section("env[shop]", "DB_HOST", "shop")))
                .containsExactly(VARIABLE);
    }

    @Test
    void takesAContainerOfItsOwnThatBearsProductionsNameForNoCrossing() {
        TestHost own = shop("a", "db-prod:5432/shop")
                .section("container[shop]", "state", "running", ALIASES, names("shop", "db-prod"));
        assertThat(told(own, shop("b", "db-1:5432/shop"))).isEmpty();
        assertThat(told(shop("a", "db-prod:5432/shop"), shop("b", "db-1:5432/shop")))
                .containsExactly(SHARED);
    }
}

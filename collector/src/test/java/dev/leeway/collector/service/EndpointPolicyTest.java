package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped policy says of the databases that services lead to. */
class EndpointPolicyTest {
    private static final String SHOP = "connection[shop]";
    private static final String TARGET = "endpoint[DATABASE_URL]/target";
    private static final String ENGINE = "endpoint[DATABASE_URL]/engine";

    private static Report targets(String left, Object one, String right, Object other) {
        return side(left, host("a").section(SHOP, TARGET, one, ENGINE, "postgresql"))
                .and(right, host("b").section(SHOP, TARGET, other, ENGINE, "postgresql"))
                .report();
    }

    private static Value set(String... texts) {
        return Value.SetOf.texts(Set.of(texts));
    }

    @Test
    void reportsADatabaseThatDevelopmentSharesWithProduction() {
        Report report = targets("dev", "db-prod-1:5432/shop", "prod", "db-prod-1:5432/shop");
        assertThat(lines(report))
                .containsExactly("shared connection[shop]/endpoint[DATABASE_URL]/target dev|prod critical");
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }

    @Test
    void reportsOneServerOfSeveralThatIsShared() {
        Report report = targets("dev", "db-1:5432/shop", "prod", set("db-1:5432/shop", "db-2:5432/shop"));
        assertThat(lines(report))
                .containsExactly("shared connection[shop]/endpoint[DATABASE_URL]/target dev|prod critical");
    }

    @Test
    void leavesDatabasesOfTheirOwnAlone() {
        assertThat(lines(targets("dev", "db-1:5432/shop", "prod", "db-2:5432/shop")))
                .isEmpty();
        assertThat(lines(targets("dev", "db-1:5432/a", "prod", "db-1:5432/b"))).isEmpty();
        assertThat(lines(targets("dev", "db-1:5432/shop", "staging", "db-1:5432/shop")))
                .isEmpty();
        assertThat(lines(targets("dev", set("a:1/x", "b:1/x"), "prod", set("c:1/x", "d:1/x"))))
                .isEmpty();
    }

    @Test
    void takesWhatEveryHostHasForItselfForNobodysElse() {
        assertThat(lines(targets("dev", "localhost:5432/shop", "prod", "localhost:5432/shop")))
                .isEmpty();
        assertThat(lines(targets("dev", "[::1]:5432/shop", "prod", "[::1]:5432/shop")))
                .isEmpty();
        assertThat(lines(targets("dev", "127.0.0.1:5432/shop", "prod", "127.0.0.1:5432/shop")))
                .isEmpty();
        assertThat(lines(targets("dev", "db:5432/shop", "prod", "db:5432/shop")))
                .isEmpty();
        assertThat(lines(targets("dev", "[fe80::1]:5432/shop", "prod", "[fe80::1]:5432/shop")))
                .isEmpty();
        assertThat(lines(targets("dev", set("redis:6379", "mail:25"), "prod", set("redis:6379", "kafka:9092"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"172.17.0.2", "172.18.0.2", "172.23.255.9", "172.30.0.2", "10.42.0.7", "10.244.3.7", "10.88.0.2"
            })
    void takesAddressesOfContainersForNobodysElse(String address) {
        assertThat(lines(targets("dev", address + ":5432/shop", "prod", address + ":5432/shop")))
                .isEmpty();
        assertThat(lines(side("dev", host("a").section("env[shop]", "DB_HOST", address))
                        .and("prod", host("b").section("env[shop]", "DB_HOST", address))
                        .report()))
                .isEmpty();
        assertThat(lines(side("dev", host("a").section(SHOP, "endpoint[tcp:5432]/address", address))
                        .and("prod", host("b").section(SHOP, "endpoint[tcp:5432]/address", address))
                        .report()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "172.20.0.9, 172.20.0.0/16, 1",
        "10.42.0.7, 10.42.0.0/24, 1",
        "10.42.1.7, 10.42.0.0/24, 0",
        "172.20.0.9, 10.42.0.0/16, 0",
        "10.42.0.17, 10.0.0.0/8, 0",
        "10.88.0.2, 10.0.0.0/8, 0",
        "10.244.3.7, 10.128.0.0/9, 0",
        "172.20.0.9, 172.16.0.0/12, 0",
        "172.18.0.9, 172.18.0.0/15, 0",
        "10.88.0.2, 10.88.0.0/16, 1",
        "10.1.0.5, 10.0.0.0/8, 1",
        "127.0.0.1, 127.0.0.0/8, 0",
        "169.254.1.1, 169.254.0.0/16, 0"
    })
    void believesThePolicyThatANetworkIsReal(String address, String network, int told) {
        String policy = "environments: [{name: dev, networks: [" + network + "]}, prod]\n";

        assertThat(lines(side("dev", host("a").section("env[shop]", "DB_HOST", address))
                        .and("prod", host("b").section("env[shop]", "DB_HOST", address))
                        .policy(policy)
                        .report()))
                .hasSize(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.16.0.2", "172.31.0.2", "10.43.0.7", "10.0.0.5"})
    void reportsAddressesOfRealNetworks(String address) {
        assertThat(lines(targets("dev", address + ":5432/shop", "prod", address + ":5432/shop")))
                .hasSize(1);
        assertThat(lines(side("dev", host("a").section("env[shop]", "DB_HOST", address))
                        .and("prod", host("b").section("env[shop]", "DB_HOST", address))
                        .report()))
                .hasSize(1);
        assertThat(lines(side("dev", host("a").section(SHOP, "endpoint[tcp:5432]/address", address))
                        .and("prod", host("b").section(SHOP, "endpoint[tcp:5432]/address", address))
                        .report()))
                .hasSize(1);
    }

    @Test
    void findsSqliteWhereProductionHasAServer() {
        Report report = side(
                        "dev",
                        host("a").section(SHOP, ENGINE, "sqlite", "endpoint[DATABASE_URL]/store", "working-directory"))
                .and("prod", host("b").section(SHOP, ENGINE, "postgresql", TARGET, "db-1:5432/shop"))
                .report();
        assertThat(lines(report))
                .containsExactly("different connection[shop]/endpoint[DATABASE_URL]/engine dev|prod high");
    }

    @Test
    void findsASqliteFileThatNoSettingNames() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        SHOP,
                                        "endpoint[sqlite:shop.db]/engine",
                                        "sqlite",
                                        "endpoint[sqlite:shop.db]/store",
                                        "working-directory"))
                .and("prod", host("b").section(SHOP))
                .report();
        assertThat(lines(report))
                .containsExactly("missing connection[shop]/endpoint[sqlite:shop.db]/engine dev|prod high");
    }

    @Test
    void findsSqliteInProduction() {
        Report report = side("staging", host("a").section(SHOP, ENGINE, "postgresql"))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        SHOP,
                                        ENGINE,
                                        "postgresql",
                                        "endpoint[sqlite:shop.db]/store",
                                        "working-directory"))
                .report();
        assertThat(lines(report))
                .containsExactly("unexpected connection[shop]/endpoint[sqlite:shop.db]/store prod high");
    }

    @Test
    void findsAnotherEngineInStaging() {
        Report report = side("staging", host("a").section(SHOP, ENGINE, "mysql"))
                .and("prod", host("b").section(SHOP, ENGINE, "mariadb"))
                .report();
        assertThat(lines(report))
                .containsExactly("different connection[shop]/endpoint[DATABASE_URL]/engine staging|prod high");
    }

    @Test
    void findsAConnectionToAServerOfProductionThatNoSettingNames() {
        Report report = side("dev", host("a").section(SHOP, "endpoint[tcp:5432]/address", "192.0.2.7"))
                .and("prod", host("b").section(SHOP, "endpoint[tcp:5432]/address", "192.0.2.7"))
                .report();
        assertThat(lines(report))
                .containsExactly("shared connection[shop]/endpoint[tcp:5432]/address dev|prod critical");
    }

    @Test
    void isSilentOfConnectionsThatComeAndGo() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        SHOP,
                                        "endpoint[tcp:6379]/address",
                                        "192.0.2.7",
                                        "endpoint[tcp:6379]/established",
                                        true))
                .and("prod", host("b").section(SHOP))
                .report();
        assertThat(lines(report)).isEmpty();
    }
}

package dev.leeway.collector.isolation;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.Item;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrangersTest extends ServerScene {
    private static Report production(String policy, Object... facts) {
        return side("staging", host("a").section("database[orders]", on(tag(2), tag(22), "10.0.7.5", "orders")))
                .and("prod", host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders", facts)))
                .policy(policy)
                .report();
    }

    private static Value set(String... texts) {
        return Value.SetOf.texts(List.of(texts));
    }

    @Test
    void knowsClientsByTheNetworkTheyComeFrom() {
        Report report = production(
                POLICY,
                "client[app]/address",
                set("10.0.0.0/24", "10.1.4.0/24"),
                "client[app]/application",
                set("(unnamed)"),
                "grant[app]/table[public.orders]",
                set("INSERT", "SELECT"));
        assertThat(isolation(report)).containsExactly("unexpected database[orders]/client[app]/address critical");
        assertThat(first(report))
                .isEqualTo("critical dev is connected to production's database orders as app, which may INSERT:"
                        + " from 10.1.4.0/24, a network of dev");
    }

    @Test
    void knowsThemByNamesTheyBear() {
        assertThat(first(production(POLICY, "client[app]/application", set("shop-staging"))))
                .isEqualTo("critical staging is connected to production's database orders as app:"
                        + " the application shop-staging bears the name of staging");
        assertThat(first(production(POLICY, "client[stg_app]/application", set("(unnamed)"))))
                .isEqualTo("critical staging is connected to production's database orders as stg_app:"
                        + " the role bears the name of staging");
    }

    @Test
    void knowsRolesThatMayWriteThoughNobodyIsConnected() {
        Report report = production(POLICY, "grant[dev_app]/table[public.orders]", set("SELECT", "DELETE"));
        assertThat(isolation(report))
                .containsExactly("unexpected database[orders]/grant[dev_app]/table[public.orders] critical");
        assertThat(first(report))
                .isEqualTo("critical dev has rights on production's database orders as dev_app, which may DELETE:"
                        + " the role bears the name of dev");
    }

    @Test
    void makesPeopleAlertThoughOnlyProductionsSideSeesThem() {
        for (Object[] facts : new Object[][] {
            {"client[app]/address", set("10.1.4.0/24")},
            {"grant[dev_app]/table[public.orders]", set("SELECT", "DELETE")},
            {"role[dev_app]/superuser", true}
        }) {
            Report report = production(POLICY, facts);
            assertThat(Breaches.decide(report, Map.of(), report.asOf(), Duration.ofDays(7))
                            .fresh())
                    .extracting(Item::environments)
                    .containsExactly(List.of("prod"));
        }
    }

    @Test
    void leavesProductionsOwnAlone() {
        assertThat(isolation(production(
                        POLICY,
                        "client[app]/address",
                        set("10.0.0.0/24", "loopback", "socket", "other"),
                        "client[app]/application",
                        set("shop-prod", "prod-dev-sync", "psql", "product-device"),
                        "grant[local_admin]/table[public.orders]",
                        set("INSERT"),
                        "grant[dev_reader]/table[public.orders]",
                        set("SELECT"),
                        "grant[app]/table[public.orders]",
                        set("INSERT"))))
                .isEmpty();
    }

    @Test
    void keepsSilentWhereTheUserSaysSo() {
        String policy = POLICY + "rules: [{match: \"database[orders]/client[app]/**\", expect: any}]\n";
        assertThat(isolation(production(policy, "client[app]/address", set("10.1.4.0/24"))))
                .isEmpty();
    }

    private static final String STRANGER = "unexpected database[orders]/client[app]/address critical";

    private static Report rules(String... rules) {
        return production(
                POLICY + "rules: [" + String.join(", ", rules) + "]\n", "client[app]/address", set("10.1.4.0/24"));
    }

    private static String any(String more) {
        return "{match: \"database[*]/client[*]/**\", expect: any" + more + "}";
    }

    @Test
    void isNotSilencedByWhatMayDifferBetweenTwoEnvironments() {
        assertThat(isolation(rules(any(", between: [staging, prod]")))).containsExactly(STRANGER);
        assertThat(isolation(rules(any(", between: [prod]")))).isEmpty();
    }

    @Test
    void listensToTheLastRuleThatSpeaks() {
        String same = "{match: \"database[orders]/client[app]/**\", expect: same}";
        assertThat(isolation(rules(any(""), same))).containsExactly(STRANGER);
        assertThat(isolation(rules(same, any("")))).isEmpty();
    }

    @Test
    void keepsWhatTheUserLetsBeInTheReport() {
        assertThat(rules(any("")).drifts())
                .filteredOn(drift -> drift.state() == DriftState.UNEXPECTED)
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.disposition()).isEqualTo(Disposition.WITHIN_LEEWAY);
                    assertThat(drift.judgedBy()).startsWith("leeway.yaml:");
                });
    }
}

package dev.leeway.collector.isolation;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody of dev logs in anywhere, and production's agent looks at a server of its own host. */
class UntracedTest extends ServerScene {
    private static final String HELD = "where DATABASE_URL leads could not be held against prod's database orders: ";

    private static Object[] leading(String address, Object... more) {
        Object[] facts = {
            "endpoint[DATABASE_URL]/host", "legacy-db.internal",
            "endpoint[DATABASE_URL]/target", "legacy-db.internal:5432/shop",
            "endpoint[DATABASE_URL]/address", address
        };
        Object[] all = new Object[facts.length + more.length];
        System.arraycopy(facts, 0, all, 0, facts.length);
        for (int i = 0; i < more.length; i++) {
            all[facts.length + i] = i % 2 == 0 ? "endpoint[DATABASE_URL]/" + more[i] : more[i];
        }
        return all;
    }

    private static Object[] wired(String address) {
        return leading(address, "engine", "postgresql", "port", 5432, "database", "shop");
    }

    private static Object[] prod(String address) {
        return on(tag(1), tag(11), address, "shop");
    }

    private static TestHost dev(Object... connection) {
        return host("a").section("connection[shop-web]", connection);
    }

    private static Report told(Object[] connection, Object[] prod) {
        return report(dev(connection), host("b").section("database[orders]", prod));
    }

    private static List<Gap> gaps(Report report) {
        return report.coverage().gaps().stream()
                .filter(gap -> gap.reason().contains("could not be held"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {address}  | its address is told as the host's own
            127.0.0.1  | its address is told as 127.0.0.1, which is another place on every host
            172.17.0.2 | its address is told as 172.17.0.2, which is another place on every host
            ''         | its address was not seen
            """)
    void namesAConnectionThatMayLeadToAServerOfWhichNobodySaysWhereItIs(String address, String why) {
        Report report = told(wired("10.20.10.5"), prod(address));

        assertThat(gaps(report)).hasSize(1);
        Gap gap = gaps(report).get(0);
        assertThat(gap.reason()).isEqualTo(HELD + why);
        assertThat(gap.pattern()).isEqualTo("connection[shop-web]/endpoint[DATABASE_URL]/address");
        assertThat(gap.environment()).isEqualTo("dev");
        assertThat(gap.hosts()).containsExactly("a");
        assertThat(isolation(report)).isEmpty();
    }

    @Test
    void takesWhatIsUntoldForNothingThatTellsThemApart() {
        assertThat(gaps(told(leading("10.20.10.5"), prod("{address}")))).hasSize(1);
        assertThat(gaps(told(leading("10.20.10.5", "port", 5432), prod("{address}"))))
                .hasSize(1);
    }

    @Test
    void isQuietWherePortDatabaseOrEngineDiffer() {
        assertThat(List.of(
                        leading("10.20.10.5", "engine", "postgresql", "port", 5433, "database", "shop"),
                        leading("10.20.10.5", "engine", "postgresql", "port", 5432, "database", "bills"),
                        leading("10.20.10.5", "engine", "redis", "port", 5432)))
                .allSatisfy(connection ->
                        assertThat(gaps(told(connection, prod("{address}")))).isEmpty());
    }

    /** The last lies in what the policy lists as dev's own network. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "172.18.0.3", "10.42.0.9", "{address}", "10.1.0.9"})
    void isQuietWhereTheConnectionStaysInItsEnvironment(String address) {
        assertThat(gaps(told(wired(address), prod("{address}")))).isEmpty();
    }

    @Test
    void isQuietWhereAnAgentLookedAtTheServerTheConnectionLeadsTo() {
        TestHost dev = dev(wired("10.20.10.5")).section("database[shop]", on(tag(2), tag(21), "10.20.10.5", "shop"));
        assertThat(gaps(report(dev, host("b").section("database[orders]", prod("{address}")))))
                .isEmpty();
        TestHost other = dev(wired("10.20.10.5")).section("database[shop]", on(tag(2), tag(21), "10.20.10.6", "shop"));
        assertThat(gaps(report(other, host("b").section("database[orders]", prod("{address}")))))
                .hasSize(1);
    }

    /** An agent on another host of production's says where the server is. */
    @Test
    void isQuietWhereAnotherLookTellsTheAddress() {
        Report apart = side("dev", dev(wired("10.20.10.6")))
                .and(
                        "prod",
                        host("b").section("database[orders]", prod("{address}")),
                        host("c").section("database[orders]", prod("10.20.10.5")))
                .policy(POLICY)
                .report();
        assertThat(gaps(apart)).isEmpty();
        Report there = side("dev", dev(wired("10.20.10.5")))
                .and(
                        "prod",
                        host("b").section("database[orders]", prod("{address}")),
                        host("c").section("database[orders]", prod("10.20.10.5")))
                .policy(POLICY)
                .report();
        assertThat(gaps(there)).isEmpty();
        assertThat(first(there)).startsWith("critical shop-web connects to production's database");
    }

    @Test
    void asksNothingOfADatabaseInAFile() {
        Object[] file = {"server/product", "SQLite"};
        assertThat(gaps(told(leading("10.20.10.5"), file))).isEmpty();
    }

    @Test
    void asksNothingWhereThePolicyLetsThemShare() {
        Report report = side("dev", dev(wired("10.20.10.5")))
                .and("prod", host("b").section("database[orders]", prod("{address}")))
                .policy(POLICY + "rules: [{match: 'database[*]/server/instance', expect: any}]\n")
                .report();
        assertThat(gaps(report)).isEmpty();
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static List<Cause> told(TestHost dev, TestHost prod) {
        Report report = side("dev", dev).and("prod", prod).report();
        return report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN)
                .toList();
    }

    private static TestHost leading(String name, String... endpoints) {
        List<Object> facts = new ArrayList<>();
        for (String each : endpoints) {
            String[] parts = each.split("=", -1);
            facts.addAll(List.of("endpoint[" + parts[0] + "]/engine", "postgresql"));
            facts.addAll(List.of("endpoint[" + parts[0] + "]/target", parts[1]));
        }
        return host(name).section("connection[shop]", facts.toArray());
    }

    @Test
    void tellsASettingThatRefersToAVariableWithThatVariable() {
        TestHost dev = leading("a", "DATABASE_URL=db-prod-1:5432/shop", "spring.datasource.url=db-prod-1:5432/shop")
                .section("env[shop]", "DATABASE_URL/host", "db-prod-1");
        TestHost prod = leading("b", "DATABASE_URL=db-prod-1:5432/shop", "spring.datasource.url=db-prod-1:5432/shop")
                .section("env[shop]", "DATABASE_URL/host", "db-prod-1");

        List<Cause> causes = told(dev, prod);
        assertThat(causes).hasSize(1);
        assertThat(causes.get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(causes.get(0).summary())
                .startsWith(
                        "shop connects to production's database: DATABASE_URL is db-prod-1:5432/shop in dev as in prod");
        assertThat(causes.get(0).drifts()).hasSize(3);
    }

    @Test
    void keepsConnectionsToTwoDatabasesApart() {
        List<Cause> causes = told(
                leading("a", "DATABASE_URL=db-prod-1:5432/shop", "REPORTS_URL=db-prod-1:5432/reports"),
                leading("b", "DATABASE_URL=db-prod-1:5432/shop", "REPORTS_URL=db-prod-1:5432/reports"));
        assertThat(causes).hasSize(2);
    }

    private static TestHost file(String name, String... files) {
        List<Object> facts = new ArrayList<>();
        for (String each : files) {
            facts.addAll(List.of("endpoint[sqlite:" + each + "]/engine", "sqlite"));
            facts.addAll(List.of("endpoint[sqlite:" + each + "]/store", "working-directory"));
        }
        return host(name).section("connection[shop]", facts.toArray()).section("env[shop]", "MODE", "x");
    }

    @Test
    void tellsAFileInPlaceOfAServerAsOne() {
        TestHost prod = leading("b", "DATABASE_URL=db:5432/shop")
                .section("env[shop]", "MODE", "x", "DATABASE_URL/host", "db", "DATABASE_URL/database", "shop");
        List<Cause> causes = told(file("a", "shop.db"), prod);
        assertThat(causes)
                .singleElement()
                .satisfies(cause -> assertThat(cause.severity()).isEqualTo(Severity.HIGH))
                .extracting(Cause::summary)
                .isEqualTo("shop keeps its data in sqlite (shop.db) in dev, in postgresql (DATABASE_URL) in prod");
    }

    @Test
    void guessesNothingWhereThereAreSeveralFilesOrServers() {
        assertThat(told(file("a", "shop.db", "cache.db"), leading("b", "DATABASE_URL=db:5432/shop")))
                .hasSizeGreaterThan(1)
                .noneMatch(cause -> cause.summary().contains("keeps its data"));
        assertThat(told(file("a", "shop.db"), leading("b", "DATABASE_URL=db:5432/shop", "OTHER_URL=db:5432/other")))
                .hasSizeGreaterThan(1)
                .noneMatch(cause -> cause.summary().contains("keeps its data"));
    }

    @Test
    void takesACacheForNoDatabase() {
        TestHost prod = host("b")
                .section("connection[shop]", "endpoint[REDIS_URL]/engine", "redis", "endpoint[REDIS_URL]/target", "r:1")
                .section("env[shop]", "MODE", "x");
        assertThat(told(file("a", "shop.db"), prod))
                .noneMatch(cause -> cause.summary().contains("keeps its data"));
    }

    @Test
    void tellsTheSettingsOfAConnectionWithIt() {
        List<Cause> causes = told(
                leading("a", "SPRING_DATASOURCE=db-prod-1:5432/shop")
                        .section("env[shop]", "SPRING_DATASOURCE_URL/host", "db-prod-1"),
                leading("b", "SPRING_DATASOURCE=db-prod-1:5432/shop")
                        .section("env[shop]", "SPRING_DATASOURCE_URL/host", "db-prod-1"));
        assertThat(causes).hasSize(1);
    }

    private static TestHost by(String name, String engine, String target, String... settings) {
        List<Object> facts = new ArrayList<>();
        for (String each : settings) {
            facts.addAll(List.of("endpoint[" + each + "]/engine", engine, "endpoint[" + each + "]/target", target));
        }
        return host(name).section("connection[shop]", facts.toArray());
    }

    @Test
    void tellsAnotherEngineOnceWhicheverSettingsLeadThere() {
        assertThat(told(
                        by("a", "mysql", "a:1/shop", "DATABASE_URL", "spring.datasource.url"),
                        by("b", "postgresql", "b:1/shop", "DATABASE_URL", "spring.datasource.url")))
                .extracting(Cause::summary)
                .containsExactly("shop: connection endpoint DATABASE_URL engine is mysql in dev, postgresql in prod;"
                        + " spring.datasource.url leads there too");
    }

    private static final String EXPECT_SAME = "rules: [{match: 'connection[*]/endpoint[*]/**', expect: same,"
            + " between: [dev, prod], severity: medium}]\n";

    private static List<Cause> strictly(TestHost dev, TestHost prod) {
        return side("dev", dev).and("prod", prod).policy(EXPECT_SAME).report().causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN)
                .toList();
    }

    private static TestHost two(String name, String aspect, Object cache, String engine, Object orders) {
        return host(name)
                .section(
                        "connection[shop]",
                        "endpoint[CACHE_URL]/engine",
                        engine,
                        "endpoint[CACHE_URL]/" + aspect,
                        cache,
                        "endpoint[ORDERS_URL]/engine",
                        "postgresql",
                        "endpoint[ORDERS_URL]/" + aspect,
                        orders);
    }

    private static Value secret(int content) {
        return new Value.Secret(List.of(RandomFleet.tag(0, content)), Presence.TAGGED);
    }

    @Test
    void tellsTwoWithheldTargetsOfProductionApart() {
        List<Cause> causes = told(
                two("a", "target", secret(1), "redis", secret(2)), two("b", "target", secret(1), "redis", secret(2)));
        assertThat(causes)
                .extracting(Cause::summary)
                .anyMatch(line ->
                        line.startsWith("shop connects to production's redis: CACHE_URL is (secret) in dev as in prod"))
                .anyMatch(line -> line.startsWith(
                        "shop connects to production's database: ORDERS_URL is (secret) in dev as in prod"))
                .hasSize(2);
    }

    /** Nothing but the tags tells them apart. */
    @Test
    void holdsWithheldTargetsAgainstEachOtherByTheirTags() {
        assertThat(told(
                        two("a", "target", secret(1), "postgresql", secret(2)),
                        two("b", "target", secret(1), "postgresql", secret(2))))
                .hasSize(2);
        assertThat(told(
                        two("a", "target", secret(1), "postgresql", secret(1)),
                        two("b", "target", secret(1), "postgresql", secret(1))))
                .singleElement()
                .extracting(Cause::summary)
                .asString()
                .endsWith("; ORDERS_URL leads there too");
    }

    @Test
    void tellsTwoWithheldTargetsThatDifferApart() {
        assertThat(strictly(
                        two("a", "target", secret(1), "mysql", secret(2)),
                        two("b", "target", secret(3), "mysql", secret(4))))
                .extracting(Cause::summary)
                .anyMatch(line -> line.contains("CACHE_URL"))
                .anyMatch(line -> line.contains("ORDERS_URL"))
                .hasSize(2);
    }

    @Test
    void tellsTwoServersOfOneHostApartByWhatIsAlike() {
        assertThat(strictly(two("a", "host", "db-1", "redis", "db-1"), two("b", "host", "db-2", "redis", "db-2")))
                .extracting(Cause::summary)
                .anyMatch(line -> line.contains("CACHE_URL"))
                .anyMatch(line -> line.contains("ORDERS_URL"))
                .hasSize(2);
        assertThat(told(two("a", "target", "db-1", "redis", "db-1"), two("b", "target", "db-1", "redis", "db-1")))
                .hasSize(2);
    }

    @Test
    void takesNoFileForAServerThatBothSidesHave() {
        TestHost dev = host("a")
                .section(
                        "connection[shop]",
                        "endpoint[DATABASE_URL]/engine",
                        "postgresql",
                        "endpoint[sqlite:cache.db]/engine",
                        "sqlite",
                        "endpoint[sqlite:cache.db]/store",
                        "working-directory");
        for (String engine : List.of("clickhouse", "mysql")) {
            TestHost prod = host("b")
                    .section(
                            "connection[shop]",
                            "endpoint[DATABASE_URL]/engine",
                            "postgresql",
                            "endpoint[AUDIT_URL]/engine",
                            engine);
            assertThat(told(dev, prod))
                    .as(engine)
                    .hasSize(2)
                    .noneMatch(cause -> cause.summary().contains("keeps its data"));
        }
    }

    @Test
    void takesNoStoreOfAnotherSortForWhatStandsInPlaceOfAFile() {
        for (String engine : List.of("clickhouse", "mongodb", "cassandra", "neo4j")) {
            TestHost prod = host("b")
                    .section("connection[shop]", "endpoint[AUDIT_URL]/engine", engine)
                    .section("env[shop]", "MODE", "x");
            assertThat(told(file("a", "shop.db"), prod))
                    .as(engine)
                    .hasSize(2)
                    .noneMatch(cause -> cause.summary().contains("keeps its data"));
        }
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
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
                .containsExactly("shop: connection endpoint DATABASE_URL engine is mysql in dev, postgresql in prod");
    }
}

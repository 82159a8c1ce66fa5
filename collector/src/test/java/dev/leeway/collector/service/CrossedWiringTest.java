package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incident 2, seen without a word from production: an endpoint that bears another environment's name. */
class CrossedWiringTest {
    private static final String HOST = "env[shop]/DATABASE_URL/host";
    private static final String CROSSED = "shared env[shop]/DATABASE_URL/host staging|prod critical";

    private static Compared hosts(Object staging, Object prod) {
        return side("staging", host("a").section("env[shop]", "DATABASE_URL/host", staging))
                .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", prod));
    }

    @Test
    void findsStagingWiredToProductionThoughProductionUsesAnotherHost() {
        Report report = hosts("db.prod.shop.example", "db2.prod.shop.example").report();

        assertThat(lines(report)).containsExactly(CROSSED);
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
        Explanation explanation = at(report, HOST).explanation();
        assertThat(explanation.summary())
                .isEqualTo("shop: DATABASE_URL host in staging names prod: db.prod.shop.example");
        assertThat(explanation.why()).isEqualTo("Work outside production would reach what production lives on.");
        assertThat(explanation.align()).startsWith("Point staging at its own");
    }

    @Test
    void findsHostsThatWereSwapped() {
        Report report = hosts("db.prod.shop.example", "db.staging.shop.example").report();

        assertThat(lines(report)).containsExactly(CROSSED);
        assertThat(at(report, HOST).explanation().summary())
                .isEqualTo("shop: DATABASE_URL host is crossed: in staging it names prod (db.prod.shop.example),"
                        + " in prod it names staging (db.staging.shop.example)");
    }

    @Test
    void findsProductionWiredToStaging() {
        Report report = hosts("db1.stg.shop.example", "db2.stg.shop.example").report();

        assertThat(lines(report)).containsExactly(CROSSED);
        Drift drift = at(report, HOST);
        assertThat(drift.explanation().summary())
                .isEqualTo("shop: DATABASE_URL host in prod names staging: db2.stg.shop.example");
        assertThat(drift.explanation().why()).startsWith("What prod does would happen in staging");
    }

    @Test
    void findsItThoughProductionHasNoSuchVariable() {
        Report report = side("staging", host("a").section("env[shop]", "DATABASE_URL/host", "db-prod-1"))
                .and("prod", host("b").section("env[shop]"))
                .report();

        assertThat(lines(report)).containsExactly(CROSSED, "missing env[shop]/DATABASE_URL/host staging|prod medium");
    }

    @Test
    void findsTheOneReplicaThatIsWiredToProduction() {
        Report report = side(
                        "staging",
                        host("a").section("env[shop]", "DATABASE_URL/host", "db.staging.shop.example"),
                        host("b").section("env[shop]", "DATABASE_URL/host", "db.staging.shop.example"),
                        host("c").section("env[shop]", "DATABASE_URL/host", "db.prod.shop.example"))
                .and("prod", host("d").section("env[shop]", "DATABASE_URL/host", "db2.prod.shop.example"))
                .report();

        assertThat(lines(report)).contains(CROSSED);
        assertThat(at(report, HOST, DriftState.SHARED).explanation().summary())
                .isEqualTo("shop: DATABASE_URL host in staging names prod: db.prod.shop.example");
    }

    @Test
    void countsItAsADifferenceAndNotAsOneTheLeewayCovers() {
        Report report = hosts("db.prod.shop.example", "db2.prod.shop.example").report();

        assertThat(report.coverage().withinLeeway()).isZero();
        assertThat(report.coverage().same()).isZero();
        assertThat(report.drifts()).hasSize(1);
    }

    @Test
    void keepsOneIdWhetherTheHostIsTheSameOrOnlyNamesTheOther() {
        Drift shared = at(hosts("db.prod.x", "db.prod.x").report(), HOST);
        Drift crossed = at(hosts("db.prod.x", "db2.prod.x").report(), HOST);

        assertThat(crossed.id()).isEqualTo(shared.id());
    }

    @ParameterizedTest
    @CsvSource({
        "db-prod-1, db-prod-2",
        "prod-db.shop.example, db.shop.example",
        "db_production, db",
        "DB.PRD.shop.example, db.shop.example",
        "shop.c9akciq32.production.rds.example, other",
        "postgres.prod, postgres-2.prod",
        "postgres.prod.svc.cluster.local, postgres",
        "postgres.shop-prod.svc.cluster.local, postgres",
        "'k1.staging.x:9092,k2.prod.x:9092', 'k1.prod.x:9092'",
        "s3://prod/orders, s3://orders",
        "amqp.live.shop.example, amqp.shop.example",
    })
    void seesTheNameInAnyPartOfAHost(String staging, String prod) {
        assertThat(lines(hosts(staging, prod).report())).containsExactly(CROSSED);
    }

    @Test
    void looksAtEveryMemberOfASet() {
        Value one = new Value.SetOf(List.of(new Value.Text("k1.staging.x"), new Value.Text("k2.prod.x")));
        Value other = new Value.SetOf(List.of(new Value.Text("k1.prod.x")));

        assertThat(lines(hosts(one, other).report())).contains(CROSSED);
    }

    @ParameterizedTest
    @CsvSource({
        // a part of a word is no word
        "product-db, product-db-2",
        "reproduction.x, db",
        "prodigy-db, prodigy-db-2",
        "db-prod2x, db",
        // a compound that means something else
        "production-line.x, production-line-2.x",
        "live-stream-media, live-stream-media-2",
        "db.pre-prod.x, db.prod.x",
        "db.non-prod.x, db.prod.x",
        "prod-like-db.x, db.prod.x",
        "db-prod-copy.x, db.prod.x",
        // an environment's own name beside the other's says whose it is
        "prod.staging.shop.example, db.prod.x",
        "staging-of-prod.x, db.prod.x",
        // domains
        "db.shop.live, db2.shop.live",
        "smtp.live.com, smtp.mailer.example",
        "db.staging.x, db.svc.cluster.local",
        // plain differences
        "db.staging.shop.example, db.prod.shop.example",
        "10.0.0.1, 10.0.0.2",
        "localhost, db.prod.x",
    })
    void isNotMisledBy(String staging, String prod) {
        assertThat(lines(hosts(staging, prod).report())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dev, db.shop.dev", "dev, postgres.svc.cluster.local", "test, db.shop.test", "local, kafka.local"})
    void takesTheEndOfADomainForNoEnvironment(String environment, String prod) {
        Report report = side(environment, host("a").section("env[shop]", "DATABASE_URL/host", "db.here.example"))
                .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", prod))
                .report();

        assertThat(lines(report)).isEmpty();
    }

    @Test
    void drawsNothingFromNamesTooShortToMeanOne() {
        String policy =
                "environments: [b, eu, a]\nrules: [{match: \"" + HOST + "\", expect: different, severity: critical}]";
        Report report = side("b", host("x").section("env[shop]", "DATABASE_URL/host", "db-a.shop.example"))
                .and("eu", host("z").section("env[shop]", "DATABASE_URL/host", "a.shop.example"))
                .and("a", host("y").section("env[shop]", "DATABASE_URL/host", "db.eu-west-1.example"))
                .policy(policy)
                .report();

        assertThat(lines(report)).isEmpty();
    }

    @Test
    void takesATwoLetterNameWhereItIsAWholeLabel() {
        Report report = side("test", host("x").section("env[shop]", "DATABASE_URL/host", "db.shop.example"))
                .and("prod", host("y").section("env[shop]", "DATABASE_URL/host", "db.qa.shop.example"))
                .report();

        assertThat(lines(report)).containsExactly("shared env[shop]/DATABASE_URL/host test|prod critical");
    }

    @Test
    void readsNamesOfSeveralWordsWhole() {
        String policy = "environments: [prod-us, prod-eu]\nrules: [{match: \"" + HOST
                + "\", expect: different, severity: critical}]";
        Compared right = side("prod-us", host("x").section("env[shop]", "DATABASE_URL/host", "db.prod-us.x"))
                .and("prod-eu", host("y").section("env[shop]", "DATABASE_URL/host", "db.prod-eu.x"))
                .policy(policy);
        Compared wrong = side("prod-us", host("x").section("env[shop]", "DATABASE_URL/host", "db1.prod-eu.x"))
                .and("prod-eu", host("y").section("env[shop]", "DATABASE_URL/host", "db.prod-eu.x"))
                .policy(policy);

        assertThat(lines(right.report())).isEmpty();
        assertThat(lines(wrong.report()))
                .containsExactly("shared env[shop]/DATABASE_URL/host prod-us|prod-eu critical");
    }

    @Test
    void saysNothingOfFactsThatNeedNotDiffer() {
        Report report = side("staging", host("a").section("env[shop]", "STATUS_PAGE/host", "status.prod.shop.example"))
                .and("prod", host("b").section("env[shop]", "STATUS_PAGE/host", "status2.prod.shop.example"))
                .report();

        assertThat(lines(report)).containsExactly("different env[shop]/STATUS_PAGE/host staging|prod medium");
    }

    @Test
    void isSilencedByARuleThatAllowsTheFact() {
        String policy = "rules: [{match: \"" + HOST + "\", expect: any}]";

        assertThat(lines(hosts("db.prod.x", "db2.prod.x").policy(policy).report()))
                .isEmpty();
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseCausesTest {
    private static final String COLUMN = "json[public.orders.payload]/";

    private static Value types(String... types) {
        return Value.SetOf.texts(List.of(types));
    }

    private static String path(String path) {
        return COLUMN + "path[" + path.replace("[]", "%5B%5D") + "]/";
    }

    /** Documents with an id and a total, and what {@code more} says. */
    private static Object[] documents(String bound, Value total, Object... more) {
        List<Object> facts = new ArrayList<>(List.of(
                path("$") + "types",
                types("object"),
                path("$") + "presence",
                "always",
                path("$.id") + "types",
                types("integer"),
                path("$.id") + "presence",
                "always",
                path("$.total") + "types",
                total,
                path("$.total") + "presence",
                "always",
                COLUMN + "bound",
                bound,
                COLUMN + "scan",
                bound.startsWith("none") ? "full" : "sample",
                COLUMN + "rows-seen",
                "10^3"));
        facts.addAll(List.of(more));
        return facts.toArray();
    }

    private static Report report(String earlier, Object[] left, String later, Object[] right) {
        return side(earlier, host("a").section("database[shop]", left))
                .and(later, host("b").section("database[shop]", right))
                .report();
    }

    @Test
    void tellsShapesThatOnlyProductionHoldsAsOneCause() {
        Report report = report(
                "dev",
                documents("shapes rarer than 1 in 660 may be unseen (95 %)", types("number")),
                "prod",
                documents(
                        "none: every row was read",
                        types("number", "string"),
                        path("$.legacy") + "types",
                        types("object"),
                        path("$.legacy") + "presence",
                        "rare",
                        path("$.legacy.vat") + "types",
                        types("integer"),
                        path("$.legacy.vat") + "presence",
                        "always",
                        path("$.lines[]") + "types",
                        types("object"),
                        path("$.lines[]") + "presence",
                        "always"));

        Cause first = report.causes().get(0);
        assertThat(first.summary())
                .isEqualTo(
                        "shop: documents in public.orders.payload: 3 shapes only prod holds: $.legacy, $.lines[], $.total as"
                                + " string (dev was sampled, shapes rarer than 1 in 660 may be unseen (95 %))");
        assertThat(first.severity()).isEqualTo(Severity.HIGH);
        assertThat(report.causes())
                .filteredOn(cause -> cause.disposition() == Disposition.OPEN)
                .hasSize(1);
    }

    @Test
    void tellsWhatEachSideHoldsAlone() {
        String all = "none: every row was read";
        Report report = report("staging", documents(all, types("integer")), "prod", documents(all, types("string")));

        assertThat(report.causes().get(0).summary())
                .isEqualTo("shop: documents in public.orders.payload: 1 shape only staging holds: $.total as integer;"
                        + " 1 shape only prod holds: $.total as string");
    }

    @Test
    void leavesRowsAndSamplesWithinLeeway() {
        Report report = report(
                "staging",
                documents("none: every row was read", types("number")),
                "prod",
                documents("shapes rarer than 1 in 330 may be unseen (95 %)", types("number")));

        assertThat(report.causes()).extracting(Cause::disposition).containsOnly(Disposition.WITHIN_LEEWAY);
    }

    private static Object[] migrated(String latest, int applied) {
        return new Object[] {
            "migration[flyway]/latest",
            new Value.Version(latest, VersionScheme.GENERIC),
            "migration[flyway]/applied",
            applied
        };
    }

    @Test
    void takesMigrationsAwaitingPromotionForInformation() {
        Report report = report("staging", migrated("12", 12), "prod", migrated("11", 11));

        assertThat(report.causes().get(0).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void takesMigrationsThatTheEarlierEnvironmentLacksForGrave() {
        for (String earlier : List.of("dev", "staging")) {
            Report report = report(earlier, migrated("11", 11), "prod", migrated("12", 12));

            assertThat(report.causes().get(0).severity()).as(earlier).isEqualTo(Severity.HIGH);
            assertThat(report.causes().get(0).summary())
                    .as(earlier)
                    .contains("flyway")
                    .contains("prod ahead");
        }
    }

    @Test
    void takesAMigrationThatFailedEverywhereForGraveInProduction() {
        Object[] failed = {"migration[flyway]/failed", types("13")};
        Report report = report("staging", failed, "prod", failed);

        assertThat(report.causes().get(0).severity()).isEqualTo(Severity.HIGH);
    }
}

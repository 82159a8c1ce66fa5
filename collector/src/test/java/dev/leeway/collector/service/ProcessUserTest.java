package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Report;
import org.junit.jupiter.api.Test;

class ProcessUserTest {
    @Test
    void tellsThatAServiceRunsAsAnotherUserInProduction() {
        Report report = side("staging", host("a").section("process[shop]", "user", "shop"))
                .and("prod", host("b").section("process[shop]", "user", "root"))
                .report();

        assertThat(report.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.severity()).isEqualTo(Severity.MEDIUM))
                .satisfies(
                        cause -> assertThat(cause.summary()).isEqualTo("shop: user is shop in staging, root in prod"));
    }

    @Test
    void letsUsersWithinArgumentsDiffer() {
        Report report = side(
                        "staging",
                        host("a").section("process[shop]", "arguments/option[--spring.datasource.url]/user", "one"))
                .and(
                        "prod",
                        host("b").section("process[shop]", "arguments/option[--spring.datasource.url]/user", "two"))
                .report();

        assertThat(report.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).contains("within leeway"));
    }
}

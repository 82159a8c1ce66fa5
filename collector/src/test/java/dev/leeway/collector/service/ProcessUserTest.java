package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Report;
import java.util.List;
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
    void tellsWhatRootMayDoWithTheUserItIs() {
        Report report = side("staging", as("shop", "shop"))
                .and("prod", as("root", "root", "chown", "kill"))
                .report();

        assertThat(report.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.drifts()).hasSize(3))
                .satisfies(
                        cause -> assertThat(cause.summary()).startsWith("shop: user is shop in staging, root in prod"));
    }

    @Test
    void tellsCapabilitiesOfOneUserByThemselves() {
        Report report = side("staging", as("shop", "shop"))
                .and("prod", as("shop", "shop", "net_admin"))
                .report();

        assertThat(report.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).contains("capabilities"));
    }

    private static TestHost as(String user, String group, String... capabilities) {
        return host("a")
                .section(
                        "process[shop]",
                        "user",
                        user,
                        "group",
                        group,
                        "security/capabilities",
                        Value.SetOf.texts(List.of(capabilities)));
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

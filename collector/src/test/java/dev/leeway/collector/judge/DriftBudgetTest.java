package dev.leeway.collector.judge;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftBudgetTest {
    private static Compared two(String severity, int budget) {
        String policy =
                "budget: " + budget + "\nrules: [{match: 'env[*]/**', expect: same, severity: " + severity + "}]\n";
        return side("staging", host("a").section("env[shop]", "SHOP_A", "1", "SHOP_B", "1"))
                .and("prod", host("b").section("env[shop]", "SHOP_A", "2", "SHOP_B", "x"))
                .policy(policy);
    }

    private static String said(Report report) {
        return report.policyFindings().stream()
                .filter(finding -> finding.kind().endsWith("Budget"))
                .map(PolicyFinding::message)
                .findFirst()
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource({"critical, 100", "high, 40", "medium, 10", "low, 2", "info, 0"})
    void costsMoreTheGraverItIs(String severity, int points) {
        assertThat(said(two(severity, 1_000).report()))
                .isEqualTo("drift budget: " + points + " of 1000 points are spent");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "6, 2", "7, 4", "29, 4", "30, 6", "89, 6", "90, 8"})
    void costsMoreTheLongerItWasLeftOpen(int days, int points) {
        Report before = two("low", 1_000)
                .asOf(Compared.NOW.minus(Duration.ofDays(days)))
                .report();

        assertThat(said(two("low", 1_000).after(before).report())).contains(": " + points + " of 1000");
    }

    @Test
    void makesTheResultDriftHoweverLightEachIs() {
        assertThat(two("low", 2).report().verdict()).isEqualTo(Verdict.SAME);
        Report over = two("low", 1).report();
        assertThat(over.verdict()).isEqualTo(Verdict.DRIFT);
        assertThat(said(over)).startsWith("over the drift budget: open drift costs 2 points, and 1 are allowed");
        assertThat(over.policyFindings().get(0).doubts()).isTrue();
    }

    @Test
    void saysNothingWherePolicySetsNone() {
        assertThat(said(side("staging", host("a").section("os"))
                        .and("prod", host("b").section("os"))
                        .report()))
                .isEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5", "99999999"})
    void refusesWhatIsNoNumber(String budget) {
        assertThatThrownBy(() -> PolicyReader.read("budget: " + budget + "\n", "leeway.yaml"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("leeway.yaml:1")
                .hasMessageContaining("budget: 40");
    }
}

package dev.leeway.collector.service;

import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A report knows which of its causes are graver than the one before told them, without anything new in them. */
class GrowthTest {
    private static Compared zones(String severity) {
        return Compared.side("dev", host("a").section("os", "timezone", "CET"))
                .and("prod", host("b").section("os", "timezone", "UTC"))
                .policy("environments: [dev, prod]\nrules:\n  - {match: os/timezone, expect: same, severity: "
                        + severity + "}\n");
    }

    private static Report nextDay(Compared compared, Report previous) {
        return compared.after(previous)
                .asOf(previous.asOf().plus(Duration.ofDays(1)))
                .report();
    }

    private static Optional<Severity> grewFrom(Report report) {
        List<Cause> causes = report.causes().stream()
                .filter(cause -> report.drifts().stream()
                        .anyMatch(drift -> drift.cause().equals(cause.id())
                                && drift.address().text().equals("os/timezone")))
                .toList();
        assertThat(causes).hasSize(1);
        return causes.get(0).grewFrom();
    }

    @Test
    void saysWhatIsGraverThanItWas() {
        Report low = zones("low").report();
        Report high = nextDay(zones("high"), low);

        assertThat(grewFrom(low)).isEmpty();
        assertThat(grewFrom(nextDay(zones("low"), low))).isEmpty();
        assertThat(grewFrom(high)).contains(Severity.LOW);
        assertThat(grewFrom(nextDay(zones("high"), high))).isEmpty();
        assertThat(grewFrom(nextDay(zones("medium"), high))).isEmpty();
    }

    @Test
    void saysThatWhatWasLetBeIsOpenNow() {
        Report allowed = Compared.side("dev", host("a").section("os", "timezone", "CET"))
                .and("prod", host("b").section("os", "timezone", "UTC"))
                .policy("environments: [dev, prod]\nrules:\n  - {match: os/timezone, expect: any}\n")
                .report();

        assertThat(grewFrom(nextDay(zones("medium"), allowed))).contains(Severity.INFO);
    }

    /** A night on which nobody could look made it no less grave. */
    @Test
    void takesWhatWasNotSeenForAsGraveAsItWas() {
        Report high = zones("high").report();
        Report blind = nextDay(
                Compared.side("dev", host("a").section("os", "timezone", "CET"))
                        .and("prod", host("b").fell("os", Outcome.NOT_REQUESTED)),
                high);
        Report away = nextDay(
                Compared.side("dev", host("a").section("os", "timezone", "CET")).policy("environments: [dev, prod]\n"),
                high);

        assertThat(grewFrom(nextDay(zones("high"), blind))).isEmpty();
        assertThat(grewFrom(nextDay(zones("high"), away))).isEmpty();
        assertThat(grewFrom(nextDay(zones("critical"), blind))).contains(Severity.HIGH);
    }

    @Test
    void saysNothingOfWhatIsNew() {
        Report same = Compared.side("dev", host("a").section("os", "timezone", "UTC"))
                .and("prod", host("b").section("os", "timezone", "UTC"))
                .report();

        assertThat(grewFrom(nextDay(zones("high"), same))).isEmpty();
    }
}

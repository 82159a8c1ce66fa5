package dev.leeway.collector.history;

import static dev.leeway.collector.testing.Compared.NOW;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static TestHost zone(String host, String zone) {
        return host(host).section("os", "timezone", zone);
    }

    private static Compared compared(String dev, String prod) {
        return Compared.side("dev", zone("a", dev)).and("prod", zone("b", prod));
    }

    private static Compared nextDay(Compared compared, Report previous) {
        return compared.after(previous).asOf(previous.asOf().plus(Duration.ofDays(1)));
    }

    @Test
    void tellsNoAgeWithoutAnEarlierReport() {
        assertThat(at(compared("CET", "UTC").report(), "os/timezone").lifecycle())
                .isEqualTo(Lifecycle.UNTRACKED);
    }

    @Test
    void tellsTheNewFromTheOld() {
        Report clean = compared("UTC", "UTC").report();
        Report broken = nextDay(compared("CET", "UTC"), clean).report();
        Report later = nextDay(compared("EST", "UTC"), broken).report();

        assertThat(at(broken, "os/timezone").lifecycle().stage()).isEqualTo(Lifecycle.Stage.NEW);
        assertThat(at(later, "os/timezone").lifecycle().stage()).isEqualTo(Lifecycle.Stage.OPEN);
        assertThat(at(later, "os/timezone").lifecycle().firstSeen()).contains(broken.asOf());
        assertThat(later.previous()).contains(broken.asOf());
        assertThat(at(later, "os/timezone").id())
                .isEqualTo(at(broken, "os/timezone").id());
    }

    @Test
    void datesADriftOfAFirstReportToThatReport() {
        Report first = compared("CET", "UTC").report();
        Report second = nextDay(compared("CET", "UTC"), first).report();

        assertThat(at(second, "os/timezone").lifecycle().firstSeen()).contains(NOW);
    }

    @Test
    void remembersWhatWasResolvedAndNoticesItsReturn() {
        Report broken = compared("CET", "UTC").report();
        Report mended = nextDay(compared("UTC", "UTC"), broken).report();
        Report again = nextDay(compared("CET", "UTC"), mended).report();

        assertThat(mended.resolved()).singleElement().satisfies(drift -> {
            assertThat(drift.id()).isEqualTo(at(broken, "os/timezone").id());
            assertThat(drift.summary()).startsWith("timezone is CET in dev");
        });
        assertThat(at(again, "os/timezone").lifecycle().stage()).isEqualTo(Lifecycle.Stage.REOPENED);
    }

    @Test
    void doesNotTakeTheUnobservedForResolved() {
        Report broken = compared("CET", "UTC").report();
        Report blind = nextDay(
                        Compared.side("dev", zone("a", "CET"))
                                .and("prod", host("b").fell("os", Outcome.NOT_REQUESTED)),
                        broken)
                .report();
        Report sighted = nextDay(compared("CET", "UTC"), blind).report();

        assertThat(blind.resolved()).isEmpty();
        Drift carried = at(blind, "os/timezone");
        assertThat(carried.state()).isEqualTo(DriftState.UNKNOWN);
        assertThat(carried.disposition()).isEqualTo(Disposition.INFORMATIONAL);
        assertThat(carried.explanation().summary()).startsWith("could not be observed this time; last told: ");
        assertThat(at(sighted, "os/timezone").lifecycle().firstSeen()).contains(broken.asOf());
        assertThat(at(sighted, "os/timezone").lifecycle().stage()).isEqualTo(Lifecycle.Stage.OPEN);
    }

    @Test
    void carriesTheUnobservedThroughManyNights() {
        Report report = compared("CET", "UTC").report();
        for (int night = 0; night < 3; night++) {
            report = nextDay(
                            Compared.side("dev", zone("a", "CET"))
                                    .and("prod", host("b").fell("os", Outcome.NOT_REQUESTED)),
                            report)
                    .report();
        }
        Report mended = nextDay(compared("UTC", "UTC"), report).report();

        assertThat(at(report, "os/timezone").lifecycle().firstSeen()).contains(NOW);
        assertThat(mended.resolved())
                .extracting(ResolvedDrift::id)
                .containsExactly(at(report, "os/timezone").id());
    }

    @Test
    void resolvesAServiceThatFoundItsCounterpart() {
        TestHost here = host("a").section("process", "service[shop]/namedBy", "systemd");
        TestHost gone = host("b").section("process", "service[mail]/namedBy", "systemd");
        Report lonely = Compared.side("dev", here).and("prod", gone).report();
        Report met = nextDay(
                        Compared.side("dev", host("a").section("process", "service[shop]/namedBy", "systemd"))
                                .and("prod", host("b").section("process", "service[shop]/namedBy", "systemd")),
                        lonely)
                .report();

        assertThat(met.resolved())
                .extracting(drift -> drift.address().text())
                .containsExactly("process/service[mail]/namedBy", "process/service[shop]/namedBy");
    }

    @Test
    void leavesAloneWhatThisComparisonIsNotAbout() {
        Report broken = compared("CET", "UTC").report();
        Report other =
                nextDay(compared("UTC", "UTC").only("package/**"), broken).report();

        assertThat(other.resolved()).isEmpty();
        assertThat(other.drifts()).isEmpty();
    }
}

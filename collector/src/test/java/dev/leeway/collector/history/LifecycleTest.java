package dev.leeway.collector.history;

import static dev.leeway.collector.testing.Compared.NOW;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        assertThat(carried.explanation().align()).startsWith("It could not be seen whether this still holds");
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
    void doesNotTakeADisagreementForResolvedWhileItsHostStaysUnseen() {
        Report split = Compared.side("prod", zone("a", "CET"), zone("b", "UTC")).report();
        Report report = split;
        for (int night = 0; night < 3; night++) {
            report = nextDay(Compared.side("prod", zone("a", "CET"), host("b").fell("os", Outcome.FAILED)), report)
                    .report();
            assertThat(report.resolved()).as("night %s", night).isEmpty();
        }
        Report mended = nextDay(Compared.side("prod", zone("a", "CET"), zone("b", "CET")), report)
                .report();

        assertThat(at(report, "os/timezone").state()).isEqualTo(DriftState.UNKNOWN);
        assertThat(mended.resolved())
                .extracting(ResolvedDrift::id)
                .containsExactly(at(split, "os/timezone").id());
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
    void carriesOnWhatThisComparisonIsNotAbout() {
        Report broken = compared("CET", "UTC").report();
        Report other =
                nextDay(compared("UTC", "UTC").only("package/**"), broken).report();
        Report same = nextDay(compared("CET", "UTC"), other).report();

        assertThat(other.resolved()).isEmpty();
        assertThat(at(other, "os/timezone").state()).isEqualTo(DriftState.UNKNOWN);
        assertThat(at(other, "os/timezone").disposition()).isEqualTo(Disposition.INFORMATIONAL);
        assertThat(at(other, "os/timezone").explanation().summary())
                .startsWith("was not looked at this time; last told: timezone is CET in dev");
        assertThat(other.verdict())
                .isEqualTo(compared("UTC", "UTC").only("package/**").report().verdict());
        assertThat(at(same, "os/timezone").lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.Stage.OPEN, Optional.of(NOW)));
    }

    private static Compared withStaging(String staging) {
        return compared("UTC", "UTC").and("staging", zone("s", staging));
    }

    @Test
    void carriesOnTheDriftsOfAnEnvironmentThatIsAwayForSomeNights() {
        Report whole = withStaging("CET").report();
        Report without = nextDay(compared("UTC", "UTC"), whole).report();
        Report again = nextDay(compared("UTC", "UTC"), without).report();
        Report back = nextDay(withStaging("CET"), again).report();

        for (Report report : List.of(without, again)) {
            assertThat(report.resolved()).isEmpty();
            assertThat(at(report, "os/timezone").state()).isEqualTo(DriftState.UNKNOWN);
            assertThat(at(report, "os/timezone").explanation().summary())
                    .startsWith("could not be observed this time; last told: timezone is CET in staging");
            assertThat(report.notes())
                    .contains("staging has no snapshot this time; not looked at: 1 drift of the earlier report");
        }
        assertThat(at(back, "os/timezone").lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.Stage.OPEN, Optional.of(NOW)));
        assertThat(back.notes()).noneMatch(note -> note.contains("no snapshot this time"));
    }

    @Test
    void forgetsAnEnvironmentThatIsAwayAndThatThePolicyDoesNotList() {
        String policy = "environments: [dev, prod]";
        Report whole = withStaging("CET").policy(policy).report();
        Report without = nextDay(compared("UTC", "UTC").policy(policy), whole).report();

        assertThat(without.drifts()).isEmpty();
        assertThat(without.notes())
                .contains(
                        "staging has no snapshot this time and is not in the policy's environments; forgotten: 1 drift"
                                + " of the earlier report");
    }

    @Test
    void keepsTheAgeOfAReleaseThatIsOnItsWayWhileItsEnvironmentIsAway() {
        Report whole = released("2.0", "1.0").report();
        Report without = nextDay(Compared.side("dev", host("d").section("os")).and("prod", version("p", "1.0")), whole)
                .report();
        Report back = released("2.0", "1.0")
                .after(without)
                .asOf(NOW.plus(Duration.ofDays(9)))
                .report();

        assertThat(at(whole, VERSION).disposition()).isEqualTo(Disposition.INFORMATIONAL);
        assertThat(at(back, VERSION).lifecycle().firstSeen()).contains(NOW);
        assertThat(at(back, VERSION).disposition()).isEqualTo(Disposition.OPEN);
    }

    private static final String VERSION = "process[shop]/main/version";

    private static TestHost version(String host, String version) {
        return host(host).section("process[shop]", "main/version", new Value.Version(version, VersionScheme.GENERIC));
    }

    private static Compared released(String staging, String prod) {
        return Compared.side("staging", version("s", staging)).and("prod", version("p", prod));
    }
}

package dev.leeway.collector.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.Drifts;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ResolvedDrift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BreachesTest {
    private static final Instant NOW = SampleReports.AS_OF;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Drift BREACH = drift("5c1e07d2f3b9a64", DriftState.SHARED, Severity.CRITICAL);

    private static Drift drift(String id, DriftState state, Severity severity) {
        return Drifts.open(
                id, "env[shop-web]/DATABASE_URL/host", state, severity, "shop-web: connects to production's database");
    }

    private static Breaches decide(Report report, Map<String, Breaches.Alerted> before, Instant now) {
        return Breaches.decide(report, before, now, WEEK);
    }

    @Test
    void tellsOfCriticalSharingAloneAndOfWhatIsOpen() {
        Report report = Nights.of(List.of(
                BREACH,
                drift("6c1e07d2f3b9a64", DriftState.DIFFERENT, Severity.CRITICAL),
                drift("7c1e07d2f3b9a64", DriftState.SHARED, Severity.HIGH),
                drift("9c1e07d2f3b9a64", DriftState.UNEXPECTED, Severity.CRITICAL),
                Drifts.disposed(
                        drift("8c1e07d2f3b9a64", DriftState.SHARED, Severity.CRITICAL), Disposition.WAIVED, "x")));

        Breaches breaches = decide(report, Map.of(), NOW);

        assertThat(breaches.fresh()).extracting(Item::id).containsExactly(Optional.of(BREACH.id()));
        assertThat(breaches.after()).containsOnlyKeys(BREACH.id());
    }

    @Test
    void tellsAgainOnlyAfterItsTime() {
        Report report = Nights.of(List.of(BREACH));
        Breaches first = decide(report, Map.of(), NOW);

        Breaches soon = decide(report, first.after(), NOW.plus(WEEK).minusSeconds(1));
        assertThat(soon.fresh()).isEmpty();
        assertThat(soon.again()).isEmpty();
        assertThat(soon.after()).isEqualTo(first.after());

        Breaches later = decide(report, soon.after(), NOW.plus(WEEK));
        assertThat(later.again()).hasSize(1);
        assertThat(later.after()).hasEntrySatisfying(BREACH.id(), then -> {
            assertThat(then.first()).isEqualTo(NOW);
            assertThat(then.last()).isEqualTo(NOW.plus(WEEK));
        });
        assertThat(decide(report, later.after(), NOW.plus(WEEK).plusSeconds(1)).again())
                .isEmpty();
    }

    @Test
    void resolvesWhatIsGoneOrWaivedAndForgetsIt() {
        Breaches first = decide(Nights.of(List.of(BREACH)), Map.of(), NOW);

        Breaches gone = decide(without(BREACH), first.after(), NOW);
        assertThat(gone.resolved())
                .extracting(Item::text)
                .containsExactly("shop-web: connects to production's database");
        assertThat(gone.after()).isEmpty();
        assertThat(gone.ended()).containsOnlyKeys(BREACH.id());
        assertThat(decide(without(BREACH), gone.after(), NOW).resolved()).isEmpty();

        Report waived = Nights.of(List.of(Drifts.disposed(BREACH, Disposition.WAIVED, "leeway.yaml:3")));
        assertThat(decide(waived, first.after(), NOW).resolved())
                .extracting(Item::text)
                .containsExactly("shop-web: connects to production's database (now waived)");
    }

    @Test
    void takesWhatNobodySawForNeitherOpenNorOver() {
        Breaches first = decide(Nights.of(List.of(BREACH)), Map.of(), NOW);
        Drift unknown = Drifts.disposed(
                drift(BREACH.id(), DriftState.UNKNOWN, Severity.CRITICAL), Disposition.INFORMATIONAL, "x");
        Report without = Nights.of(List.of())
                .but()
                .environments(List.of(new ReportEnvironment("dev", List.of(), List.of())))
                .build();
        Report remembered = Nights.of(List.of())
                .but()
                .remembered(List.of(new Remembered(BREACH.id(), NOW, NOW, 0, Optional.empty(), true, Optional.empty())))
                .build();

        // Told against nothing, a report knows of nothing that was.
        Report untracked = Nights.of(List.of());

        for (Report report : List.of(Nights.of(List.of(unknown)), without, remembered, untracked)) {
            Breaches breaches = decide(report, first.after(), NOW);
            assertThat(breaches.resolved()).isEmpty();
            assertThat(breaches.after()).isEqualTo(first.after());
        }
    }

    /** A report told against one that had these. */
    private static Report without(Drift... gone) {
        return Nights.of(List.of())
                .but()
                .resolved(Stream.of(gone)
                        .map(drift -> new ResolvedDrift(
                                drift.id(),
                                drift.address(),
                                drift.severity(),
                                drift.explanation().summary()))
                        .toList())
                .build();
    }

    @Test
    void resolvesACauseOnceNothingOfItIsLeft() {
        Drift second = drift("9c1e07d2f3b9a64", DriftState.SHARED, Severity.CRITICAL);
        Cause both = new Cause(
                BREACH.cause(), "one database", Severity.CRITICAL, Disposition.OPEN, List.of(BREACH.id(), second.id()));
        Drift follower = second.but().cause(BREACH.cause()).build();
        Report two = Nights.of(List.of(BREACH, second))
                .but()
                .drifts(List.of(BREACH, follower))
                .causes(List.of(both))
                .build();
        Breaches first = decide(two, Map.of(), NOW);
        assertThat(first.after()).containsOnlyKeys(BREACH.id(), second.id());

        Report half = Nights.of(List.of(BREACH))
                .but()
                .resolved(without(second).resolved())
                .build();
        Breaches left = decide(half, first.after(), NOW);
        assertThat(left.resolved()).isEmpty();
        assertThat(left.after()).isEqualTo(first.after());

        Breaches over = decide(without(BREACH, second), left.after(), NOW);
        assertThat(over.resolved()).extracting(Item::text).containsExactly("one database");
        assertThat(over.ended(over.resolved().get(0))).containsExactly(BREACH.id(), second.id());
        assertThat(over.after()).isEmpty();
    }

    /** One cause, led by a drift that is no breach. */
    private static Report ofOneCause(Drift... breaches) {
        Drift leading = Drifts.between(
                drift("acee07d2f3b9a64", DriftState.DIFFERENT, Severity.CRITICAL), List.of("qa", "prod"));
        List<Drift> drifts =
                Stream.concat(Stream.of(leading), Stream.of(breaches)).toList();
        Cause cause = new Cause(
                leading.cause(),
                "one secret",
                Severity.CRITICAL,
                Disposition.OPEN,
                drifts.stream().map(Drift::id).toList());
        return Nights.of(List.of()).but().drifts(drifts).causes(List.of(cause)).build();
    }

    @Test
    void tellsEveryoneWhomABreachOfTheCauseConcerns() {
        Drift second = Drifts.between(
                        drift("9c1e07d2f3b9a64", DriftState.SHARED, Severity.CRITICAL), List.of("staging", "prod"))
                .ownedBy(Optional.of("team-staging"));
        Report report = ofOneCause(BREACH.ownedBy(Optional.of("team-dev")), second);

        Breaches first = decide(report, Map.of(), NOW);
        Breaches again = decide(report, first.after(), NOW.plus(WEEK));

        for (Item item : List.of(first.fresh().get(0), again.again().get(0))) {
            assertThat(item.environments()).containsExactly("qa", "prod", "dev", "staging");
            assertThat(item.owner()).isEmpty();
            assertThat(item.owners()).containsExactly("team-dev", "team-staging");
        }
    }

    @Test
    void resolvesAgainUntilEverybodyWasToldAndIsFreshWhenItIsBack() {
        Breaches first = decide(Nights.of(List.of(BREACH)), Map.of(), NOW);
        Breaches over = decide(without(BREACH), first.after(), NOW);

        Breaches later = decide(Nights.of(List.of()), over.ended(), NOW);
        assertThat(later.resolved()).isEqualTo(over.resolved());
        assertThat(decide(Nights.of(List.of(BREACH)), over.ended(), NOW).fresh())
                .hasSize(1);
    }

    @Test
    void tellsOfASecondBreachOfAKnownCause() {
        Drift second = drift("9c1e07d2f3b9a64", DriftState.SHARED, Severity.CRITICAL);
        Breaches first = decide(Nights.of(List.of(BREACH)), Map.of(), NOW);

        Breaches both = decide(Nights.of(List.of(BREACH, second)), first.after(), NOW.plusSeconds(60));

        assertThat(both.fresh()).extracting(Item::id).containsExactly(Optional.of(second.id()));
        assertThat(both.after()).containsOnlyKeys(BREACH.id(), second.id());
    }

    @Test
    void isOverdueOnlyAfterAReportWasDueAndTimeWasGiven() {
        Instant due = NOW;
        Duration hour = Duration.ofHours(1);
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        assertThat(Notices.overdue(yesterday, true, due, hour, due.plus(hour).minusSeconds(1)))
                .isEmpty();
        assertThat(Notices.overdue(yesterday, true, due, hour, due.plus(hour)))
                .map(Notice::headline)
                .contains("no nightly report since 2026-11-19 08:00 UTC; one was due 2026-11-20 08:00 UTC");
        assertThat(Notices.overdue(due, true, due, hour, due.plus(hour))).isEmpty();
        assertThat(Notices.overdue(yesterday, false, due, hour, due.plus(hour)))
                .map(Notice::headline)
                .contains("no nightly report yet; one was due 2026-11-20 08:00 UTC");
    }
}

package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drifts that a policy waives, and for how long. */
class WaiverTest extends PolicyScene {
    private static Report waived(String until, Instant asOf) {
        return side("dev", host("a").section("env[shop]", "X", 1))
                .and("prod", host("b").section("env[shop]", "X", 2))
                .policy("""
                        waivers:
                          - {match: "env[shop]/X", between: [dev, prod], because: "a test", owner: platform, until: %s}
                        """.formatted(until))
                .asOf(asOf)
                .report();
    }

    @Test
    void waivesThroughTheLastMomentOfTheLastDay() {
        Report report = waived("2026-11-30", Instant.parse("2026-11-30T23:59:59Z"));

        assertThat(lines(report)).containsExactly("different env[shop]/X dev|prod medium waived");
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(at(report, "env[shop]/X").judgedBy()).isEqualTo("leeway.yaml:2");
        assertThat(report.policyFindings()).extracting(PolicyFinding::kind).containsExactly("expiresSoon");
    }

    @Test
    void waivesNoMoreOnTheDayAfter() {
        Report report = waived("2026-11-30", Instant.parse("2026-12-01T00:00:00Z"));

        assertThat(lines(report)).containsExactly("different env[shop]/X dev|prod medium");
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
        assertThat(report.policyFindings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("expired");
            assertThat(finding.origin()).isEqualTo("leeway.yaml:2");
            assertThat(finding.message()).contains("open again");
        });
    }

    /** Its end is told to those whose drifts it accepts, as long as it lasts under one name. */
    @Test
    void saysWhomItsEndConcernsAndSinceWhen() {
        PolicyFinding soon = ending(Instant.parse("2026-11-29T12:00:00Z"), 2);
        PolicyFinding sooner = ending(Instant.parse("2026-11-30T12:00:00Z"), 2);
        PolicyFinding over = ending(Instant.parse("2026-12-04T12:00:00Z"), 2);
        PolicyFinding unused = ending(Instant.parse("2026-12-04T12:00:00Z"), 1);
        Concern shop = new Concern(List.of("dev", "prod"), Optional.of("team-shop"), Optional.empty());

        assertThat(soon.concerns()).containsExactly(shop);
        assertThat(soon.about()).isPresent().isEqualTo(sooner.about()).isEqualTo(over.about());
        assertThat(soon.message()).isNotEqualTo(sooner.message());
        assertThat(soon.since()).contains(Instant.parse("2026-11-16T00:00:00Z"));
        assertThat(over.since()).contains(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(over.concerns()).containsExactly(shop);
        // Nothing it accepted is there any more: nobody answers for it, but it is of these environments.
        assertThat(unused.concerns())
                .containsExactly(new Concern(List.of("dev", "prod"), Optional.empty(), Optional.empty()));
    }

    private static PolicyFinding ending(Instant asOf, int other) {
        Report report = side("dev", host("a").section("env[shop]", "X", 1))
                .and("prod", host("b").section("env[shop]", "X", other))
                .policy("""
                        owners: {shop: team-shop}
                        waivers:
                          - {match: "env[shop]/X", between: [dev, prod], because: "a test", owner: platform, until: 2026-11-30}
                        """)
                .asOf(asOf)
                .report();
        return report.policyFindings().get(0);
    }

    /** Of an environment that nobody lists and that is away, the next report knows no drift but by its id. */
    @Test
    void remembersWhomADriftConcernedThatNobodyLookedAt() {
        String policy = "owners: {shop: team-shop}";
        Report report = side("lab", host("a").section("env[shop]", "X", 1))
                .and("prod", host("b").section("env[shop]", "X", 2))
                .policy(policy)
                .report();
        Report blind = side("prod", host("b").section("env[shop]", "X", 2))
                .and("dev", host("c").section("env[shop]", "X", 2))
                .policy(policy)
                .after(report)
                .report();

        assertThat(blind.remembered()).singleElement().satisfies(each -> {
            assertThat(each.unseen()).isTrue();
            assertThat(each.concern())
                    .contains(new Concern(
                            List.of("lab", "prod"),
                            Optional.of("team-shop"),
                            Optional.of(at(report, "env[shop]/X").severity())));
        });
    }

    @Test
    void waivesOneDriftByTheBeginningOfItsId() {
        Report open = side("dev", host("a").section("env[shop]", "X", 1, "Y", 1))
                .and("prod", host("b").section("env[shop]", "X", 2, "Y", 2))
                .report();
        String id = at(open, "env[shop]/X").id().substring(0, 6);
        Report report = side("dev", host("a").section("env[shop]", "X", 1, "Y", 1))
                .and("prod", host("b").section("env[shop]", "X", 2, "Y", 2))
                .policy("waivers: [{drift: \"" + id + "\", because: y, owner: x, until: 2027-01-31}]")
                .report();

        assertThat(lines(report))
                .containsExactly(
                        "different env[shop]/X dev|prod medium waived", "different env[shop]/Y dev|prod medium");
    }
}

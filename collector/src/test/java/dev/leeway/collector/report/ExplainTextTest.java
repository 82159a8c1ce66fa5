package dev.leeway.collector.report;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"5c1e", "91aa", "77b2", "3d8a", "c0de", "a4f1", "b80e"})
    void saysEverythingAsItAlwaysDid(String id) throws IOException, UnknownIdException {
        Golden.matches(
                "explain/" + id + ".txt",
                ExplainText.render(SampleReports.withHistory(), id, RenderOptions.PLAIN, AskAgain.NOT));
    }

    @Test
    void tellsNobodyHowToAcceptWhatIsWaived() throws UnknownIdException {
        Report report = side("dev", host("a").section("env[s]", "A", "1"))
                .and("staging", host("b").section("env[s]", "A", "2"))
                .and("prod", host("c").section("env[s]", "A", "3"))
                .policy("waivers: [{match: 'env[s]/A', because: b, owner: o, until: 2027-01-31}]")
                .report();

        String explained = ExplainText.render(report, report.causes().get(0).id(), RenderOptions.PLAIN, AskAgain.NOT);

        assertThat(explained)
                .contains("waived", "Each fact by itself")
                .doesNotContain("Accept it", "One for each fact");
    }

    @Test
    void takesAWholeIdInAnyCase() throws UnknownIdException {
        String whole =
                ExplainText.render(SampleReports.believable(), "5C1E07D2F3B9A64", RenderOptions.PLAIN, AskAgain.NOT);
        assertThat(whole)
                .isEqualTo(ExplainText.render(SampleReports.believable(), "5c1e", RenderOptions.PLAIN, AskAgain.NOT));
    }

    @Test
    void findsEveryDriftAndCauseByTheIdTheReportShows() throws UnknownIdException {
        Report report = SampleReports.ofSize(500);
        ShortIds ids = ShortIds.of(report);
        for (Drift drift : report.drifts()) {
            assertThat(ExplainText.render(report, ids.of(drift.id()), RenderOptions.PLAIN, AskAgain.NOT))
                    .contains(drift.address().text());
            assertThat(ExplainText.render(report, ids.of(drift.cause()), RenderOptions.PLAIN, AskAgain.NOT))
                    .contains(drift.address().text());
        }
    }

    @Test
    void namesTheCandidatesOfAnIdThatIsTooShort() {
        Report report = SampleReports.ofSize(500);
        assertThatThrownBy(() -> ExplainText.render(report, "a", RenderOptions.PLAIN, AskAgain.NOT))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageMatching("'a' stands for [0-9]+ things: .*; give more of its digits");
    }

    @Test
    void saysWhenNothingHasThatId() {
        assertThatThrownBy(
                        () -> ExplainText.render(SampleReports.believable(), "ffff", RenderOptions.PLAIN, AskAgain.NOT))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("2026-11-20 08:00 UTC")
                .hasMessageContaining("'ffff'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "shop-web", "g123", "\u001b[31m", "５c1e"})
    void saysWhenATextIsNoId(String text) {
        assertThatThrownBy(
                        () -> ExplainText.render(SampleReports.believable(), text, RenderOptions.PLAIN, AskAgain.NOT))
                .isInstanceOf(UnknownIdException.class)
                .hasMessageContaining("is not an id");
    }

    @Test
    void countsTheFactsOfACauseThatItLeavesOut() throws UnknownIdException {
        RenderOptions one = new RenderOptions(100, false, OptionalInt.of(1));
        assertThat(ExplainText.render(SampleReports.believable(), "3d8a", one, AskAgain.NOT))
                .contains("... and 1 more fact;");
    }

    @Test
    void writesAWaiverThatNamesFactAndDriftAndADayInNinetyDays() throws UnknownIdException {
        assertThat(ExplainText.render(SampleReports.believable(), "91aa", RenderOptions.PLAIN, AskAgain.NOT))
                .contains(
                        "  waivers:\n",
                        "    - match: \"env[shop-web]/PAYMENT_TIMEOUT\"\n",
                        "      drift: \"91aa5e0c7d43b18\"\n",
                        "      until: 2027-02-18\n",
                        "      upTo: high\n");
    }

    @Test
    void advisesAgainstAcceptingWhatMustNotBeShared() throws UnknownIdException {
        assertThat(ExplainText.render(SampleReports.believable(), "5c1e", RenderOptions.PLAIN, AskAgain.NOT))
                .contains("Better not");
    }

    @Test
    void saysWhichCauseHoldsTheDriftThatWasAskedFor() throws UnknownIdException {
        Report report = SampleReports.believable();
        Drift drift = report.drifts().stream()
                .filter(each -> each.id().startsWith("91aa"))
                .findFirst()
                .orElseThrow();
        assertThat(ExplainText.render(report, drift.id(), RenderOptions.PLAIN, AskAgain.NOT)
                        .lines()
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("drift " + drift.id() + " of cause "
                                + ShortIds.of(report).of(drift.cause())));
    }

    @Test
    void callsACauseOfOneDriftByTheIdThatWasAskedFor() throws UnknownIdException {
        Report report = SampleReports.believable();
        Cause lone = report.causes().stream()
                .filter(cause -> cause.drifts().size() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(ExplainText.render(report, lone.id(), RenderOptions.PLAIN, AskAgain.NOT)
                        .lines()
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("cause " + lone.id() + " · its one drift "
                                + lone.drifts().get(0)));
    }

    @Test
    void listsAFactOnceHoweverManyPairsOfEnvironmentsDifferInIt() throws UnknownIdException {
        Report report = side("dev", host("a").section("os", "timezone", "UTC"))
                .and("staging", host("b").section("os", "timezone", "UTC"))
                .and(
                        "prod",
                        host("c").section("os", "timezone", "CET"),
                        host("d").section("os", "timezone", "EET"))
                .report();
        String cause = report.causes().get(0).id();
        assertThat(report.causes().get(0).drifts()).hasSizeGreaterThan(1);
        String text = ExplainText.render(report, cause, RenderOptions.PLAIN, AskAgain.NOT);
        assertThat(text).containsOnlyOnce("os/timezone = ").contains("1 fact:").contains("also ");
    }

    @Test
    void asksAgainAsItWasAsked() throws UnknownIdException {
        AskAgain again = new AskAgain(
                List.of("leeway", "diff", "a.json", "b.json"), Optional.empty(), List.of("a.json", "b.json"));
        String text = ExplainText.render(SampleReports.believable(), "3d8a", RenderOptions.PLAIN, again);
        assertThat(text)
                .contains("  leeway explain 77b2 a.json b.json\n")
                .contains("    leeway diff a.json b.json --only jdk/default/version\n");
    }
}

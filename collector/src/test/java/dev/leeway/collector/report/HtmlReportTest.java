package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.ProbeCoverage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
    private static final String PAGE = ReportFormat.HTML.render(SampleReports.withHistory(), RenderOptions.PLAIN);

    @ParameterizedTest
    @ValueSource(strings = {"style", "script"})
    void allowsItsOwnStyleAndScriptAndNothingElse(String element) throws NoSuchAlgorithmException {
        Matcher found = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(PAGE);
        assertThat(found.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(PAGE)
                .contains("content=\"default-src &#39;none&#39;; ")
                .contains("; " + element + "-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "&#39;;");
        assertThat(found.find()).as("a second " + element).isFalse();
    }

    @Test
    void refersToNothingOutsideItself() {
        assertThat(PAGE).doesNotContain("http://", "https://", "url(", "@import", "<img", "<link", " style=");
        assertThat(HtmlScript.TEXT)
                .doesNotContain("innerHTML", "eval", "fetch", "XMLHttp", "import", "Worker", "open(");
        assertThat(Pattern.compile("href=\"(?!#)").matcher(PAGE).find()).isFalse();
    }

    @Test
    void closesEveryElementItOpens() {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>")
                .matcher(PAGE.replace(HtmlStyle.SHEET, "").replace(HtmlScript.TEXT, ""));
        while (tag.find()) {
            if (tag.group(2).equals("meta") || tag.group(2).equals("input")) {
                continue;
            }
            if (tag.group(1).isEmpty()) {
                open.push(tag.group(2));
            } else {
                assertThat(open.pop()).isEqualTo(tag.group(2));
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void leadsFromOneHeadingToTheNextWithoutAGap() {
        Matcher heading = Pattern.compile("<h([1-6])").matcher(PAGE);
        int level = 0;
        while (heading.find()) {
            int next = Integer.parseInt(heading.group(1));
            assertThat(next).isLessThanOrEqualTo(level + 1);
            level = next;
        }
        assertThat(Pattern.compile("<h1").matcher(PAGE).results().count()).isEqualTo(1);
    }

    @Test
    void tellsWhatEachSectionAndColumnIsAbout() {
        Matcher labelled = Pattern.compile("aria-labelledby=\"([a-z]+)\"").matcher(PAGE);
        while (labelled.find()) {
            assertThat(PAGE).contains("id=\"" + labelled.group(1) + "\"");
        }
        Matcher header = Pattern.compile("<th([^e][^>]*)?>").matcher(PAGE);
        while (header.find()) {
            assertThat(header.group()).contains("scope=");
        }
        assertThat(PAGE).contains("<html lang=\"en\">");
    }

    @Test
    void spellsSeveritiesInWords() {
        assertThat(PAGE).contains(">critical</span>", ">high</span>", ">medium</span>", ">low</span>");
    }

    @Test
    void staysBelowAMegabyteForAThousandDriftsAndShowsThemAll() {
        String page = ReportFormat.HTML.render(SampleReports.ofSize(1_000), RenderOptions.PLAIN);
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(page.contains(">library-" + i + " differs</h3>"))
                    .as("cause %d", i)
                    .isTrue();
        }
    }

    @Test
    void showsAsManyCausesAsAskedAndCountsTheRest() {
        RenderOptions three = new RenderOptions(100, false, OptionalInt.of(3));
        assertThat(ReportFormat.HTML.render(SampleReports.ofSize(100), three))
                .contains("97 more causes (17 critical, 20 high, 20 medium, 20 low, 20 info)");
    }

    @Test
    void tellsFirstWhatMovedWhereEarlierSnapshotsTell() {
        List<Drift> open = SampleReports.believable().drifts();
        Drift still = Drifts.changed(
                open.get(0), new Change(SampleReports.AS_OF, List.of(), List.of("dev", "prod"), List.of()));
        Drift moved = Drifts.changed(
                open.get(1),
                new Change(SampleReports.AS_OF, List.of("prod"), List.of("dev"), List.of(Drifts.text("prod", "25s"))));
        Report base = SampleReports.equal();
        Coverage coverage = new Coverage(100, 98, 0, 0, 0, 0, List.of());
        String page = ReportFormat.HTML.render(
                SampleReports.with(
                        base,
                        Verdict.DRIFT,
                        coverage,
                        List.of(Drifts.cause(still), Drifts.cause(moved)),
                        List.of(still, moved)),
                RenderOptions.PLAIN);

        assertThat(page.indexOf(">Moved</h2>")).isBetween(0, page.indexOf("PAYMENT_TIMEOUT absent in prod</h3>"));
        assertThat(page.indexOf("PAYMENT_TIMEOUT absent in prod</h3>")).isLessThan(page.indexOf(">As before</h2>"));
        assertThat(page).contains("prod (was 25s); dev as before");
    }

    @Test
    void tellsParityAndWhatWasObservedByProbe() {
        Report base = SampleReports.incomplete();
        Coverage coverage =
                new Coverage(100, 90, 5, 40, 0, 0, 0, List.of(), List.of(new ProbeCoverage("env", 60, 50, 4, 40, 0)));
        String page = ReportFormat.HTML.render(
                SampleReports.with(base, base.verdict(), coverage, List.of(), List.of()), RenderOptions.PLAIN);

        assertThat(page)
                .contains("least observed: env 60.0 %")
                .contains("<th scope=\"row\">env</th><td>90.0 %</td><td>60.0 %</td><td>60</td>");
    }
}

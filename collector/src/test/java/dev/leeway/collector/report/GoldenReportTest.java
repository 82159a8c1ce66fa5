package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenReportTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void showsAnyNumberOfDriftsAsItAlwaysDid(int drifts) throws IOException {
        Report report = SampleReports.ofSize(drifts);
        Golden.matches("report/report-" + drifts + ".txt", ReportFormat.TEXT.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-" + drifts + ".json", ReportFormat.JSON.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-" + drifts + ".html", ReportFormat.HTML.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-" + drifts + ".md", ReportFormat.MARKDOWN.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-" + drifts + ".csv", ReportFormat.CSV.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-" + drifts + ".sarif", ReportFormat.SARIF.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-" + drifts + ".xml", ReportFormat.JUNIT.render(report, RenderOptions.PLAIN));
    }

    /** JSON, CSV and JUnit leave nothing out and grow without bound, so of this many only the digest is kept. */
    @Test
    void showsTenThousandDriftsAsItAlwaysDid() throws IOException, NoSuchAlgorithmException {
        Report report = SampleReports.ofSize(10_000);
        Golden.matches("report/report-10000.txt", ReportFormat.TEXT.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-10000.html.gz", ReportFormat.HTML.render(report, RenderOptions.PLAIN));
        Golden.matches("report/report-10000.md", ReportFormat.MARKDOWN.render(report, RenderOptions.PLAIN));
        for (ReportFormat format :
                List.of(ReportFormat.JSON, ReportFormat.CSV, ReportFormat.SARIF, ReportFormat.JUNIT)) {
            byte[] bytes = format.render(report, RenderOptions.PLAIN).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            Golden.matches(
                    "report/report-10000." + format.text() + ".sha256",
                    bytes.length + " " + HexFormat.of().formatHex(digest) + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"equal", "incomplete", "believable", "history"})
    void showsEveryKindOfAnswerAsItAlwaysDid(String kind) throws IOException {
        Report report = switch (kind) {
            case "equal" -> SampleReports.equal();
            case "incomplete" -> SampleReports.incomplete();
            case "believable" -> SampleReports.believable();
            default -> SampleReports.withHistory();
        };
        for (ReportFormat format : ReportFormat.values()) {
            String ending = format == ReportFormat.TEXT ? "txt" : format.text();
            Golden.matches("report/" + kind + "." + ending, format.render(report, RenderOptions.PLAIN));
        }
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void givesTheSameBytesInEveryLocaleAndZone(ReportFormat format) {
        String expected = format.render(SampleReports.withHistory(), RenderOptions.PLAIN);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : new String[] {"tr-TR", "ar-EG-u-nu-arab", "de-CH", "hi-IN-u-nu-deva"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                assertThat(format.render(SampleReports.withHistory(), RenderOptions.PLAIN))
                        .isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void keepsEveryDriftInJsonHoweverManyThereAre() throws FormatException {
        Report report = SampleReports.ofSize(10_000);
        String json = ReportFormat.JSON.render(report, RenderOptions.PLAIN);
        Report read = ReportJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test");
        assertThat(read).isEqualTo(report);
    }

    @Test
    void countsTheCausesThatTextLeavesOut() {
        String text = ReportFormat.TEXT.render(SampleReports.ofSize(10_000), RenderOptions.PLAIN);
        assertThat(text)
                .contains("10,000 causes")
                .contains("... and 9,900 more causes (1,900 critical, 2,000 high, 2,000 medium, 2,000 low, 2,000 info)")
                .hasLineCount((int) text.lines().count());
        assertThat(text.lines().count()).isLessThan(500);
    }

    @Test
    void showsEveryCauseInTextWhenAskedTo() {
        RenderOptions all = new RenderOptions(100, false, OptionalInt.of(Integer.MAX_VALUE));
        String text = ReportFormat.TEXT.render(SampleReports.ofSize(1_000), all);
        for (int i = 0; i < 1_000; i++) {
            assertThat(text).contains("library-" + i + " differs");
        }
        assertThat(text).doesNotContain("more causes");
    }

    @Test
    void keepsThePageSmallAndCountsWhatItLeavesOut() {
        RenderOptions all = new RenderOptions(100, false, OptionalInt.of(Integer.MAX_VALUE));
        String page = ReportFormat.HTML.render(SampleReports.ofSize(10_000), all);
        assertThat(page.length()).isLessThan(1_200_000);
        assertThat(page).containsPattern("Left out to keep this page small: [0-9,]+ more causes \\(");
    }
}

package dev.leeway.collector.history;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.Reports;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Status;
import dev.leeway.schema.snapshot.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a drift is in its life, in one word, from night to night. */
class StatusTest {
    private static final String FACT = "env[shop]/SHOP_LEVEL";
    private static final LocalDate TONIGHT = LocalDate.ofInstant(Compared.NOW, ZoneOffset.UTC);

    private Instant night = Compared.NOW;
    private Optional<Report> last = Optional.empty();
    private String policy = "";

    private Report night(String prod) throws IOException, FormatException {
        return night(side("staging", host("a").section("env[shop]", "SHOP_LEVEL", "one"))
                .and("prod", host("b").section("env[shop]", "SHOP_LEVEL", prod)));
    }

    private Report night(Compared compared) throws IOException, FormatException {
        if (!policy.isEmpty()) {
            compared.policy(policy);
        }
        compared.asOf(night);
        last.ifPresent(compared::after);
        Report report = read(written(compared.report()));
        last = Optional.of(report);
        night = night.plus(Duration.ofDays(1));
        return report;
    }

    private static String written(Report report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReportJson.write(report, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Report read(String json) throws FormatException {
        return ReportJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "report");
    }

    private static Status status(Report report) {
        return Reports.at(report, FACT).status();
    }

    private void waivedUntil(LocalDate day) {
        policy = "waivers: [{match: 'env[*]/SHOP_LEVEL', because: test, owner: test, until: " + day + "}]\n";
    }

    private static String text(Report report) {
        return ReportFormat.TEXT.render(report, RenderOptions.PLAIN);
    }

    @Test
    void goesFromNewToResolvedAndBack() throws IOException, FormatException {
        assertThat(status(night("two"))).isEqualTo(Status.UNTRACKED);
        assertThat(night("one").drifts()).isEmpty();
        assertThat(status(night("two"))).isEqualTo(Status.REOPENED);
        assertThat(status(night("two"))).isEqualTo(Status.OPEN);
        Report gone = night("one");
        assertThat(gone.resolved()).hasSize(1);
        assertThat(written(gone)).contains("\"status\":\"resolved\"");
    }

    @Test
    void isNewWhereTheEarlierReportLackedIt() throws IOException, FormatException {
        night("one");
        Report report = night("two");
        assertThat(status(report)).isEqualTo(Status.NEW);
        assertThat(written(report)).contains("\"status\":\"new\"");
    }

    @Test
    void isUnseenAndNotResolvedWhereNobodyCouldLook() throws IOException, FormatException {
        night("two");
        Report blind = night(side("staging", host("a").section("env[shop]", "SHOP_LEVEL", "one"))
                .and("prod", host("b").fell("env[shop]", Outcome.REFUSED)));
        assertThat(status(blind)).isEqualTo(Status.UNSEEN);
        assertThat(blind.resolved()).isEmpty();
        assertThat(text(blind)).contains("not seen this time, open for");
    }

    @Test
    void flapsFromTheThirdReturnWithinTwoWeeks() throws IOException, FormatException {
        night("two");
        for (int i = 0; i < 2; i++) {
            night("one");
            assertThat(status(night("two"))).isEqualTo(Status.REOPENED);
        }
        night("one");
        Report flapping = night("two");
        assertThat(status(flapping)).isEqualTo(Status.FLAPPING);
        assertThat(text(flapping)).contains("flapping, came back 3 times");
    }

    /** Three times in a month is no flapping, though no return is long after the one before. */
    @Test
    void doesNotFlapWhereItsReturnsAreSpreadOverAMonth() throws IOException, FormatException {
        night("two");
        for (int i = 0; i < 4; i++) {
            night = night.plus(Duration.ofDays(6));
            night("one");
            Report back = night("two");
            assertThat(status(back)).isEqualTo(Status.REOPENED);
            assertThat(Reports.at(back, FACT).disposition()).isEqualTo(Disposition.OPEN);
            assertThat(Reports.at(back, FACT).lifecycle().returns()).isEqualTo(i + 1);
        }
    }

    @Test
    void isWaivedUntilItsWaiverEndsAndThenToldAgainOnce() throws IOException, FormatException {
        waivedUntil(TONIGHT.plusDays(1));
        night("two");
        Report waived = night("two");
        assertThat(status(waived)).isEqualTo(Status.WAIVED);
        assertThat(Reports.at(waived, FACT).waivedUntil()).contains(TONIGHT.plusDays(1));

        Report expired = night("two");
        Drift drift = Reports.at(expired, FACT);
        assertThat(drift.status()).isEqualTo(Status.EXPIRED);
        assertThat(drift.disposition()).isEqualTo(Disposition.OPEN);
        assertThat(text(expired))
                .containsSubsequence("New\n", "waiver ended " + TONIGHT.plusDays(1) + ", open for 2 days")
                .doesNotContain("Still open\n");
        assertThat(written(expired)).contains("\"status\":\"expired\",\"waivedUntil\":\"" + TONIGHT.plusDays(1) + "\"");

        Report after = night("two");
        assertThat(status(after)).isEqualTo(Status.EXPIRED);
        assertThat(text(after)).contains("Still open\n").doesNotContain("New\n");
    }

    @Test
    void isWaivedWhereALaterWaiverTookOver() throws IOException, FormatException {
        policy = "waivers:\n  - {match: 'env[*]/SHOP_LEVEL', because: test, owner: test, until: " + TONIGHT.minusDays(2)
                + "}\n  - {match: 'env[shop]/*', because: test, owner: test, until: " + TONIGHT.plusDays(9) + "}\n";
        assertThat(status(night("two"))).isEqualTo(Status.WAIVED);
        policy = "waivers:\n  - {match: 'env[shop]/*', because: test, owner: test, until: " + TONIGHT.plusDays(9)
                + "}\n  - {match: 'env[*]/SHOP_LEVEL', because: test, owner: test, until: " + TONIGHT.minusDays(2)
                + "}\n";
        assertThat(status(night("two"))).isEqualTo(Status.WAIVED);
    }

    @Test
    void isOneOfThoseThatTheDocumentationTellsOf() throws IOException {
        String page = Files.readString(Path.of("../docs/format.md"));
        String table = page.substring(page.indexOf("<!-- test: statuses -->"), page.indexOf("## Reading limits"));
        assertThat(table.lines().filter(line -> line.startsWith("| `")))
                .extracting(line -> line.substring(3, line.indexOf('`', 3)))
                .containsExactly(
                        Arrays.stream(Status.values()).map(Status::text).toArray(String[]::new));
    }

    /** Reports of an earlier release have no such member; those of a later one may say more than is known here. */
    @Test
    void isToldByTheRestWhereAReportDoesNotSayOrSaysAWordNobodyKnows() throws IOException, FormatException {
        String json = written(night("two"));
        assertThat(status(read(json.replace("\"status\":\"untracked\",", "")))).isEqualTo(Status.UNTRACKED);
        assertThat(status(read(json.replace("\"status\":\"untracked\",", "\"status\":\"haunted\","))))
                .isEqualTo(Status.UNTRACKED);
    }
}

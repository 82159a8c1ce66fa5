package dev.leeway.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderFindingsTest {
    private static final UnreadFile UNREAD = new UnreadFile("prod/web-03.json", "prod/web-03.json:1:1: empty; again");

    @Test
    void makesTheResultIncompleteForWantOfAFile() {
        Report report = new FolderFindings(List.of(UNREAD), 0, 0, List.of()).addTo(SampleReports.equal(), List.of());
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.coverage().gaps())
                .contains(new Gap(
                        "snapshot[web-03.json]", "unknown", List.of(), Outcome.FAILED, UNREAD.message(), true, 0));
    }

    @Test
    void staysTheSameWhereTheGapIsAllowed() {
        FolderFindings findings = new FolderFindings(List.of(UNREAD), 0, 0, List.of());
        for (String allowed : List.of("snapshot[*]", "snapshot[web-03.json]", "**")) {
            Report report = findings.addTo(SampleReports.equal(), List.of(AddressPattern.parse(allowed)));
            assertThat(report.verdict()).isEqualTo(Verdict.SAME);
            assertThat(report.coverage().gaps()).anyMatch(gap -> gap.reason().equals(UNREAD.message()));
        }
    }

    @Test
    void letsDriftOutrankTheGap() {
        Report report =
                new FolderFindings(List.of(UNREAD), 0, 0, List.of()).addTo(SampleReports.believable(), List.of());
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }

    @Test
    void countsWhatWasPassedOver() {
        Report report = new FolderFindings(List.of(), 2, 1, List.of()).addTo(SampleReports.believable(), List.of());
        assertThat(report.notes())
                .contains(
                        "2 snapshots were passed over for a newer one of the same host",
                        "1 file was a report, not a snapshot, and passed over")
                .isSorted();
    }

    @Test
    void changesNothingWhereThereIsNothingToTell() {
        assertThat(new FolderFindings(List.of(), 0, 0, List.of()).addTo(SampleReports.believable(), List.of()))
                .isEqualTo(SampleReports.believable());
    }

    @Test
    void namesTheHostsWhoseCountBeganAnewAndNotTooMany() {
        List<String> hosts = List.of("web-01", "web-02", "web-03", "web-04");
        assertThat(new FolderFindings(List.of(), 4, 0, hosts)
                        .addTo(SampleReports.believable(), List.of())
                        .notes())
                .contains("web-01, web-02, web-03 and 1 more counted snapshots anew or not at all,"
                        + " so the clock told which is the newest");
    }
}

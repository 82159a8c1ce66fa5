package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextWidthTest {
    @Test
    void countsTheColumnsATerminalUses() {
        assertThat(TextWidth.of("plain")).isEqualTo(5);
        assertThat(TextWidth.of("漢字")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.of("😀")).isEqualTo(2);
        assertThat(TextWidth.of("")).isZero();
    }

    @Test
    void breaksAtSpacesAndKeepsEveryWord() {
        List<String> lines = TextWidth.wrap("one two three four five", 9, 11);
        assertThat(lines).containsExactly("one two", "three four", "five");
    }

    @Test
    void breaksAWordThatFitsNoLine() {
        List<String> lines = TextWidth.wrap("a /very/long/path/without/any/space b", 10, 12);
        assertThat(lines).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(12));
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo("a/very/long/path/without/any/spaceb");
    }

    @Test
    void neverBreaksACharacterInTwo() {
        List<String> lines = TextWidth.wrap("😀".repeat(30), 7, 7);
        assertThat(String.join("", lines)).isEqualTo("😀".repeat(30));
        assertThat(lines).allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 120, 160, 200})
    void fitsEveryLineOfEveryReportIntoTheWidth(int width) throws UnknownIdException {
        RenderOptions options = new RenderOptions(width, false, OptionalInt.empty());
        Report wordy = SampleReports.of(Drifts.open(
                "5c1e07d2f3b9a64",
                "env[shop-web]/A_RATHER_LONG_NAME_FOR_A_VARIABLE_THAT_NOBODY_WOULD_WANT_TO_TYPE_TWICE_IN_A_DAY",
                DriftState.DIFFERENT,
                Severity.HIGH,
                "a summary of many words ".repeat(20).strip(),
                Drifts.text("dev", "漢字".repeat(200), "mine"),
                Drifts.text("prod", "word ".repeat(100), "web-01")));
        List<Report> reports = List.of(
                SampleReports.equal(),
                SampleReports.incomplete(),
                SampleReports.believable(),
                SampleReports.withHistory(),
                SampleReports.ofSize(100),
                wordy,
                HostileReports.everywhere("x".repeat(3_000)));
        for (Report report : reports) {
            assertThat(ReportFormat.TEXT.render(report, options).lines())
                    .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
        }
        assertThat(ExplainText.render(wordy, "5c1e", options, AskAgain.NOT).lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
    }
}

package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMatrixTest {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    private static String matrix(Report report, int width, boolean colour) {
        String text = ReportFormat.TEXT.render(report, new RenderOptions(width, colour, OptionalInt.empty()));
        int from = text.indexOf("By environment");
        return from < 0 ? "" : text.substring(from, text.indexOf("\n\n", from) + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 140, 200})
    void holdsEnvironmentsBesideEachOtherAsItAlwaysDid(int width) throws IOException {
        String plain = matrix(SampleReports.ofThree(), width, false);
        Golden.matches("matrix/three-" + width + ".txt", plain);
        assertThat(plain.lines()).allMatch(line -> TextWidth.of(line) <= width);
    }

    @Test
    void saysTheSameInColour() throws IOException {
        String coloured = matrix(SampleReports.ofThree(), 100, true);
        Golden.matches("matrix/three-100-colour.txt", coloured);
        assertThat(COLOURS.matcher(coloured).replaceAll("").lines().map(String::stripTrailing))
                .containsExactlyElementsOf(
                        matrix(SampleReports.ofThree(), 100, false).lines().toList());
    }

    @Test
    void cutsNoValueHoweverNarrowItIs() {
        for (int width = 40; width <= 200; width++) {
            String joined = matrix(SampleReports.ofThree(), width, false).replaceAll("\\s", "");
            assertThat(joined)
                    .as("width %d", width)
                    .contains("absent", "unknown", "3.0.22")
                    .doesNotContain("...");
        }
    }

    @Test
    void isLeftOutWhereTheCausesTellItThemselves() {
        assertThat(matrix(SampleReports.believable(), 100, false)).isEmpty();
        assertThat(ReportFormat.TEXT.render(SampleReports.ofThree(), new RenderOptions(100, false, OptionalInt.of(0))))
                .doesNotContain("By environment");
    }

    @Test
    void countsTheRowsItLeavesOut() {
        Report report = HostileReports.together(java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> "text" + i)
                .toList());
        assertThat(matrix(report, 200, false)).contains("... and 40 more causes (all of them: --limit 0");
    }

    static List<String> strings() {
        return HostileStrings.all();
    }

    @ParameterizedTest
    @MethodSource("strings")
    void keepsItsLinesWhateverAHostSays(String hostile) {
        Report report = HostileReports.together(List.of(hostile, "one", "two"));
        for (int width : new int[] {40, 80, 120}) {
            assertThat(matrix(report, width, false).lines()).allMatch(line -> TextWidth.of(line) <= width);
        }
    }
}

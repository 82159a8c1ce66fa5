package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InjectionTest {
    private static final AskAgain AGAIN =
            new AskAgain(List.of("leeway", "diff", "a.json", "b.json"), Optional.of("/srv"), List.of("drift.json"));

    private static final Pattern OUR_COLOURS = Pattern.compile("\u001b\\[(1;31|31|33|36|34|32|1|2|0)m");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern OUR_TAG =
            Pattern.compile("<(!DOCTYPE html|/?[a-z][a-z0-9]*( [a-z-]+=\"[^\"<>]*\")*)>");

    static List<String> strings() {
        return HostileStrings.all();
    }

    @Test
    void triesAtLeastAHundredTexts() {
        assertThat(HostileStrings.all()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("strings")
    void leavesNothingInTextThatATerminalWouldObey(String hostile) {
        Report report = HostileReports.everywhere(hostile);
        assertInert(ReportFormat.TEXT.render(report, RenderOptions.PLAIN));
        String coloured = ReportFormat.TEXT.render(report, new RenderOptions(80, true, OptionalInt.empty()));
        assertInert(OUR_COLOURS.matcher(coloured).replaceAll(""));
        assertThat(OUR_COLOURS.matcher(coloured).replaceAll(""))
                .isEqualTo(ReportFormat.TEXT.render(report, new RenderOptions(80, false, OptionalInt.empty())));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void leavesNothingInAnExplanationThatATerminalWouldObey(String hostile) throws UnknownIdException {
        Report report = HostileReports.everywhere(hostile);
        assertInert(ExplainText.render(report, "5c1e", RenderOptions.PLAIN, AGAIN));
        assertInert(ExplainText.render(report, "a645", RenderOptions.PLAIN, AGAIN));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void keepsThePageBuiltOfItsOwnElementsOnly(String hostile) {
        String page = ReportFormat.HTML.render(HostileReports.everywhere(hostile), RenderOptions.PLAIN);
        String benign = ReportFormat.HTML.render(HostileReports.everywhere("benign"), RenderOptions.PLAIN);
        // What has no text is left out, elements and all.
        if (!hostile.isEmpty()) {
            assertThat(tags(page)).isEqualTo(tags(benign));
        }
        String outsideStyle = page.replace(HtmlStyle.SHEET, "").replace(HtmlScript.TEXT, "");
        Matcher tag = TAG.matcher(outsideStyle);
        while (tag.find()) {
            assertThat(tag.group()).matches(OUR_TAG);
        }
        assertThat(TAG.matcher(outsideStyle).replaceAll("")).doesNotContain("<", ">");
        assertInert(outsideStyle);
    }

    @ParameterizedTest
    @MethodSource("strings")
    void keepsEveryTextInJsonAndShowsNoneOfItToATerminal(String hostile) throws FormatException {
        Report report = HostileReports.everywhere(hostile);
        String json = ReportFormat.JSON.render(report, RenderOptions.PLAIN);
        assertThat(ReportJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test"))
                .isEqualTo(report);
        assertInert(json);
    }

    /** The names of the elements in order, without what their attributes say. */
    private static List<String> tags(String page) {
        return TAG.matcher(page.replace(HtmlStyle.SHEET, "").replace(HtmlScript.TEXT, ""))
                .results()
                .map(found -> found.group().replaceAll("[ >].*", ""))
                .toList();
    }

    private static void assertInert(String text) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c != '\n') {
                assertThat(VisibleText.hidden(c))
                        .as("U+%04X at %d of: %s", c, i, VisibleText.of(text.substring(Math.max(0, i - 40), i)))
                        .isFalse();
            }
            i += Character.charCount(c) - 1;
        }
    }
}

package dev.leeway.collector.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.report.Drifts;
import dev.leeway.collector.report.HostileStrings;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts call their things is text to mail, chat and programs, and no message outgrows its way. */
class InertNoticeTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern OURS = Pattern.compile("<(!DOCTYPE html|/?[a-z][a-z0-9]*( [a-z-]+=\"[^\"<>]*\")*)>");
    private static final Pattern MOVING =
            Pattern.compile("[\\x00-\\x09\\x0B-\\x1F\\x7F-\\x9F\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    static List<String> strings() {
        return HostileStrings.all();
    }

    /** {@code text} wherever a host, a policy or a person may have put it. */
    private static Notice everywhere(String text) {
        List<Drift> drifts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Drift drift = Drifts.open(
                            "%04x07d2f3b9a64".formatted(i + 1),
                            "os/timezone",
                            DriftState.SHARED,
                            Severity.CRITICAL,
                            text)
                    .ownedBy(Optional.of("o" + text));
            Drift between = Drifts.between(drift, List.of("e" + text, "prod")).ownedBy(Optional.of("o" + text));
            drifts.add(new Drift(
                    between.id(),
                    between.address(),
                    between.scope(),
                    between.between(),
                    between.state(),
                    between.severity(),
                    between.disposition(),
                    between.values(),
                    between.direction(),
                    between.cause(),
                    new Explanation("s" + text, "w" + text, "a" + text, text),
                    between.judgedBy(),
                    between.lifecycle(),
                    between.change(),
                    between.owner(),
                    between.status(),
                    between.waivedUntil()));
        }
        Report base = Nights.of(drifts);
        Report report = base.but()
                .coverage(new Coverage(
                        1,
                        1,
                        0,
                        1,
                        0,
                        0,
                        List.of(new Gap("p" + text, "e" + text, List.of("h" + text), Outcome.FAILED, text, true, 1))))
                .environments(List.of(new ReportEnvironment(
                        "e" + text, base.environments().get(1).hosts(), List.of())))
                .silent(List.of(new SilentService(
                        "silent " + text, "e" + text, Nights.AS_OF, List.of("h" + text), Optional.of(text))))
                .resolved(List.of(new ResolvedDrift("1", drifts.get(0).address(), Severity.HIGH, "r" + text)))
                .policyFindings(List.of(
                        new PolicyFinding("f" + text, "expiresSoon", text),
                        new PolicyFinding("f", PolicyFinding.UNLISTED, text)))
                .build();
        return Nights.told(new Night(report, Duration.ofHours(1)), Nights.EVERYBODY);
    }

    private static Notice alert(String text) {
        Item item = new Item(
                Optional.of("1"),
                Optional.of("1"),
                Optional.of(Severity.CRITICAL),
                text,
                Optional.of(text),
                List.of(text),
                Optional.of(text),
                Optional.empty(),
                text,
                text);
        return Notices.alert(List.of(item), List.of(), Nights.AS_OF).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("strings")
    void staysTextInMail(String hostile) {
        for (Notice notice : List.of(everywhere(hostile), alert(hostile))) {
            MailText mail = MailText.of(notice);
            assertThat(mail.subject()).doesNotContain("\r", "\n").doesNotContainPattern(MOVING);
            assertThat(mail.text()).doesNotContainPattern(MOVING);
            String page = mail.html();
            String shown = page.substring(page.indexOf("</style>"));
            assertThat(TAG.matcher(shown).results().map(tag -> tag.group()))
                    .allMatch(tag -> OURS.matcher(tag).matches());
            assertThat(TAG.matcher(shown).replaceAll(""))
                    .doesNotContain("<", ">")
                    .doesNotContainPattern(MOVING);
            assertThat(TAG.matcher(shown).results().map(tag -> tag.group()))
                    .noneMatch(tag -> tag.matches("(?s).*( src| href| on[a-z]+|url\\().*"));
        }
    }

    @Test
    void buildsTheSamePageOfWhateverItIsTold() {
        List<String> benign = tags("benign");
        for (String hostile : HostileStrings.all()) {
            if (!hostile.isBlank()) {
                assertThat(tags(hostile)).as(hostile).isEqualTo(benign);
            }
        }
    }

    private static List<String> tags(String text) {
        return TAG.matcher(MailText.of(everywhere(text)).html())
                .results()
                .map(tag -> tag.group().replaceAll("[ >].*", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("strings")
    void staysTextInChat(String hostile) throws IOException {
        for (Notice notice : List.of(everywhere(hostile), alert(hostile))) {
            JsonNode message = new ObjectMapper().readTree(SlackText.of(notice));
            String text = message.path("text").asText();
            assertThat(text).doesNotContain("<", ">").doesNotContainPattern("[@#`*_~\\[\\]!|](?!\\u200B)");
            assertThat(text).doesNotContain("://");
            message.path("blocks").forEach(block -> {
                assertThat(block.path("text").path("type").asText()).isEqualTo("plain_text");
                assertThat(block.path("text").path("text").asText())
                        .doesNotContain("<", ">")
                        .doesNotContainPattern("@(?!\\u200B)")
                        .doesNotContainPattern(MOVING);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("strings")
    void staysTextInJson(String hostile) throws IOException {
        for (Notice notice : List.of(everywhere(hostile), alert(hostile))) {
            String json = WebhookText.of(notice, "c");
            assertThat(json).doesNotContainPattern(MOVING);
            assertThat(new ObjectMapper().readTree(json).path("parts").isArray())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000, 100_000})
    void fitsItsWayHoweverMuchThereIs(int drifts) throws IOException {
        fits(Nights.told(Nights.of(dev.leeway.collector.report.SampleReports.ofSize(drifts)), Nights.EVERYBODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "\"", "\u4E16", "\uD83D\uDE00", "\u202E", "@", "<"})
    void fitsItsWayHoweverLongTextsAre(String letter) throws IOException {
        fits(everywhere(letter.repeat(50_000)));
        fits(alert(letter.repeat(50_000)));
    }

    private static void fits(Notice notice) throws IOException {
        MailText mail = MailText.of(notice);
        assertThat(mail.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MailText.MOST_BYTES);
        assertThat(mail.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MailText.MOST_BYTES);
        assertThat(mail.subject()).hasSizeLessThan(200);
        JsonNode message = new ObjectMapper().readTree(SlackText.of(notice));
        assertThat(message.path("blocks").size()).isBetween(1, SlackText.MOST_BLOCKS);
        int total = 0;
        for (JsonNode block : message.path("blocks")) {
            int length = block.path("text").path("text").asText().length();
            assertThat(length)
                    .isLessThanOrEqualTo(block.path("type").asText().equals("header") ? 150 : SlackText.MOST_SECTION);
            total += length;
        }
        assertThat(total + message.path("text").asText().length()).isLessThan(13_200);
        assertThat(WebhookText.of(notice, "c").getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000_000);
    }
}

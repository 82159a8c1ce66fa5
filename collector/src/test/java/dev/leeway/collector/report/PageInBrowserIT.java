package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as a browser shows them: what it makes of hostile texts, of keys and filters, of paper and of rules of accessibility. */
class PageInBrowserIT {
    private static final String TEXTS =
            "JSON.stringify([document.querySelectorAll('*').length, document.scripts.length,"
                    + " Array.from(document.querySelectorAll('.cause h3'), e => e.textContent),"
                    + " Array.from(document.querySelectorAll('.told dd'), e => e.textContent),"
                    + " Array.from(document.querySelectorAll('#policy ~ ul li'), e => e.textContent)])";

    private static final int GROUP = 12;
    private static final int LONG = 400;

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void asADesktopHasIt() throws Exception {
        browser.look(1280, "light");
    }

    private static void open(Report report) throws IOException, InterruptedException {
        Path file = folder.resolve("page.html");
        Files.writeString(file, ReportFormat.HTML.render(report, RenderOptions.PLAIN));
        browser.open(file);
    }

    private static JsonNode texts() throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(browser.evaluate(TEXTS).asText());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asText()));
        return strings;
    }

    private static void assertNothingHappened() {
        assertThat(browser.events("Page.javascriptDialogOpening")).isEmpty();
        assertThat(browser.events("Network.requestWillBeSent"))
                .extracting(request -> request.path("request").path("url").asText())
                .hasSize(1)
                .allMatch(url -> url.startsWith("file:///") && url.endsWith("/page.html"));
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.events("Log.entryAdded")).isEmpty();
        assertThat(browser.events("Audits.issueAdded")).isEmpty();
        assertThat(browser.events("Page.frameAttached")).isEmpty();
    }

    /** Many on one page, for what breaks out of one place is missed in the others; the longest alone, for a page has a budget. */
    static List<List<String>> groups() {
        List<List<String>> groups = new ArrayList<>();
        List<String> group = new ArrayList<>();
        for (String hostile : HostileStrings.all()) {
            if (hostile.isEmpty() || VisibleText.of(hostile).length() > LONG) {
                groups.add(List.of(hostile));
            } else {
                group.add(hostile);
            }
            if (group.size() == GROUP) {
                groups.add(List.copyOf(group));
                group.clear();
            }
        }
        groups.add(List.copyOf(group));
        return groups;
    }

    private static List<String> benign(int count) {
        return IntStream.range(0, count).mapToObj(i -> "benign" + i).toList();
    }

    /** What is long is told in brief. */
    private static List<String> shown(List<String> texts) {
        return texts.stream()
                .map(text -> ValueText.shortened(VisibleText.of(text), LONG))
                .toList();
    }

    @Test
    void showsEveryHostileTextAsTextAndDoesNothing() throws Exception {
        Map<Integer, Integer> elements = new TreeMap<>();
        int seen = 0;
        for (List<String> hostile : groups()) {
            if (!elements.containsKey(hostile.size())) {
                open(HostileReports.together(benign(hostile.size())));
                elements.put(hostile.size(), texts().path(0).asInt());
            }
            open(HostileReports.together(hostile));

            assertNothingHappened();
            JsonNode texts = texts();
            assertThat(texts.path(1).asInt()).as("scripts").isEqualTo(1);
            assertThat(strings(texts.path(2)))
                    .as("titles")
                    .containsAll(shown(hostile))
                    .isSubsetOf(shown(hostile));
            if (!hostile.contains("") && VisibleText.of(hostile.get(0)).length() <= LONG) {
                assertThat(texts.path(0).asInt())
                        .as("elements for %s", shown(hostile))
                        .isEqualTo(elements.get(hostile.size()));
                assertThat(strings(texts.path(3))).as("whys").containsAll(shown(hostile));
                assertThat(strings(texts.path(4)))
                        .as("findings")
                        .containsAll(shown(hostile).stream()
                                .map(text -> text + " " + text)
                                .toList());
            }
            seen += hostile.size();
        }
        assertThat(seen).isGreaterThan(150);
    }

    /** A page that does what ours must not: seen with the same eyes, so that these are known to see. */
    @Test
    void wouldSeeWhatAPageDoes() throws Exception {
        Path file = folder.resolve("page.html");
        Files.writeString(
                file,
                "<!DOCTYPE html><img src=http://evil.example/x><script>window.seen = 1; throw new Error('x')</script>");
        browser.open(file);

        assertThat(browser.events("Network.requestWillBeSent")).hasSizeGreaterThan(1);
        assertThat(browser.events("Runtime.exceptionThrown")).isNotEmpty();
        Files.writeString(file, "<!DOCTYPE html><script>alert(1)</script>");
        browser.open(file);
        assertThat(browser.events("Page.javascriptDialogOpening")).isNotEmpty();
        browser.send("Page.handleJavaScriptDialog", Map.of("accept", true));
    }

    private static String axe() throws IOException {
        try (InputStream in = Objects.requireNonNull(PageInBrowserIT.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Serious and critical faults of the page as it is, everything in it unfolded. */
    private static List<String> faults() throws InterruptedException {
        JsonNode result = browser.evaluate(
                "axe.run(document, {resultTypes: ['violations'], elementRef: false}).then(r => ({passes: r.passes.length,"
                        + " violations: r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')"
                        + ".map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))}))");
        assertThat(result.path("passes").asInt()).isGreaterThan(15);
        return strings(result.path("violations"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "incomplete"})
    void breaksNoRuleOfAccessibilityThatMatters(String kind) throws Exception {
        open(kind.equals("three") ? SampleReports.ofThree() : SampleReports.incomplete());
        browser.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })");
        browser.evaluate(axe());
        for (int width : kind.equals("three") ? new int[] {1280, 390} : new int[] {390}) {
            for (String scheme : List.of("light", "dark")) {
                browser.look(width, scheme);

                assertThat(faults()).as(width + " " + scheme).isEmpty();
                assertThat(browser.evaluate("document.scrollingElement.scrollWidth")
                                .asInt())
                        .as("nothing hangs over the edge")
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void wouldSeeAFaultOfAccessibility() throws Exception {
        open(SampleReports.equal());
        browser.evaluate(axe());
        browser.evaluate("document.documentElement.removeAttribute('lang')");

        assertThat(faults()).singleElement().asString().startsWith("html-has-lang");
    }

    private static List<String> shown() throws InterruptedException {
        return strings(
                browser.evaluate("Array.from(document.querySelectorAll('.cause')).filter(e => e.checkVisibility())"
                        + ".map(e => e.querySelector('h3').textContent)"));
    }

    private static void type(String text) throws InterruptedException {
        for (int i = 0; i < text.length(); i++) {
            browser.press(text.substring(i, i + 1));
        }
    }

    @Test
    void findsWhatIsSearchedForAndForgetsItAtEscape() throws Exception {
        open(SampleReports.believable());
        List<String> all = shown();
        assertThat(all).hasSize(4);

        browser.press("/");
        type("payment");

        assertThat(shown()).containsExactly("shop-web: PAYMENT_TIMEOUT absent in prod");
        assertThat(browser.evaluate("document.getElementById('told').textContent")
                        .asText())
                .isEqualTo("1 of 4 causes");
        assertThat(browser.evaluate("document.querySelectorAll('.matrix tbody tr:not([hidden])').length")
                        .asInt())
                .isEqualTo(1);
        browser.press("Escape");
        assertThat(shown()).isEqualTo(all);
        assertNothingHappened();
    }

    @Test
    void filtersByWhatEachCauseIs() throws Exception {
        open(SampleReports.ofThree());
        for (String filter : List.of(
                "name=state value=split 1",
                "name=probe value=env 2",
                "name=environment value=dev 0",
                "name=whose value=shop-web 2",
                "name=owner value=team-shop 2")) {
            String[] words = filter.replace("name=", "").replace("value=", "").split(" ");
            if (words[0].equals("owner")) {
                // There is but one owner, and so nothing to choose.
                assertThat(browser.evaluate("document.querySelectorAll('select[name=owner]').length")
                                .asInt())
                        .isZero();
                continue;
            }
            browser.evaluate("(() => { const s = document.querySelector('select[name=" + words[0] + "]');"
                    + " s.value = Array.from(s.options).find(o => o.textContent === '" + words[1] + "').value;"
                    + " s.dispatchEvent(new Event('input', {bubbles: true})); })()");

            assertThat(shown()).as(filter).hasSize(Integer.parseInt(words[2]));
            browser.press("Escape");
        }
        browser.evaluate("document.querySelector('input[value=s-low]').click()");
        assertThat(shown()).hasSize(3);
        browser.evaluate("document.querySelector('input[value=s-low]').click()");
        assertThat(shown()).hasSize(5);
        assertNothingHappened();
    }

    @Test
    void isWalkedThroughByKeys() throws Exception {
        open(SampleReports.ofSize(100));
        String focused = "document.activeElement.closest('.cause').querySelector('h3').textContent";
        String opened = "document.activeElement.closest('.cause').open";

        browser.press("j");
        assertThat(browser.evaluate(focused).asText()).isEqualTo("library-0 differs");
        for (int i = 0; i < 8; i++) {
            browser.press("j");
        }
        browser.press("k");
        assertThat(browser.evaluate(focused).asText()).isEqualTo("library-7 differs");
        assertThat(browser.evaluate("(() => { const r = document.activeElement.getBoundingClientRect();"
                                + " return r.top >= 0 && r.bottom <= innerHeight; })()")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate(opened).asBoolean()).isFalse();
        browser.press("Enter");
        assertThat(browser.evaluate(opened).asBoolean()).isTrue();
        browser.press("?");
        assertThat(browser.evaluate("document.getElementById('help').open").asBoolean())
                .isTrue();
        browser.press("Escape");
        assertThat(browser.evaluate("document.getElementById('help').open").asBoolean())
                .isFalse();
        browser.press("e");
        assertThat(browser.evaluate("document.querySelectorAll('.cause:not([open])').length")
                        .asInt())
                .isZero();
        assertNothingHappened();
    }

    @Test
    void isDarkForThoseWhoPreferItAndForThoseWhoChooseIt() throws Exception {
        String paper = "getComputedStyle(document.body).backgroundColor";
        open(SampleReports.believable());
        String light = browser.evaluate(paper).asText();
        browser.look(1280, "dark");
        String dark = browser.evaluate(paper).asText();
        assertThat(dark).isNotEqualTo(light);
        browser.press("t");
        assertThat(browser.evaluate(paper).asText()).as("light, chosen").isEqualTo(light);
        browser.press("t");
        browser.look(1280, "light");
        assertThat(browser.evaluate(paper).asText()).as("dark, chosen").isEqualTo(dark);
        browser.press("t");
        assertThat(browser.evaluate(paper).asText()).as("the system's").isEqualTo(light);
    }

    @Test
    void opensTheCauseThatAnAddressLeadsTo() throws Exception {
        open(SampleReports.ofSize(100));
        String id =
                browser.evaluate("document.querySelectorAll('.cause')[50].id").asText();

        browser.evaluate("location.hash = '" + id + "'");
        browser.evaluate("new Promise(done => setTimeout(done, 50))");

        assertThat(browser.evaluate("document.getElementById('" + id + "').open")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void unfoldsOnPaperWhatMattersAndLeavesTheBarAway() throws Exception {
        open(SampleReports.ofSize(100));
        String seen = "Array.from(document.querySelectorAll('.cause .about')).filter(e => e.checkVisibility()).length";
        assertThat(browser.evaluate(seen).asInt()).isLessThan(100);

        browser.media("print", "light");

        // What stands in a folded part is there on paper, with the script or without.
        assertThat(browser.evaluate("Array.from(document.querySelectorAll('.cause .about'))"
                                + ".filter(e => e.getBoundingClientRect().height > 0).length")
                        .asInt())
                .isEqualTo(100);
        assertThat(browser.evaluate("document.getElementById('tools').checkVisibility()")
                        .asBoolean())
                .isFalse();
        browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.evaluate("document.querySelectorAll('.cause:not([open])').length")
                        .asInt())
                .isZero();
        browser.evaluate("window.dispatchEvent(new Event('afterprint'))");
        assertThat(browser.evaluate("document.querySelectorAll('.cause[open]').length")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void saysTheSameWithoutItsScript() throws Exception {
        open(SampleReports.believable());
        String text = browser.evaluate("document.querySelector('main').textContent.length")
                .asText();
        browser.send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            open(SampleReports.believable());
            assertThat(browser.evaluate("document.getElementById('tools').hidden")
                            .asBoolean())
                    .isTrue();
            assertThat(shown()).hasSize(4);
            assertThat(browser.evaluate("document.querySelectorAll('.cause')[0].open")
                            .asBoolean())
                    .isTrue();
            assertThat(browser.evaluate("document.querySelector('main').textContent.length")
                            .asInt())
                    .as("all but the count of the filters")
                    .isBetween(Integer.parseInt(text) - 20, Integer.parseInt(text));
        } finally {
            browser.send("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }
}

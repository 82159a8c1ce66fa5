package dev.leeway.collector.report;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reports as other programs read them, through readers that others wrote. */
class ExportsTest {
    private static final Pattern TAG = Pattern.compile("</?[a-z0-9]+[^>]*>");
    private static final Schema SARIF = sarif();

    static List<String> strings() {
        return HostileStrings.all();
    }

    static List<Report> reports() {
        return List.of(
                SampleReports.equal(),
                overBudget(),
                SampleReports.incomplete(),
                SampleReports.believable(),
                SampleReports.withHistory(),
                SampleReports.ofSize(0),
                SampleReports.ofSize(100));
    }

    private static Report overBudget() {
        return SampleReports.equal()
                .but()
                .verdict(Verdict.DRIFT)
                .policyFindings(List.of(new PolicyFinding("leeway.yaml", PolicyFinding.OVER_BUDGET, "over the budget")))
                .build();
    }

    private static Schema sarif() {
        try (InputStream in =
                Objects.requireNonNull(ExportsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String render(ReportFormat format, Report report) {
        return format.render(report, RenderOptions.PLAIN);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<CSVRecord> rows(String text) throws IOException {
        return CSVFormat.RFC4180.parse(new StringReader(text)).getRecords();
    }

    /** As a code host shows it. */
    private static String shown(String markdown) {
        List<org.commonmark.Extension> extensions = List.of(TablesExtension.create(), AutolinkExtension.create());
        return HtmlRenderer.builder()
                .extensions(extensions)
                .build()
                .render(Parser.builder().extensions(extensions).build().parse(markdown));
    }

    private static List<String> tags(String html) {
        return TAG.matcher(html)
                .results()
                .map(found -> found.group().replaceAll("[ >].*", ""))
                // What looks like a commit stands as code.
                .filter(tag -> !tag.endsWith("code"))
                .toList();
    }

    private static List<String> elements(Document document) {
        List<String> names = new ArrayList<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            names.add(all.item(i).getNodeName());
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("reports")
    void writesWhatTheSchemaOfSarifAllows(Report report) throws Exception {
        String text = render(ReportFormat.SARIF, report);

        assertThat(SARIF.validate(text, com.networknt.schema.InputFormat.JSON)).isEmpty();
        JsonNode run = json(text).at("/runs/0");
        assertThat(run.at("/results"))
                .hasSize(report.causes().stream()
                        .filter(cause -> cause.disposition() != Disposition.WITHIN_LEEWAY)
                        .toList()
                        .size());
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean())
                .isEqualTo(report.coverage().gaps().stream().noneMatch(Gap::required));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void keepsSarifAsItIsWhateverAHostSays(String hostile) throws Exception {
        String text = render(ReportFormat.SARIF, HostileReports.everywhere(hostile));

        assertThat(SARIF.validate(text, com.networknt.schema.InputFormat.JSON)).isEmpty();
        assertThat(text.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    }

    @Test
    void leadsFromAResultToFileAndLine() throws Exception {
        JsonNode run =
                json(render(ReportFormat.SARIF, SampleReports.believable())).at("/runs/0");
        List<String> places = new ArrayList<>();
        run.at("/results")
                .forEach(result -> places.add(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                                .asText() + ":"
                        + result.at("/locations/0/physicalLocation/region/startLine")
                                .asText() + " "
                        + result.at("/locations/0/physicalLocation/artifactLocation/uriBaseId")
                                .asText()));

        assertThat(places)
                .anyMatch(place -> place.matches("[a-zA-Z].*:[0-9]+ HOST"))
                .anyMatch(place -> place.endsWith("FACTS"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void failsTheCasesThatMakeTheVerdict(Report report) throws Exception {
        Element suites = xml(render(ReportFormat.JUNIT, report)).getDocumentElement();
        long grave = report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN
                        && cause.severity().compareTo(report.failOn()) <= 0)
                .count();
        grave += report.policyFindings().stream()
                .filter(finding -> finding.kind().equals(PolicyFinding.OVER_BUDGET))
                .count();

        assertThat(suites.getAttribute("failures")).isEqualTo(Long.toString(grave));
        assertThat(suites.getElementsByTagName("failure").getLength()).isEqualTo((int) grave);
        assertThat(!suites.getAttribute("failures").equals("0")).isEqualTo(report.verdict() == Verdict.DRIFT);
        long required =
                report.coverage().gaps().stream().filter(gap -> gap.required()).count();
        int nothing = report.coverage().compared() == 0 ? 1 : 0;
        assertThat(suites.getAttribute("errors")).isEqualTo(Long.toString(required + nothing));
        assertThat(suites.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suites.getAttribute("tests")));
    }

    @Test
    void tellsDashboardsThatTheBudgetIsSpentAsAnError() throws Exception {
        assertThat(json(render(ReportFormat.SARIF, overBudget()))
                        .at("/runs/0/invocations/0/toolExecutionNotifications"))
                .filteredOn(note -> note.at("/level").asText().equals("error"))
                .singleElement()
                .satisfies(note ->
                        assertThat(note.at("/message/text").asText()).isEqualTo("leeway.yaml: over the budget"));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void keepsCasesAsTheyAreWhateverAHostSays(String hostile) throws Exception {
        Document benign = xml(render(ReportFormat.JUNIT, HostileReports.everywhere("benign")));

        Document document = xml(render(ReportFormat.JUNIT, HostileReports.everywhere(hostile)));

        assertThat(elements(document)).isEqualTo(elements(benign));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void givesEachDriftAndEachGapALine(Report report) throws Exception {
        List<CSVRecord> rows = rows(render(ReportFormat.CSV, report));

        assertThat(rows)
                .hasSize(2
                        + report.drifts().size()
                        + report.coverage().gaps().size()
                        + report.policyFindings().size());
        assertThat(rows).allMatch(row -> row.size() == rows.get(0).size());
        assertThat(rows.get(rows.size() - 1).get(5)).isEqualTo(report.verdict().text());
    }

    @ParameterizedTest
    @MethodSource("strings")
    void givesASpreadsheetNoFormula(String hostile) throws Exception {
        List<CSVRecord> rows = rows(render(ReportFormat.CSV, HostileReports.everywhere(hostile)));

        assertThat(rows).allMatch(row -> row.size() == rows.get(0).size());
        assertThat(rows)
                .allSatisfy(row -> assertThat(row)
                        .noneMatch(cell -> cell.strip().matches("[=+@\\-\t\r\uFF1D\uFF0B\uFF0D\uFF20].*")));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void keepsMarkdownAsItIsWhateverAHostSays(String hostile) {
        String benign = shown(render(ReportFormat.MARKDOWN, HostileReports.everywhere("benign")));

        String html = shown(render(ReportFormat.MARKDOWN, HostileReports.everywhere(hostile)));

        // What has no text is left out, and of what is long something.
        if (!hostile.isEmpty() && hostile.length() < 400) {
            assertThat(tags(html)).isEqualTo(tags(benign));
        }
        assertThat(tags(html)).doesNotContain("<a", "<img", "<script", "<em");
        // Code hosts look for these in what is left as text outside of code.
        String text = Pattern.compile("&#([0-9]+);")
                .matcher(html.replaceAll("(?s)<code>.*?</code>", "").replaceAll("<[^>]*>", ""))
                .replaceAll(found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1)))));
        Matcher mention = Pattern.compile("[@#][A-Za-z0-9]|https?://|www\\.").matcher(text);
        assertThat(mention.find() ? mention.group() : "").isEmpty();
    }

    @Test
    void tellsAFactOnceInMarkdownHoweverManyPairsDifferInIt() {
        Report report = side("dev", host("a").section("env[shop]", "REGION", "x"))
                .and("staging", host("b").section("env[shop]", "REGION", "y"))
                .and("prod", host("c").section("env[shop]", "REGION", "z"))
                .report();

        assertThat(report.drifts()).hasSize(2);
        assertThat(ReportFormat.MARKDOWN
                        .render(report, RenderOptions.PLAIN)
                        .lines()
                        .filter(line -> line.startsWith("| env")))
                .singleElement()
                .asString()
                .contains("| x | y | z |");
    }

    @Test
    void fitsACommentHoweverManyCausesThereAre() {
        for (int causes : new int[] {1, 100, 1_000, 10_000}) {
            RenderOptions all = new RenderOptions(100, false, OptionalInt.of(Integer.MAX_VALUE));
            String text = ReportFormat.MARKDOWN.render(SampleReports.ofSize(causes), all);
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(MarkdownReport.BUDGET);
            if (causes >= 1_000) {
                assertThat(text).containsPattern("[0-9,]+ more causes");
            }
        }
        HostileStrings.all()
                .forEach(hostile -> assertThat(render(
                                        ReportFormat.MARKDOWN,
                                        HostileReports.everywhere(hostile.repeat(1 + 20_000 / (1 + hostile.length()))))
                                .getBytes(StandardCharsets.UTF_8)
                                .length)
                        .isLessThan(65_536));
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 60_000, 250_000, 1_000_000})
    void keepsToTheBudgetThatWasAskedForAndUsesIt(int budget) {
        Report report = SampleReports.ofSize(10_000);
        RenderOptions options = new RenderOptions(100, false, OptionalInt.empty(), OptionalInt.of(budget));
        String markdown = ReportFormat.MARKDOWN.render(report, options);
        assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).isBetween(budget / 2, budget);
        // The largest holds a line for each of them.
        assertThat(Pattern.compile("\\.\\.\\. and [0-9,]+ more causes")
                        .matcher(markdown)
                        .find())
                .isEqualTo(budget < 1_000_000);
        String page = ReportFormat.HTML.render(report, options);
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(Math.max(budget, 100_000));
        assertThat(Pattern.compile("Left out to keep this page small: [0-9,]+ more causes")
                        .matcher(page)
                        .find())
                .isTrue();
    }

    @Test
    void keepsToItsBudgetWhateverAHostSays() {
        RenderOptions small = new RenderOptions(100, false, OptionalInt.empty(), OptionalInt.of(20_000));
        for (List<String> texts : List.of(
                List.of("x".repeat(5_000)),
                IntStream.range(0, 60)
                        .mapToObj(i -> i + "\u6f22\u202E".repeat(300))
                        .toList())) {
            Report report = HostileReports.together(texts);
            assertThat(ReportFormat.MARKDOWN.render(report, small).getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(20_000);
            assertThat(ReportFormat.HTML.render(report, RenderOptions.PLAIN).getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(1_000_000);
        }
    }

    @Test
    void keepsSarifBelowWhatServicesRefuse() throws Exception {
        Report report = HostileReports.together(
                IntStream.range(0, 250).mapToObj(i -> i + "\"\\".repeat(2_000)).toList());

        String text = render(ReportFormat.SARIF, report);

        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(10_000_000);
        JsonNode run = json(text).at("/runs/0");
        assertThat(run.at("/results").size()).isBetween(100, 700);
        assertThat(run.at("/invocations/0/toolExecutionNotifications").toString())
                .contains("left out: " + (750 - run.at("/results").size()) + " more causes");
        assertThat(json(render(ReportFormat.SARIF, SampleReports.ofSize(10_000)))
                        .at("/runs/0/results"))
                .hasSize(5_000);
    }

    @Test
    void keepsCommitsWholeInMarkdownAndLinksToNone() {
        String commit = "4f2a9c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39";
        String markdown = render(
                ReportFormat.MARKDOWN, HostileReports.everywhere("at " + commit + " and 1234567, feedback, c0ffee"));

        assertThat(markdown)
                .contains("<code>" + commit + "</code>", "<code>1234567</code>", " feedback,", " c0ffee")
                .doesNotContain("&#8203;");
    }

    @Test
    void namesOwnersForSpreadsheetsAndDashboards() throws Exception {
        List<CSVRecord> rows = rows(render(ReportFormat.CSV, SampleReports.ofThree()));
        int owner = rows.get(0).toList().indexOf("owner");
        assertThat(rows.get(1).get(owner)).isEqualTo("team-shop");
        assertThat(rows.get(3).get(owner)).isEmpty();
        assertThat(json(render(ReportFormat.SARIF, SampleReports.ofThree()))
                        .at("/runs/0/results/0/properties/owner")
                        .asText())
                .isEqualTo("team-shop");
    }

    @Test
    void saysInEveryFormatWhatWasNotObserved() {
        for (ReportFormat format : ReportFormat.values()) {
            assertThat(render(format, SampleReports.incomplete()))
                    .as(format.text())
                    .contains("web-07")
                    .contains("not permitted");
        }
    }
}

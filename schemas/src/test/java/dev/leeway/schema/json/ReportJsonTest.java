package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.snapshot.HostKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Report report = Objects.requireNonNull(GoldenReports.reports().get("full.json"));
    private final String json = Documents.written(report);

    @Test
    void readsAnyLayoutOfTheSameContent() throws Exception {
        assertThat(Documents.report(ScrambledJson.of(MAPPER.readTree(json)))).isEqualTo(report);
    }

    @Test
    void readsBackWhatAFleetHasBesides() throws Exception {
        ReportHost heard = new ReportHost(
                "web-07",
                HostKind.SERVER,
                Optional.empty(),
                Hash.PREFIX + "3".repeat(64),
                Instant.parse("2016-11-20T02:00:00Z"),
                "1.0.0",
                Optional.of(Instant.parse("2026-11-20T02:00:05Z")),
                true,
                Optional.of(Instant.parse("2026-11-17T02:00:05Z")));
        Report fleet = report.but()
                .causes(report.causes().stream()
                        .map(cause -> cause.grownFrom(Severity.LOW))
                        .toList())
                .environments(List.of(new ReportEnvironment("prod", List.of(heard), List.of())))
                .names(new TreeMap<>(Map.of("prd", "prod", "prod", "prod")))
                .policyFindings(List.of(new PolicyFinding(
                        "leeway.yaml:9",
                        "expired",
                        "the waiver ended",
                        Optional.of("os/timezone until 2026-11-19"),
                        Optional.of(Instant.parse("2026-11-20T00:00:00Z")),
                        List.of(
                                new Concern(List.of("dev", "prod"), Optional.of("team-shop"), Optional.empty()),
                                new Concern(List.of(), Optional.empty(), Optional.empty())))))
                .remembered(List.of(new Remembered(
                        "0123456789abcde",
                        heard.heardAt(),
                        heard.heardAt(),
                        0,
                        Optional.empty(),
                        List.of(),
                        true,
                        Optional.empty(),
                        Optional.of(new Concern(
                                List.of("dev", "prod"), Optional.of("team-shop"), Optional.of(Severity.HIGH))))))
                .silent(List.of(
                        new SilentService(
                                "shop-web",
                                "prod",
                                heard.heardAt(),
                                Optional.of(Instant.parse("2026-11-22T02:00:05Z")),
                                List.of("web-07"),
                                Optional.of("team-shop")),
                        new SilentService("shop-db", "prod", heard.heardAt(), List.of(), Optional.empty())))
                .build();
        String written = Documents.written(fleet);

        assertThat(Documents.report(ScrambledJson.of(MAPPER.readTree(written)))).isEqualTo(fleet);
        assertThat(PublishedSchema.closed("report-1.json").complaints(written)).isEmpty();
        assertThat(heard.heardAt()).isEqualTo(Instant.parse("2026-11-20T02:00:05Z"));
        assertThat(json).doesNotContain("receivedAt", "clockOffSince", "grewFrom", "\"silent\"", "\"names\"");
    }

    @Test
    void listsDriftsWithWhatThePublishedFormatPromises() throws Exception {
        JsonNode drift = MAPPER.readTree(json).path("drifts").path(0);

        assertThat(drift.path("id").asText()).hasSize(15);
        assertThat(drift.path("address").asText()).isEqualTo("env[shop-web]/same[a%2Fb]/host");
        assertThat(drift.path("state").asText()).isEqualTo("same");
        assertThat(drift.path("severity").asText()).isEqualTo("critical");
        assertThat(drift.path("values").path(0).path("environment").asText()).isEqualTo("dev");
        assertThat(drift.path("values").path(0).path("hosts").path(1).asText()).isEqualTo("web-02");
    }

    @Test
    void tellsEveryMemberThatIsMissing() throws Exception {
        JsonNode tree = trimmed(MAPPER.readTree(json));
        List<String> accepted = new ArrayList<>();
        removeOneByOne(tree, tree, "", accepted);

        assertThat(accepted)
                .containsOnly(
                        "previous",
                        "owners",
                        "shop-web",
                        "role",
                        "direction",
                        "movement",
                        "evidence",
                        "firstSeen",
                        "unseen",
                        "status",
                        "waivedUntil",
                        "parityPermille",
                        "observedPermille");
    }

    /** The report with no more than three of anything. */
    private static JsonNode trimmed(JsonNode node) {
        if (node instanceof ArrayNode array) {
            while (array.size() > 3) {
                array.remove(array.size() - 1);
            }
        }
        node.forEach(ReportJsonTest::trimmed);
        return node;
    }

    /** Takes every member of every object out once, and keeps the names of those that were not missed. */
    private static void removeOneByOne(JsonNode root, JsonNode node, String name, List<String> accepted)
            throws Exception {
        if (node instanceof ObjectNode object && !name.equals("value")) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                object.remove(member.getKey());
                try {
                    Documents.report(root.toString());
                    accepted.add(member.getKey());
                } catch (FormatException e) {
                    assertThat(e).hasMessageContaining("test.json");
                }
                object.set(member.getKey(), member.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            removeOneByOne(root, member.getValue(), member.getKey(), accepted);
        }
        for (JsonNode item : node.isArray() ? node : MAPPER.createArrayNode()) {
            removeOneByOne(root, item, name, accepted);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leeway/report/1 | leeway/report/2 | a report in another version of the format",
                "leeway/report/1 | leeway/snapshot/1 | not a Leeway report",
                "\"state\":\"same\" | \"state\":\"odd\" | 'state' says a word this release does not know",
                "\"compared\":4212 | \"compared\":-1 | 'compared' is no count",
                "\"asOf\":\"2026 | \"asOf\":\"then | 'asOf' is not a time",
                "\"address\":\"env | \"address\":\"[env | not the address of a fact",
                "\"drifts\":[\"000000000000000\",\"000000000000001\"] | \"drifts\":[] | a cause without drifts",
                "\"standing\":\"missing\" | \"standing\":\"present\" | does not go with its standing",
                "\"presence\":\"tagged\",\"secret\":[] | \"secret\":[\"k-7f3a:mmmmmmmmmmmmmmmmmmmm\"] | carries secret tags"
            })
    void refusesWhatIsNotAsPublished(String written, String changed, String problem) {
        String broken = json.replace(written, changed);

        assertThat(broken).isNotEqualTo(json);
        assertThatThrownBy(() -> Documents.report(broken))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem);
    }
}

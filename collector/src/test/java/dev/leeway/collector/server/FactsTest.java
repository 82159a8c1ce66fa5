package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever goes on from point to point knows in the end what the hosts have. */
class FactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private RunningCollector collector;
    private String reader = "";
    /** What somebody knows who asks again and again, and how far. */
    private final Map<String, String> known = new TreeMap<>();

    private String point = "0";

    @BeforeEach
    void begin() throws Exception {
        collector = new RunningCollector.Setup().over(folder.resolve("leeway.db"));
        reader = collector.personToken(Role.READER);
    }

    @AfterEach
    void end() {
        collector.close();
    }

    private void arrives(Snapshot snapshot) throws Exception {
        collector.snapshots().add(List.of(StoreScene.whole(snapshot)));
    }

    private void arrives(String host, long sequence, Map<String, String> variables) throws Exception {
        arrives(SampleSnapshots.of(host, "prod", sequence, variables));
    }

    private JsonNode ask(String since, int limit) throws Exception {
        HttpResponse<String> answer =
                collector.get("/api/v1/facts?match=env&limit=" + limit + "&since=" + since, reader);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Goes on by one answer; whether there is more. */
    private boolean goesOn(int limit) throws Exception {
        JsonNode answer = ask(point, limit);
        for (JsonNode fact : answer.path("facts")) {
            String address =
                    fact.path("host").asText() + " " + fact.path("address").asText();
            if (!address.contains("[shop-web]")) {
                continue;
            }
            if (fact.path("state").asText().equals("set")) {
                known.put(address, fact.path("value").asText());
            } else {
                known.remove(address);
            }
        }
        point = answer.path("point").asText();
        return answer.path("more").asBoolean();
    }

    private void goesOnToTheEnd(int limit) throws Exception {
        for (int i = 0; goesOn(limit); i++) {
            assertThat(i).isLessThan(20);
        }
    }

    @Test
    void whatALimitCutsOffComesNext() throws Exception {
        for (int host = 1; host <= 4; host++) {
            arrives("web-0" + host, 1, Map.of("A", "1", "B", "2"));
        }
        assertThat(goesOn(3)).isTrue();
        assertThat(known).hasSizeBetween(2, 3);
        goesOnToTheEnd(3);
        assertThat(known).hasSize(8);
        assertThat(ask(point, 3).path("facts")).isEmpty();
    }

    @Test
    void whatChangesWhileSomebodyGoesOnIsNotPassedOver() throws Exception {
        arrives("web-01", 1, Map.of("A", "1"));
        arrives("web-02", 1, Map.of("A", "1"));
        arrives("web-03", 1, Map.of("A", "1"));
        goesOnToTheEnd(100);
        arrives("web-01", 2, Map.of("A", "2"));
        arrives("web-02", 2, Map.of("A", "2"));
        arrives("web-03", 2, Map.of("A", "2"));
        assertThat(goesOn(1)).isTrue();
        assertThat(known).containsValue("2");
        // The first goes back to what it was, the last is another again, and a fourth is new.
        arrives("web-01", 3, Map.of("A", "1"));
        arrives("web-03", 3, Map.of("A", "3", "B", "3"));
        arrives("web-04", 1, Map.of("A", "4"));
        goesOnToTheEnd(1);
        goesOnToTheEnd(1);
        assertThat(known)
                .isEqualTo(Map.of(
                        "web-01 env[shop-web]/A", "1",
                        "web-02 env[shop-web]/A", "2",
                        "web-03 env[shop-web]/A", "3",
                        "web-03 env[shop-web]/B", "3",
                        "web-04 env[shop-web]/A", "4"));
    }

    @Test
    void refusesWhatIsNoPoint() throws Exception {
        for (String none : List.of("-1", "x", "1-2", "3-2-4", "1-5-4", "1-2-3-4")) {
            assertThat(collector.get("/api/v1/facts?since=" + none, reader).statusCode())
                    .as(none)
                    .isEqualTo(400);
        }
    }

    @Test
    void namesHostsWhoseSnapshotsCannotBeRead() throws Exception {
        arrives("web-01", 1, Map.of("A", "1"));
        arrives("web-02", 1, Map.of("A", "other"));
        assertThat(ask("0", 100).path("unread")).isEmpty();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("leeway.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update snapshot set head = zeroblob(9) where number = (select max(number) from snapshot)");
        }
        JsonNode answer = ask("0", 100);
        assertThat(answer.path("unread").findValuesAsText("host")).containsExactly("web-02");
        assertThat(answer.path("facts").findValuesAsText("host"))
                .contains("web-01")
                .doesNotContain("web-02");
    }

    /** A fact of a probe the catalogue does not know. */
    private static Snapshot custom(long sequence, int revision, Map<String, String> facts) {
        Map<FactPath, Value> held = new TreeMap<>();
        facts.forEach((name, value) -> held.put(FactPath.of(name), new Value.Text(value)));
        return SampleSnapshots.with(
                SampleSnapshots.of("web-01", "prod", sequence, Map.of()),
                List.of(Sections.of(
                        SectionKey.of("custom"),
                        revision,
                        Outcome.COLLECTED,
                        Facts.of(held),
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty())));
    }

    private String stateOfTheLost(int revision) throws Exception {
        arrives(custom(1, 2, Map.of("a", "1", "b", "1")));
        HttpResponse<String> first = collector.get("/api/v1/facts?match=custom/b", reader);
        String told = JSON.readTree(first.body()).path("point").asText();
        arrives(custom(2, revision, Map.of("a", "1")));
        HttpResponse<String> second = collector.get("/api/v1/facts?match=custom/b&since=" + told, reader);
        return JSON.readTree(second.body()).path("facts").path(0).path("state").asText();
    }

    @Test
    void whatAnOlderProbeDoesNotTellIsUnknownAndNotGone() throws Exception {
        assertThat(stateOfTheLost(1)).isEqualTo("unknown");
    }

    @Test
    void whatTheSameProbeDoesNotTellAnyMoreIsGone() throws Exception {
        assertThat(stateOfTheLost(2)).isEqualTo("gone");
    }

    /** What the probe says of subjects, and nothing of any; a gap is a pattern of what it could not see. */
    private static Snapshot listing(long sequence, Outcome outcome, String... gaps) {
        List<Uncovered> uncovered = Stream.of(gaps)
                .map(gap -> new Uncovered(AddressPattern.parse(gap), "permission"))
                .toList();
        return SampleSnapshots.with(
                SampleSnapshots.of("web-01", "prod", sequence, Map.of()),
                List.of(Sections.of(
                        SectionKey.of("env"),
                        1,
                        outcome,
                        outcome.observed()
                                ? Facts.of(Map.of(FactPath.of("subjects"), Value.SetOf.texts(List.of())))
                                : Facts.none(),
                        uncovered,
                        new TreeMap<>(),
                        outcome.observed() ? Optional.empty() : Optional.of("not permitted"))));
    }

    private String stateWithoutItsSubject(Snapshot later) throws Exception {
        arrives("web-01", 1, Map.of("A", "1"));
        String told = ask("0", 100).path("point").asText();
        arrives(later);
        JsonNode facts = ask(told, 100).path("facts");
        for (JsonNode fact : facts) {
            if (fact.path("address").asText().equals("env[shop-web]/A")) {
                return fact.path("state").asText();
            }
        }
        return "untold in " + facts;
    }

    @Test
    void aSubjectIsGoneWhereTheProbeListsItNoMore() throws Exception {
        assertThat(stateWithoutItsSubject(listing(2, Outcome.COLLECTED))).isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env[shop-web]/**", "env[*]/**", "env/subjects", "env[other]/**"})
    void aSubjectIsNeverGoneWhileTheIndexOfItsProbeHasGaps(String gap) throws Exception {
        assertThat(stateWithoutItsSubject(listing(2, Outcome.COLLECTED, gap))).isEqualTo("unknown");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"PARTIAL", "FAILED", "REFUSED", "TIMED_OUT"})
    void norWhileTheIndexWasNotSeenWhole(Outcome outcome) throws Exception {
        assertThat(stateWithoutItsSubject(listing(2, outcome))).isEqualTo("unknown");
    }
}

package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.report.Drifts;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.server.api.DriftsApi;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Status;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs are told of each drift where it is in its life, as people are by the report of the night. */
class DriftStatusTest {
    private static final LocalDate ENDED = LocalDate.of(2026, 11, 20);

    private final StoreScene.SetClock clock = new StoreScene.SetClock();
    private final List<Optional<Instant>> asked = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private RunningCollector collector;
    private String reader = "";

    @BeforeEach
    void begin() throws Exception {
        collector = new RunningCollector.Setup()
                .clock(clock)
                .reports((asOf, then, previous) -> {
                    asked.add(previous.map(Report::asOf));
                    return everyStatus(asOf, previous.map(Report::asOf));
                })
                .over(folder.resolve("leeway.db"));
        reader = collector.personToken(Role.READER);
        arrives(1);
    }

    @AfterEach
    void end() {
        collector.close();
    }

    private void arrives(long sequence) throws Exception {
        collector
                .snapshots()
                .add(List.of(
                        StoreScene.whole(SampleSnapshots.of("web-01", "prod", sequence, Map.of("A", "" + sequence)))));
    }

    /** One drift of each status, called by it. */
    private static Report everyStatus(Instant asOf, Optional<Instant> previous) {
        List<Drift> drifts = new ArrayList<>();
        int number = 0;
        for (Status status : Status.values()) {
            if (status != Status.RESOLVED) {
                drifts.add(of(status, "" + number++, asOf));
            }
        }
        Report report = SampleReports.at(SampleReports.equal(), asOf)
                .but()
                .drifts(drifts)
                .build();
        return previous.isPresent() ? report.but().previous(previous.get()).build() : report;
    }

    private static Drift of(Status status, String id, Instant asOf) {
        Stage stage = switch (status) {
            case UNTRACKED -> Stage.UNTRACKED;
            case NEW -> Stage.NEW;
            case REOPENED -> Stage.REOPENED;
            default -> Stage.OPEN;
        };
        Disposition disposition = switch (status) {
            case WAIVED -> Disposition.WAIVED;
            case ALLOWED -> Disposition.WITHIN_LEEWAY;
            case FLAPPING, UNSEEN -> Disposition.INFORMATIONAL;
            default -> Disposition.OPEN;
        };
        Drift open =
                Drifts.open(id.repeat(15), "os/" + status.text(), DriftState.DIFFERENT, Severity.HIGH, status.text());
        boolean back = stage == Stage.REOPENED;
        return open.but()
                .disposition(disposition)
                .lifecycle(new Lifecycle(
                        stage,
                        stage == Stage.UNTRACKED ? Optional.empty() : Optional.of(asOf.minus(Duration.ofDays(3))),
                        back ? 1 : 0,
                        back ? Optional.of(asOf) : Optional.empty()))
                .status(status)
                .waivedUntil(
                        status == Status.EXPIRED || status == Status.WAIVED ? Optional.of(ENDED) : Optional.empty())
                .build();
    }

    private JsonNode ask(String query) throws Exception {
        HttpResponse<String> answer = collector.get("/api/v1/drifts" + query, reader);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private List<String> told(String query) throws Exception {
        List<String> told = new ArrayList<>();
        for (JsonNode drift : ask(query).path("drifts")) {
            assertThat(drift.path("address").asText())
                    .isEqualTo("os/" + drift.path("status").asText());
            told.add(drift.path("status").asText());
        }
        return told;
    }

    @Test
    void whatIsOpenSaysWhereItIsInItsLife() throws Exception {
        assertThat(told("")).containsExactly("untracked", "new", "open", "reopened", "expired");
        JsonNode expired = ask("?status=expired").path("drifts").get(0);
        assertThat(expired.path("waivedUntil").asText()).isEqualTo("2026-11-20");
        assertThat(expired.has("firstSeen")).isTrue();
    }

    @Test
    void eachStatusCanBeAskedForAndNothingElse() throws Exception {
        for (String status : DriftsApi.statuses()) {
            assertThat(told("?status=" + status)).containsExactly(status);
        }
        assertThat(DriftsApi.statuses())
                .contains("flapping", "waived", "unseen", "allowed")
                .doesNotContain("resolved");
        assertThat(collector.get("/api/v1/drifts?status=resolved", reader).statusCode())
                .isEqualTo(400);
        assertThat(collector.get("/api/v1/drifts?status=Open", reader).body()).contains("none of untracked, new, open");
    }

    @Test
    void theDescriptionNamesEachStatus() throws Exception {
        JsonNode parameters = new ObjectMapper()
                .readTree(collector.get("/openapi.json", reader).body())
                .path("paths")
                .path("/api/v1/drifts")
                .path("get")
                .path("parameters");
        List<String> described = new ArrayList<>();
        parameters.forEach(each -> {
            if (each.path("name").asText().equals("status")) {
                described.add(each.path("description").asText());
            }
        });
        assertThat(described).hasSize(1);
        assertThat(described.get(0)).endsWith(String.join(", ", DriftsApi.statuses()));
    }

    /** Without what was told last night nothing would be known to be new, back or unseen. */
    @Test
    void theLastNightThatWasMadeByThenTellsWhatIsNew() throws Exception {
        Instant first = clock.instant().minus(Duration.ofDays(2));
        Instant second = clock.instant().minus(Duration.ofHours(1));
        told("");
        keep(first);
        keep(second);
        arrives(2);
        told("");
        assertThat(asked).containsExactly(Optional.empty(), Optional.of(second));

        collector
                .registry()
                .keepReport(LocalDate.ofInstant(second, ZoneOffset.UTC), "{".getBytes(StandardCharsets.UTF_8));
        arrives(3);
        told("");
        assertThat(asked).last().isEqualTo(Optional.of(first));
    }

    private void keep(Instant asOf) throws Exception {
        collector
                .registry()
                .keepReport(
                        LocalDate.ofInstant(asOf, ZoneOffset.UTC),
                        ReportFormat.JSON
                                .render(everyStatus(asOf, Optional.empty()), RenderOptions.PLAIN)
                                .getBytes(StandardCharsets.UTF_8));
    }

    /** What was accepted at that moment and is not any more has come since, however old it is. */
    @Test
    void whatAWaiverAcceptedThenHasComeSince() throws Exception {
        at(ENDED);
        arrives(2);
        long point = ask("").path("point").asLong();
        at(ENDED.plusDays(1));
        arrives(3);
        assertThat(told("?since=" + point)).containsExactly("untracked", "new", "reopened", "expired");

        long later = ask("").path("point").asLong();
        at(ENDED.plusDays(2));
        arrives(4);
        assertThat(told("?since=" + later)).containsExactly("untracked", "new", "reopened");
    }

    /** Tokens last a day. */
    private void at(LocalDate day) throws Exception {
        clock.set(day.atTime(12, 0).toInstant(ZoneOffset.UTC));
        reader = collector.personToken(Role.READER);
    }
}

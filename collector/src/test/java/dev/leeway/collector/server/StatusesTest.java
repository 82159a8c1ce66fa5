package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.config.Limits;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.server.http.Common;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.server.http.Rule;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.schema.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the routes against what they do: every status that is documented is seen here, and no other is. */
class StatusesTest {
    private final StoreScene.SetClock clock = new StoreScene.SetClock();
    private final FailingStore failing = new FailingStore();
    private final Map<String, Set<Integer>> seen = new TreeMap<>();
    private boolean comparable;

    @TempDir
    private Path folder;

    private RunningCollector collector;
    private String admin = "";
    private String devAdmin = "";

    @BeforeEach
    void begin() throws Exception {
        collector = new RunningCollector.Setup()
                .clock(clock)
                .limits(new Limits(1 << 20, 6000, 100, Duration.ofSeconds(1)))
                .around(failing::around)
                .reports((asOf, then, previous) -> {
                    if (comparable) {
                        return SampleReports.equal();
                    }
                    throw new ReportMaker.MakingException("there is nothing to compare", new IOException());
                })
                .over(folder.resolve("leeway.db"));
        admin = collector.personToken(Role.ADMIN);
        devAdmin = collector.personToken(Role.READER, "dev");
    }

    @AfterEach
    void end() {
        failing.fail(false, false);
        collector.close();
    }

    @Test
    void everyDocumentedStatusIsSeenAndNoOtherIs() throws Exception {
        nothingThereYet();
        TestAgent agent = collector.joined("prod", "web-01");
        noted("join", 201);
        delivered(agent);
        allIsWell();
        refusedAtTheDoor(agent);
        tooSlowAndTooLarge();
        theStoreFails(agent, false);
        theStoreFails(agent, true);
        tooOften(agent);

        Map<String, Set<Integer>> documented = new TreeMap<>();
        collector
                .routes()
                .forEach(route -> documented.put(
                        route.id(), new TreeSet<>(Common.replies(route).keySet())));
        assertThat(seen).isEqualTo(documented);
    }

    @Test
    void describesExactlyTheRoutesThereAre() throws Exception {
        JsonNode description = new ObjectMapper()
                .readTree(collector.get("/openapi.json", admin).body());

        List<String> described = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> described.add(method + " " + path.getKey()));
        }
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(collector.routes().stream()
                        .map(route -> route.method().toLowerCase(Locale.ROOT) + " " + route.path())
                        .toList());
        for (Route route : collector.routes()) {
            JsonNode operation = description
                    .get("paths")
                    .get(route.path())
                    .get(route.method().toLowerCase(Locale.ROOT));
            Set<String> statuses = new TreeSet<>();
            operation.get("responses").fieldNames().forEachRemaining(statuses::add);
            Set<String> expected = new TreeSet<>(Set.of("default"));
            Common.replies(route).keySet().forEach(status -> expected.add(status.toString()));
            assertThat(statuses).as(route.id()).isEqualTo(expected);
            assertThat(operation.has("security")).as(route.id()).isEqualTo(secured(route));
            assertThat(operation.has("requestBody")).as(route.id()).isEqualTo(route.takesBody());
        }
    }

    private static boolean secured(Route route) {
        return route.rule() != Rule.ANYONE && route.rule() != Rule.JOINING;
    }

    private void nothingThereYet() throws Exception {
        ask("page", "/", admin, "");
        ask("report", "/api/v1/reports/latest", admin, "");
        ask("snapshot", Wire.SNAPSHOTS + "/1", admin, "");
        ask("hostSnapshots", "/api/v1/hosts/prod/web-01/snapshots", admin, "");
        ask("drifts", "/api/v1/drifts", admin, "");
        ask("baseline", "/api/v1/baselines/release", admin, "");
        ask("keepBaseline", "/api/v1/baselines/release", admin, "{\"selector\":\"prod\"}");
        ask("removeBaseline", "/api/v1/baselines/release", admin, "");
        ask("revokeAgent", "/api/v1/agents/a-0", admin, "");
        ask("revokeToken", "/api/v1/tokens/t-0", admin, "");
    }

    private void delivered(TestAgent agent) {
        noted("deliver", agent.deliver(collector, agent.snapshot(1, "info")).statusCode());
        noted("deliver", agent.deliver(collector, agent.snapshot(1, "info")).statusCode());
        noted(
                "deliver",
                agent.deliver(collector, TestAgent.document(agent.snapshot(2, "debug")), Optional.empty(), Set.of())
                        .statusCode());
        noted("deliver", signed(agent, new byte[] {'{'}, "br"));
        noted("rotate", agent.rotate(collector, TestAgent.newKey()).statusCode());
        noted("rotate", agent.rotate(collector, agent.key).statusCode());
        byte[] unproved = TestAgent.rotation(TestAgent.newKey(), agent.key, agent.name, agent.audience);
        noted("rotate", signed(agent, Wire.ROTATE, unproved, ""));
        noted("deliver", signed(agent, SampleSnapshots.bytes(SampleSnapshots.of("web-02", "prod", 1, Map.of())), ""));
    }

    private int signed(TestAgent agent, byte[] body, String encoding) {
        return signed(agent, Wire.SNAPSHOTS, body, encoding);
    }

    private int signed(TestAgent agent, String target, byte[] body, String encoding) {
        return collector
                .send(agent.signed(collector.url(), target, body, encoding).build())
                .statusCode();
    }

    private void allIsWell() throws Exception {
        ask("drifts", "/api/v1/drifts", admin, "");
        comparable = true;
        ask("drifts", "/api/v1/drifts", admin, "");
        ask("keepBaseline", "/api/v1/baselines/release", admin, "{\"selector\":\"prod\"}");
        ask("keepBaseline", "/api/v1/baselines/release", admin, "{\"selector\":\"prod\"}");
        collector
                .registry()
                .keepReport(
                        LocalDate.of(2026, 11, 22),
                        ReportFormat.JSON
                                .render(SampleReports.equal(), RenderOptions.PLAIN)
                                .getBytes(StandardCharsets.UTF_8));
        for (Route route : collector.routes()) {
            if (route.method().equals("GET")) {
                ask(route.id(), target(route), admin, "");
            }
        }
        ask("removeBaseline", "/api/v1/baselines/release", admin, "");
        ask("revokeAgent", "/api/v1/agents/" + collector.joined("prod", "gone").name, admin, "");
        TestAgent rotated = collector.joined("prod", "rotated");
        String before = rotated.name;
        rotated.rotate(collector, TestAgent.newKey());
        ask("revokeAgent", "/api/v1/agents/" + before, admin, "");
        String token = Tokens.joining(collector.joinToken("prod", TokenKind.JOIN))
                .orElseThrow()
                .id();
        ask("revokeToken", "/api/v1/tokens/" + token, admin, "");
        ask("issueJoining", "/api/v1/tokens/joining", admin, "{\"environment\":\"prod\"}");
        ask(
                "issuePerson",
                "/api/v1/tokens/people",
                admin,
                "{\"person\":\"a\",\"role\":\"reader\",\"environments\":\"prod\"}");
    }

    private String target(Route route) throws StoreException {
        var first = collector.snapshots().since(0, 1);
        return route.path()
                .replace(
                        "{number}",
                        first.isEmpty() ? "1" : Long.toString(first.get(0).number()))
                .replace("{environment}", "prod")
                .replace("{host}", "web-01")
                .replace("{day}", "2026-11-22")
                .replace("{name}", "release")
                .replace("{agent}", "a-0")
                .replace("{token}", "t-0");
    }

    private void refusedAtTheDoor(TestAgent agent) throws Exception {
        for (Route route : collector.routes()) {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            noted(route.id(), raw(route, "?a=%zz"));
            if (route.rule().personal() || route.rule() == Rule.AGENT) {
                noted(route.id(), raw(route, ""));
            }
            if (route.rule().personal() && route.rule() != Rule.READER) {
                ask(route.id(), target(route), devAdmin, "");
            }
        }
        noted(
                "join",
                raw(
                        collector.routes().stream()
                                .filter(each -> each.id().equals("join"))
                                .findFirst()
                                .orElseThrow(),
                        ""));
        noted("join", agent.join(collector, "lwj_none").statusCode());
    }

    /** Without a token. */
    private int raw(Route route, String query) throws IOException, StoreException {
        return RawHttp.status(
                collector.port(), RawHttp.head(route.method(), target(route) + query, "Content-Length: 0"));
    }

    private void tooSlowAndTooLarge() throws Exception {
        List<CompletableFuture<Void>> slow = new ArrayList<>();
        for (Route route : collector.routes()) {
            if (route.takesBody()) {
                noted(
                        route.id(),
                        RawHttp.status(
                                collector.port(),
                                RawHttp.head(route.method(), target(route), "Content-Length: 99999999999")));
                String begun = RawHttp.head(route.method(), target(route), "Content-Length: 10") + "{";
                slow.add(CompletableFuture.runAsync(() -> {
                    try {
                        int status = RawHttp.status(collector.port(), begun);
                        synchronized (seen) {
                            noted(route.id(), status);
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
        }
        slow.forEach(CompletableFuture::join);
    }

    private void theStoreFails(TestAgent agent, boolean full) throws Exception {
        failing.fail(true, full);
        for (Route route : collector.routes()) {
            if (route.rule() == Rule.AGENT) {
                noted(route.id(), signed(agent, route.path(), "{}".getBytes(StandardCharsets.UTF_8), ""));
            } else if (route.rule() == Rule.JOINING) {
                noted(
                        route.id(),
                        TestAgent.of("prod", "web-03")
                                .join(collector, new Tokens(new SecureRandom()).create(TokenKind.JOIN))
                                .statusCode());
            } else {
                ask(route.id(), target(route), admin, "");
            }
        }
        failing.fail(false, false);
    }

    private void tooOften(TestAgent agent) throws Exception {
        for (int i = 0; i < 130; i++) {
            collector.get("/metrics", "garbage");
        }
        for (Route route : collector.routes()) {
            if (route.rule() == Rule.AGENT) {
                noted(route.id(), raw(route, ""));
            } else if (route.rule() == Rule.JOINING) {
                noted(route.id(), agent.join(collector, "lwj_none").statusCode());
            } else if (route.rule() != Rule.ANYONE) {
                ask(route.id(), target(route), "garbage", "");
            }
        }
    }

    private void ask(String id, String target, String token, String body) {
        Route route = collector.routes().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        noted(id, collector.ask(route.method(), target, token, body).statusCode());
    }

    private void noted(String id, int status) {
        seen.computeIfAbsent(id, any -> new TreeSet<>()).add(status);
    }
}

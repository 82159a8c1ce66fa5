package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.StoredSnapshot;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every route with every kind of caller, over HTTP; routes come from the table, and what is expected from the rule in words here. */
class PermissionsTest {
    private static final StoreScene.SetClock CLOCK = new StoreScene.SetClock();
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    private static RunningCollector collector;
    private static TestAgent agent;
    private static TestAgent revoked;
    private static TestAgent pooled;
    private static int number;

    /** Who asks: by a token, or by the signature of an agent. */
    private record Kind(String name, String token, @Nullable TestAgent signs) {}

    @BeforeAll
    static void begin() throws Exception {
        collector = new RunningCollector.Setup().clock(CLOCK).over(folder.resolve("leeway.db"));
        agent = collector.joined("prod", "web-01");
        agent.deliver(collector, agent.snapshot(1, "info"));
        revoked = collector.joined("prod", "web-09");
        collector.registry().revokeAgent(revoked.name, RunningCollector.BY);
        pooled = TestAgent.of("dev", "runner-01");
        pooled.join(collector, collector.joinToken("dev", TokenKind.POOL));
        pooled.deliver(collector, pooled.snapshot(1, "info"));
        for (Role role : Role.values()) {
            TOKENS.put(role + " of all", collector.personToken(role));
            TOKENS.put(role + " of prod", collector.personToken(role, "prod"));
            TOKENS.put(role + " of dev", collector.personToken(role, "dev"));
        }
        String ended = collector.personToken(Role.ADMIN);
        collector
                .registry()
                .revokeToken(Tokens.hash(ended, TokenKind.ACCESS).orElseThrow().id(), false, RunningCollector.BY);
        TOKENS.put("nobody", "");
        TOKENS.put("garbage", "garbage");
        TOKENS.put("unknown", new Tokens(new SecureRandom()).create(TokenKind.ACCESS));
        TOKENS.put("revoked", ended);
    }

    @AfterAll
    static void end() {
        collector.close();
    }

    @TestFactory
    List<DynamicTest> everyRouteWithEveryKindOfCaller() throws Exception {
        List<Kind> kinds = new ArrayList<>();
        TOKENS.forEach((name, token) -> kinds.add(new Kind(name, token, null)));
        kinds.add(new Kind("agent of prod", "", agent));
        kinds.add(new Kind("revoked agent", "", revoked));
        kinds.add(new Kind("agent of a pool of dev", "", pooled));
        List<DynamicTest> cells = new ArrayList<>();
        for (Route route : collector.routes()) {
            for (Kind kind : kinds) {
                cells.add(DynamicTest.dynamicTest(route.id() + " by " + kind.name(), () -> cell(route, kind)));
            }
        }
        assertThat(cells).hasSizeGreaterThan(300);
        return cells;
    }

    /** Everything asked for lies in prod, so that a token for prod is enough where one for all is not needed. */
    @Test
    void whoIsNotPermittedIsToldOfATokenThatIs() throws Exception {
        Pattern advice = Pattern.compile("leeway token create --person NAME --as ([a-z]+)((?: --environment prod)?)");
        int told = 0;
        for (Route route : collector.routes()) {
            for (Role role : Role.values()) {
                for (String scope : List.of(" of all", " of prod")) {
                    String token = String.valueOf(TOKENS.get(role + scope));
                    String body = new String(send(route, token).body(), StandardCharsets.UTF_8);
                    if (!route.rule().personal() || !body.contains("not permitted")) {
                        continue;
                    }
                    Matcher named = advice.matcher(body);
                    assertThat(named.find()).as(route.id() + " " + body).isTrue();
                    Role enough = Role.valueOf(named.group(1).toUpperCase(Locale.ROOT));
                    String better = named.group(2).isEmpty()
                            ? collector.personToken(enough)
                            : collector.personToken(enough, "prod");
                    assertThat(send(route, better).statusCode())
                            .as(route.id() + " by " + role + scope + ": " + body)
                            .isNotIn(401, 403, 429);
                    told++;
                }
            }
        }
        assertThat(told).isGreaterThan(10);
    }

    private static HttpResponse<byte[]> send(Route route, String token) throws Exception {
        CLOCK.set(CLOCK.instant().plus(Duration.ofMinutes(1)));
        return collector.send(request(route, new Kind("a person", token, null)));
    }

    private void cell(Route route, Kind kind) throws Exception {
        // A minute later, so that no mistake counts against another.
        CLOCK.set(CLOCK.instant().plus(Duration.ofMinutes(1)));
        HttpResponse<byte[]> answer = collector.send(request(route, kind));
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        String told = answer.statusCode() + " " + body;
        Set<Integer> expected = expected(route, kind);
        if (expected.isEmpty()) {
            assertThat(answer.statusCode()).as(told).isNotIn(401, 403, 429, 500, 503, 507);
        } else {
            assertThat(expected).as(told).contains(answer.statusCode());
        }
        if (kind.name().endsWith("of dev")) {
            assertThat(body).as("nothing of prod is for dev").doesNotContain("web-01", agent.name);
        }
    }

    /** The statuses of a refusal; none where it is no refusal. */
    private static Set<Integer> expected(Route route, Kind kind) {
        boolean person = kind.signs() == null && kind.name().contains(" of ");
        boolean everywhere = kind.name().endsWith(" of all");
        boolean operator = !kind.name().startsWith("READER");
        boolean admin = kind.name().startsWith("ADMIN");
        boolean dev = kind.name().endsWith(" of dev");
        Set<Integer> unknown = Set.of(401);
        Set<Integer> forbidden = Set.of(403);
        // What lies in prod is not there, or not theirs, for those of dev.
        Set<Integer> others =
                dev && route.variables().size() + (route.takesBody() ? 1 : 0) > 0 ? Set.of(403, 404) : Set.of();
        return switch (route.rule()) {
            case ANYONE -> Set.of();
            case JOINING -> forbidden;
            case AGENT -> kind.signs() == null || kind.signs() == revoked ? unknown : Set.of();
            case READER -> person ? others : unknown;
            case READER_OF_ALL -> person ? everywhere ? Set.of() : forbidden : unknown;
            case OPERATOR -> person ? operator ? others : forbidden : unknown;
            case ADMIN -> person ? admin ? others : forbidden : unknown;
            case ADMIN_OF_ALL -> person ? admin && everywhere ? Set.of() : forbidden : unknown;
        };
    }

    private static HttpRequest request(Route route, Kind kind) throws Exception {
        String target = target(route);
        byte[] body = body(route, kind).getBytes(StandardCharsets.UTF_8);
        if (kind.signs() != null) {
            TestAgent signs = kind.signs();
            return signs.signed(collector.url(), route.method(), target, body, "", ++signs.count)
                    .build();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(collector.url() + target))
                .timeout(Duration.ofSeconds(30))
                .method(route.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        if (!kind.token().isEmpty()) {
            request.header("Authorization", "Bearer " + kind.token());
        }
        return request.build();
    }

    private static String body(Route route, Kind kind) {
        return switch (route.id()) {
            case "keepBaseline" -> "{\"selector\":\"prod\"}";
            case "issueJoining" -> "{\"environment\":\"prod\"}";
            case "issuePerson" -> "{\"person\":\"p\",\"role\":\"reader\",\"environments\":\"prod\"}";
            case "deliver" -> delivery(kind);
            case "join" ->
                "{\"token\":\"lwj_none\",\"publicKey\":\""
                        + Base64.getEncoder()
                                .encodeToString(agent.key.getPublic().getEncoded())
                        + "\",\"host\":{\"name\":\"web-01\"}}";
            default -> "";
        };
    }

    private static String delivery(Kind kind) {
        TestAgent speaks = kind.signs() == null ? agent : kind.signs();
        return new String(SampleSnapshots.bytes(speaks.snapshot(100 + speaks.count, "info")), StandardCharsets.UTF_8);
    }

    /** A path in which every variable names something of prod, which is there anew each time. */
    private static String target(Route route) throws Exception {
        String path = route.path();
        if (path.contains("{number}")) {
            StoredSnapshot first = collector.snapshots().since(0, 1).get(0);
            path = path.replace("{number}", Long.toString(first.number()));
        }
        if (path.contains("{name}")) {
            String name = "release-" + number++;
            if (!route.method().equals("PUT")) {
                collector.snapshots().keep(name, "prod", collector.snapshots().since(0, 1));
            }
            path = path.replace("{name}", name);
        }
        if (path.contains("{agent}")) {
            path = path.replace("{agent}", collector.joined("prod", "gone-" + number++).name);
        }
        if (path.contains("{token}")) {
            String token = collector.joinToken("prod");
            path = path.replace("{token}", Tokens.joining(token).orElseThrow().id());
        }
        return path.replace("{environment}", "prod").replace("{host}", "web-01").replace("{day}", "latest");
    }

    @Test
    void everyReaderMayKeepTheHeadOfTheLogAndNobodyElseReadsIt() throws Exception {
        String reader = collector.personToken(Role.READER, "dev");
        HttpResponse<String> answer = collector.get("/api/v1/audit/head", reader);
        AuditHead head = collector.registry().auditHead();
        assertThat(answer.body())
                .contains("\"head\":\"" + head.text() + "\"", "\"number\":" + head.number(), head.digest());
        assertThat(collector.get("/api/v1/audit", reader).statusCode()).isEqualTo(403);
        assertThat(collector.get("/metrics", reader).body()).contains("leeway_audit_entries ");
    }
}

package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.AuditEntry;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.schema.wire.KeyName;
import dev.leeway.schema.wire.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new key in the place of an agent's, and whoever would like to have it otherwise. */
class RotationTest {
    private final StoreScene.SetClock clock = new StoreScene.SetClock();

    @TempDir
    private Path folder;

    private RunningCollector collector;
    private TestAgent agent;

    @BeforeEach
    void begin() throws Exception {
        collector = new RunningCollector.Setup().clock(clock).over(folder.resolve("leeway.db"));
        agent = collector.joined("prod", "web-01");
        assertThat(delivered(agent, 1)).isEqualTo(201);
    }

    @AfterEach
    void end() {
        collector.close();
    }

    private int delivered(TestAgent who, long sequence) {
        return who.deliver(collector, who.snapshot(sequence, "v" + sequence)).statusCode();
    }

    private int asked(TestAgent who, byte[] body) {
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        return collector
                .send(who.signed(collector.url(), Wire.ROTATE, body, "").build())
                .statusCode();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private AgentState state(String name) throws Exception {
        return collector.registry().agent(name).orElseThrow().state();
    }

    /** As it was: the key holds, and nobody else is known. */
    private void isAsItWas(int known) throws Exception {
        assertThat(state(agent.name)).isEqualTo(AgentState.ACTIVE);
        assertThat(collector.registry().agents()).hasSize(known);
        assertThat(collector.registry().audit(0, 1_000))
                .extracting(AuditEntry::action)
                .doesNotContain("agent.rotated");
        assertThat(delivered(agent, 2)).isEqualTo(201);
    }

    @Test
    void theHostGoesOnWithItsNewKeyAndNobodyWithTheOldOne() throws Exception {
        KeyPair old = agent.key;
        String name = agent.name;
        KeyPair next = TestAgent.newKey();
        assertThat(agent.rotate(collector, next).statusCode()).isEqualTo(201);
        assertThat(agent.name)
                .isNotEqualTo(name)
                .isEqualTo(KeyName.of(next.getPublic().getEncoded()));
        // Another key, so another tag of the same start.
        agent.machine = "boot-1-by-the-new-key";
        assertThat(delivered(agent, 2)).isEqualTo(201);

        TestAgent thief = TestAgent.of("prod", "web-01");
        thief.key = old;
        thief.name = name;
        thief.audience = agent.audience;
        thief.count = agent.count + 10;
        assertThat(delivered(thief, 3)).isEqualTo(401);
        assertThat(thief.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(401);
        assertThat(delivered(agent, 3)).isEqualTo(201);
        String admin = collector.personToken(Role.ADMIN);
        assertThat(collector.get("/api/v1/audit", admin).body()).contains("agent.rotated", "now " + agent.name);
        assertThat(collector.get("/api/v1/hosts", admin).body()).containsOnlyOnce("web-01");
    }

    /** The answer to the first request never came: either key asks, and one is told that it is so. */
    @Test
    void anAnswerThatWasLostIsGivenToTheNewKey() throws Exception {
        KeyPair next = TestAgent.newKey();
        TestAgent before = TestAgent.of("prod", "web-01");
        before.key = agent.key;
        before.name = agent.name;
        before.audience = agent.audience;
        agent.rotate(collector, next);
        before.count = agent.count;
        assertThat(before.rotate(collector, next).statusCode()).isEqualTo(401);
        agent.count = before.count;
        HttpResponse<byte[]> again = agent.rotate(collector, next);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(text(again)).contains(agent.name);
        assertThat(collector.registry().agents()).hasSize(2);
    }

    @Test
    void aForgedProofIsRefused() throws Exception {
        KeyPair next = TestAgent.newKey();
        KeyPair other = TestAgent.newKey();
        TestAgent neighbour = collector.joined("prod", "web-02");
        List<byte[]> forged = List.of(
                TestAgent.rotation(next, other, agent.name, agent.audience),
                TestAgent.rotation(next, agent.key, agent.name, agent.audience),
                TestAgent.rotation(next, next, neighbour.name, agent.audience),
                TestAgent.rotation(next, next, agent.name, "https://another.example"),
                ("{\"publicKey\":\""
                                + Base64.getEncoder()
                                        .encodeToString(next.getPublic().getEncoded()) + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        for (byte[] body : forged) {
            assertThat(asked(agent, body)).isEqualTo(403);
        }
        assertThat(collector.registry().audit(0, 100).toString()).contains("the new key did not sign for itself");
        isAsItWas(2);
    }

    @Test
    void whatWasRecordedIsWorthNothing() throws Exception {
        byte[] body = TestAgent.rotation(TestAgent.newKey(), TestAgent.newKey(), agent.name, agent.audience);
        HttpRequest recorded =
                agent.signed(collector.url(), Wire.ROTATE, body, "").build();
        assertThat(collector.send(recorded).statusCode()).isEqualTo(403);
        assertThat(delivered(agent, 9)).isEqualTo(201);
        KeyPair next = TestAgent.newKey();
        HttpRequest sound = agent.signed(
                        collector.url(), Wire.ROTATE, TestAgent.rotation(next, next, agent.name, agent.audience), "")
                .build();
        // On its way while a later one arrives; then it is too late for it.
        assertThat(delivered(agent, 10)).isEqualTo(201);
        assertThat(collector.send(sound).statusCode()).isEqualTo(401);
        isAsItWas(1);
        // What was signed for a delivery is none for a key, and the other way round.
        byte[] plain = TestAgent.rotation(next, next, agent.name, agent.audience);
        HttpRequest.Builder meant = agent.signed(collector.url(), Wire.SNAPSHOTS, plain, "");
        HttpRequest turned = HttpRequest.newBuilder(collector.url().resolve(Wire.ROTATE))
                .POST(HttpRequest.BodyPublishers.ofByteArray(plain))
                .header(Wire.AGENT, header(meant, Wire.AGENT))
                .header(Wire.COUNT, header(meant, Wire.COUNT))
                .header(Wire.MACHINE, header(meant, Wire.MACHINE))
                .header(Wire.SIGNATURE, header(meant, Wire.SIGNATURE))
                .build();
        assertThat(collector.send(turned).statusCode()).isEqualTo(401);
        assertThat(state(agent.name)).isEqualTo(AgentState.ACTIVE);
    }

    private static String header(HttpRequest.Builder request, String name) {
        return request.copy().build().headers().firstValue(name).orElseThrow();
    }

    @Test
    void aHostOfAnotherEnvironmentGetsNothing() throws Exception {
        TestAgent dev = collector.joined("dev", "web-01");
        KeyPair next = TestAgent.newKey();
        byte[] meantForProd = TestAgent.rotation(next, next, agent.name, agent.audience);
        assertThat(asked(dev, meantForProd)).isEqualTo(403);
        // The key of the host in prod, whose private half dev has not; and dev's own for prod's.
        assertThat(asked(dev, TestAgent.rotation(agent.key, dev.key, dev.name, dev.audience)))
                .isEqualTo(403);
        // Even with both halves: it is known.
        assertThat(asked(dev, TestAgent.rotation(agent.key, agent.key, dev.name, dev.audience)))
                .isEqualTo(403);
        TestAgent impostor = TestAgent.of("prod", "web-01");
        impostor.key = dev.key;
        impostor.name = agent.name;
        impostor.audience = agent.audience;
        impostor.count = 100;
        assertThat(asked(impostor, meantForProd)).isEqualTo(401);
        assertThat(dev.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(201);
        Agent after = collector.registry().agent(dev.name).orElseThrow();
        assertThat(after.environment()).isEqualTo("dev");
        dev.machine = "another-tag";
        assertThat(dev.deliver(collector, agent.snapshot(7, "x")).statusCode()).isEqualTo(403);
        assertThat(delivered(dev, 1)).isEqualTo(201);
        assertThat(state(agent.name)).isEqualTo(AgentState.ACTIVE);
    }

    @Test
    void revokedAndClonedAgentsKeepWhatTheyHave() throws Exception {
        TestAgent revoked = collector.joined("prod", "web-02");
        collector.registry().revokeAgent(revoked.name, RunningCollector.BY);
        assertThat(revoked.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(401);
        TestAgent twice = collector.joined("prod", "web-03");
        assertThat(delivered(twice, 1)).isEqualTo(201);
        twice.machine = "boot-2";
        assertThat(delivered(twice, 2)).isEqualTo(201);
        twice.machine = "boot-1";
        assertThat(twice.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(401);
        assertThat(state(twice.name)).isEqualTo(AgentState.CLONED);
        assertThat(collector.journal().toString()).contains("two machines use the key of " + twice.name);
        assertThat(twice.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(401);
        assertThat(collector.registry().agents()).hasSize(3);
    }

    @Test
    void agentsOfPoolsStayBoundToThem() throws Exception {
        TestAgent pooled = TestAgent.of("dev", "runner-01");
        pooled.join(collector, collector.joinToken("dev", TokenKind.POOL));
        assertThat(pooled.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(201);
        assertThat(collector.registry().agent(pooled.name).orElseThrow().isEphemeral())
                .isTrue();
        clock.set(clock.instant().plus(Duration.ofDays(3)));
        assertThat(pooled.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNoKeyIsSaidToBeNoneAndManyAreTooMany() throws Exception {
        String weak = Base64.getEncoder()
                .encodeToString(java.util.HexFormat.of().parseHex("302a300506032b6570032100" + "01" + "00".repeat(31)));
        for (String body : List.of("", "{", "{}", "[]", "{\"publicKey\":\"" + weak + "\",\"proof\":\"\"}")) {
            assertThat(asked(agent, body.getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
        }
        byte[] packed = TestAgent.packed("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(collector
                        .send(agent.signed(collector.url(), Wire.ROTATE, packed, "gzip")
                                .build())
                        .statusCode())
                .isEqualTo(400);
        for (int i = 0; i < 3; i++) {
            assertThat(agent.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(201);
            agent.machine = "tag-" + i;
        }
        assertThat(agent.rotate(collector, TestAgent.newKey()).statusCode()).isEqualTo(429);
        assertThat(collector.registry().agents()).hasSize(4);
        assertThat(delivered(agent, 2)).isEqualTo(201);
    }
}

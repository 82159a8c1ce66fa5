package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.wire.KeyName;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole process while agents change their keys: each can deliver with one of the two it holds, and has one agent that is accepted. */
class RotationKillIT {
    private static final int KILLS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 400;
        case "slow" -> 40;
        default -> 4;
    };

    private static final int AGENTS = 3;

    @TempDir
    private Path folder;

    /** An agent that holds the key it has and the one it asked for, until it is answered. */
    private static final class Turner {
        private TestAgent agent;
        private @Nullable KeyPair asked;
        private long sequence;

        Turner(TestAgent agent) {
            this.agent = agent;
        }

        /** Turns its key as often as it may, until the collector is gone. */
        void turn(Reach collector, AtomicInteger turned) {
            for (int status = 201; status < 300; ) {
                KeyPair next = asked == null ? TestAgent.newKey() : asked;
                asked = next;
                try {
                    status = agent.rotate(collector, next).statusCode();
                    if (status == 401) {
                        TestAgent other = by(next);
                        status = other.rotate(collector, next).statusCode();
                        agent = other;
                    }
                } catch (UncheckedIOException e) {
                    // The answer is lost.
                    return;
                }
                assertThat(status).isIn(200, 201, 429, 503);
                if (status < 300) {
                    asked = null;
                    turned.incrementAndGet();
                }
            }
        }

        private TestAgent by(KeyPair key) {
            TestAgent other = TestAgent.of(agent.environment, agent.host);
            other.key = key;
            other.name = KeyName.of(key.getPublic().getEncoded());
            other.audience = agent.audience;
            other.count = agent.count;
            return other;
        }

        /** Delivers with the key it has, or else with the one it asked for. */
        boolean delivers(Reach collector) {
            sequence++;
            KeyPair next = asked;
            int status = agent.deliver(collector, agent.snapshot(sequence, "value " + sequence))
                    .statusCode();
            if (status == 401 && next != null) {
                agent = by(next);
                asked = null;
                status = agent.deliver(collector, agent.snapshot(sequence, "value " + sequence))
                        .statusCode();
            }
            return status == 201;
        }
    }

    @Test
    void oneOfTheTwoKeysThatAnAgentHoldsIsAlwaysBelieved() throws Exception {
        Path file = folder.resolve("leeway.db");
        ServeCommandLine serve = ServeCommandLine.archived(folder);
        int port = CollectorProcess.freePort();
        Random random = new Random(23);
        AtomicInteger turned = new AtomicInteger();
        List<Turner> turners = new ArrayList<>();
        List<String> tokens = CollectorProcess.tokens(file, AGENTS);
        for (int kill = 0; kill < KILLS; kill++) {
            CollectorProcess collector = CollectorProcess.start(serve, port, file);
            for (int i = turners.size(); i < AGENTS; i++) {
                TestAgent agent = TestAgent.of("prod", "web-" + i);
                assertThat(agent.join(collector, tokens.get(i)).statusCode()).isEqualTo(201);
                turners.add(new Turner(agent));
            }
            for (Turner turner : turners) {
                assertThat(turner.delivers(collector)).isTrue();
            }
            List<CompletableFuture<Void>> running = turners.stream()
                    .map(turner -> CompletableFuture.runAsync(() -> turner.turn(collector, turned)))
                    .toList();
            Thread.sleep(random.nextInt(60));
            collector.kill();
            for (CompletableFuture<Void> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
        CollectorProcess last = CollectorProcess.start(serve, port, file);
        for (Turner turner : turners) {
            assertThat(turner.delivers(last)).isTrue();
            turner.turn(last, turned);
        }
        assertThat(last.end()).isEqualTo(143);
        assertThat(turned.get()).isGreaterThanOrEqualTo(AGENTS);
        try (CollectorStore store = SqlStores.sqliteCollector(file, Clock.systemUTC())) {
            List<Agent> agents = store.registry().agents();
            assertThat(agents.stream().filter(agent -> agent.state() == AgentState.ACTIVE))
                    .extracting(Agent::name)
                    .containsExactlyInAnyOrderElementsOf(
                            turners.stream().map(turner -> turner.agent.name).toList());
            long rotated = store.registry().audit(0, 10_000).stream()
                    .filter(entry -> entry.action().equals("agent.rotated"))
                    .count();
            assertThat(agents).hasSize(AGENTS + (int) rotated);
            assertThat(store.registry()
                            .verifyAudit(List.of(store.registry().auditHead()))
                            .damage())
                    .isEmpty();
        }
    }
}

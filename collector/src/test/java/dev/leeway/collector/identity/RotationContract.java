package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static dev.leeway.collector.identity.IdentityScene.key;
import static dev.leeway.collector.identity.IdentityScene.oneTime;
import static dev.leeway.collector.identity.IdentityScene.pool;
import static dev.leeway.collector.identity.IdentityScene.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.identity.IdentityScene.HostKey;
import dev.leeway.collector.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How a key gives way to another. */
abstract class RotationContract extends RequestCountContract {
    RotationResult rotate(String agent, long count, String machine, HostKey next) throws StoreException {
        return registry.rotate(new Advance(agent, count, machine), next.key());
    }

    static Refusal notRotated(RotationResult result) {
        assertThat(result).isInstanceOf(RotationResult.Refused.class);
        return ((RotationResult.Refused) result).refusal();
    }

    @Test
    void putsANewKeyInThePlaceOfTheOldOneWithAllItHad() throws Exception {
        String token = text(TokenKind.POOL);
        JoinToken pool = pool(token, "prod", "shop-web");
        registry.issue(pool, "store");
        Agent before = joined(token, key(), "pod-1");
        advance(before.name(), 7, "boot-1");
        clock.set(NOON.plusSeconds(60));
        HostKey next = key();
        RotationResult result = rotate(before.name(), 8, "boot-1", next);
        assertThat(result).isInstanceOf(RotationResult.Rotated.class);
        Agent after = ((RotationResult.Rotated) result).agent();
        assertThat(registry.agent(next.key().name())).contains(after);
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("name", "key", "seenAt", "count", "machine")
                .isEqualTo(before);
        assertThat(after.count()).isEqualTo(8);
        assertThat(registry.agent(before.name()).orElseThrow().state()).isEqualTo(AgentState.REPLACED);
        assertThat(advance(before.name(), 9, "boot-1")).isEqualTo(Advanced.refused(Refusal.REPLACED));
        assertThat(advance(after.name(), 8, "tag-1")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(after.name(), 9, "tag-1").accepted()).isTrue();
        // The answer was lost: the new key asks for itself, and nothing changes.
        AuditHead head = registry.auditHead();
        assertThat(((RotationResult.Rotated) rotate(after.name(), 10, "tag-1", next)).again())
                .isTrue();
        assertThat(registry.auditHead()).isEqualTo(head);
        AuditEntry told = registry.audit(0, 100).stream()
                .filter(entry -> entry.action().equals("agent.rotated"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(told.actor(), told.subject(), told.detail()))
                .containsExactly(before.name(), "prod/pod-1 as web", "now " + after.name());
        // It is still of its pool, whose end is its own.
        assertThat(registry.revokeToken(pool.id(), true, "store")).isTrue();
        assertThat(advance(after.name(), 11, "tag-1")).isEqualTo(Advanced.refused(Refusal.REVOKED));
        assertThatThrownBy(() -> {
                    Agent third = joined(key(), "web-01");
                    HostKey other = key();
                    rotate(third.name(), 1, "", other);
                    registry.restoreAgent(third.name(), "store");
                })
                .isInstanceOf(StoreException.class);
    }

    @Test
    void revokesNoReplacedKeyInThePlaceOfTheOneThatHolds() throws Exception {
        String first = joined(key(), "web-01").name();
        HostKey second = key();
        rotate(first, 1, "", second);
        HostKey third = key();
        rotate(second.key().name(), 2, "", third);
        String holder = third.key().name();
        AuditHead head = registry.auditHead();
        for (String replaced : List.of(first, second.key().name())) {
            assertThatThrownBy(() -> registry.revokeAgent(replaced, "ada"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(replaced)
                    .hasMessageContaining(holder);
            assertThat(registry.agent(replaced).orElseThrow().state()).isEqualTo(AgentState.REPLACED);
        }
        assertThat(registry.auditHead()).isEqualTo(head);
        assertThat(advance(holder, 3, "m").accepted()).isTrue();
        assertThat(registry.revokeAgent(holder, "ada")).isTrue();
        assertThat(advance(holder, 4, "m")).isEqualTo(Advanced.refused(Refusal.REVOKED));
        // Nobody else is meant any more.
        assertThat(registry.revokeAgent(first, "ada")).isTrue();
        assertThat(registry.agent(first).orElseThrow().state()).isEqualTo(AgentState.REVOKED);
    }

    @Test
    void rotatesNobodyWhoIsNotBelieved() throws Exception {
        String revoked = joined(key(), "web-01").name();
        registry.revokeAgent(revoked, "ada");
        assertThat(notRotated(rotate(revoked, 1, "", key()))).isEqualTo(Refusal.REVOKED);
        String cloned = joined(key(), "web-02").name();
        advance(cloned, 1, "boot-1");
        advance(cloned, 2, "boot-2");
        RotationResult shown = rotate(cloned, 3, "boot-1", key());
        assertThat(shown).isEqualTo(new RotationResult.Refused(Refusal.CLONED, true));
        assertThat(notRotated(rotate(cloned, 4, "boot-2", key()))).isEqualTo(Refusal.CLONED);
        String replayed = joined(key(), "web-03").name();
        advance(replayed, 5, "boot-1");
        assertThat(notRotated(rotate(replayed, 5, "boot-1", key()))).isEqualTo(Refusal.REPLAYED);
        assertThat(notRotated(rotate("a-00000000000000000000", 1, "", key()))).isEqualTo(Refusal.UNKNOWN_AGENT);
        String token = text(TokenKind.POOL);
        registry.issue(pool(token, "prod"), "store");
        String silent = joined(token, key(), "pod-1").name();
        clock.set(NOON.plus(Duration.ofDays(3)));
        assertThat(notRotated(rotate(silent, 1, "", key()))).isEqualTo(Refusal.EXPIRED);
        assertThat(registry.agents()).hasSize(4);
        assertThat(actions()).doesNotContain("agent.rotated");
    }

    @Test
    void takesNoKeyThatWasEverKnown() throws Exception {
        HostKey first = key();
        String name = joined(first, "web-01").name();
        HostKey elsewhere = key();
        String token = text(TokenKind.JOIN);
        registry.issue(oneTime(token, "dev"), "store");
        joined(token, elsewhere, "web-01");
        assertThat(notRotated(rotate(name, 1, "", elsewhere))).isEqualTo(Refusal.KEY_KNOWN);
        // Counted all the same: it was believed.
        assertThat(advance(name, 1, "")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        HostKey second = key();
        rotate(name, 2, "", second);
        assertThat(notRotated(rotate(second.key().name(), 3, "", first))).isEqualTo(Refusal.KEY_KNOWN);
        String other = text(TokenKind.JOIN);
        registry.issue(oneTime(other, "prod", Optional.of("web-01")), "store");
        assertThat(refused(other, first, "web-01")).isEqualTo(Refusal.KEY_KNOWN);
        assertThat(advance(second.key().name(), 4, "").accepted()).isTrue();
    }

    @Test
    void rotatesOnceHoweverManyAskAtOnce() throws Exception {
        String name = joined(key(), "web-01").name();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Registry other = open()) {
            List<Callable<RotationResult>> requests = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Registry asked = i % 2 == 0 ? registry : other;
                Advance advance = new Advance(name, i + 1L, "");
                AgentKey next = key().key();
                requests.add(() -> asked.rotate(advance, next));
            }
            int rotated = 0;
            for (Future<RotationResult> result : threads.invokeAll(requests)) {
                rotated += result.get() instanceof RotationResult.Rotated ? 1 : 0;
            }
            assertThat(rotated).isEqualTo(1);
            assertThat(registry.agents())
                    .extracting(Agent::state)
                    .containsExactlyInAnyOrder(AgentState.REPLACED, AgentState.ACTIVE);
        } finally {
            threads.shutdownNow();
        }
    }
}

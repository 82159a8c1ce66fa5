package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static dev.leeway.collector.identity.IdentityScene.joining;
import static dev.leeway.collector.identity.IdentityScene.key;
import static dev.leeway.collector.identity.IdentityScene.oneTime;
import static dev.leeway.collector.identity.IdentityScene.person;
import static dev.leeway.collector.identity.IdentityScene.pool;
import static dev.leeway.collector.identity.IdentityScene.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.identity.IdentityScene.HostKey;
import dev.leeway.collector.identity.JoinResult.Joined;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene.SetClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every registry promises, whatever holds it. */
public abstract class RegistryContract {
    private static final int STEPS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 5_000;
        case "slow" -> 1_500;
        default -> 150;
    };

    protected final SetClock clock = new SetClock();
    protected Registry registry;

    /** Opens the registry under test, the same one each time within one test, by {@link #clock}. */
    protected abstract Registry open() throws Exception;

    @BeforeEach
    void opened() throws Exception {
        clock.set(NOON);
        registry = open();
    }

    @AfterEach
    void closed() {
        registry.close();
    }

    private Agent joined(String token, HostKey key, String host) throws StoreException {
        JoinResult result = registry.join(joining(token, key, host));
        assertThat(result).isInstanceOf(Joined.class);
        return ((Joined) result).agent();
    }

    private Agent joined(HostKey key, String host) throws StoreException {
        String token = text(TokenKind.JOIN);
        registry.issue(oneTime(token, "prod"), "store");
        return joined(token, key, host);
    }

    private Refusal refused(String token, HostKey key, String host) throws StoreException {
        JoinResult result = registry.join(joining(token, key, host));
        assertThat(result).isInstanceOf(JoinResult.Refused.class);
        return ((JoinResult.Refused) result).refusal();
    }

    private Advanced advance(String agent, long count, String machine) throws StoreException {
        return registry.advance(List.of(new Advance(agent, count, machine))).get(0);
    }

    private List<String> actions() throws StoreException {
        return registry.audit(0, 1_000).stream().map(AuditEntry::action).toList();
    }

    @Test
    void redeemsATokenOnce() throws Exception {
        String token = text(TokenKind.JOIN);
        registry.issue(oneTime(token, "prod"), "store");
        HostKey first = key();
        Agent agent = joined(token, first, "web-01");
        assertThat(agent.environment()).isEqualTo("prod");
        assertThat(agent.name()).isEqualTo(first.key().name());
        assertThat(registry.agent(agent.name())).contains(agent);
        assertThat(refused(token, key(), "web-02")).isEqualTo(Refusal.USED_TOKEN);
        assertThat(registry.agents()).containsExactly(agent);
    }

    @Test
    void givesAnAnswerThatWasLostAgain() throws Exception {
        String token = text(TokenKind.JOIN);
        registry.issue(oneTime(token, "prod"), "store");
        HostKey key = key();
        Agent agent = joined(token, key, "web-01");
        AuditHead head = registry.auditHead();
        assertThat(joined(token, key, "web-01")).isEqualTo(agent);
        assertThat(registry.auditHead()).isEqualTo(head);
        assertThat(refused(token, key, "web-02")).isEqualTo(Refusal.KEY_KNOWN);
    }

    @Test
    void redeemsATokenOnceHoweverManyAskAtOnce() throws Exception {
        String token = text(TokenKind.JOIN);
        registry.issue(oneTime(token, "prod"), "store");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Registry other = open()) {
            List<Callable<JoinResult>> hosts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Registry asked = i % 2 == 0 ? registry : other;
                Joining joining = joining(token, key(), "web-" + i);
                hosts.add(() -> asked.join(joining));
            }
            int joined = 0;
            for (Future<JoinResult> result : threads.invokeAll(hosts)) {
                joined += result.get() instanceof Joined ? 1 : 0;
            }
            assertThat(joined).isEqualTo(1);
            assertThat(registry.agents()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesTokensThatEndedWereRevokedOrNeverWere() throws Exception {
        String late = text(TokenKind.JOIN);
        registry.issue(oneTime(late, "prod"), "store");
        clock.set(NOON.plus(JoinToken.USUAL));
        assertThat(refused(late, key(), "web-01")).isEqualTo(Refusal.ENDED_TOKEN);
        clock.set(NOON.plus(JoinToken.USUAL).minusMillis(1));
        String revoked = text(TokenKind.JOIN);
        JoinToken token = oneTime(revoked, "prod");
        registry.issue(token, "store");
        assertThat(registry.revokeToken(token.id(), false, "store")).isTrue();
        assertThat(refused(revoked, key(), "web-01")).isEqualTo(Refusal.ENDED_TOKEN);
        assertThat(refused(text(TokenKind.JOIN), key(), "web-01")).isEqualTo(Refusal.UNKNOWN_TOKEN);
        assertThat(registry.revokeToken("t-000000000000", false, "store")).isFalse();
        joined(late, key(), "web-01");
    }

    @Test
    void isNotChangedByGuesses() throws Exception {
        String token = text(TokenKind.JOIN);
        JoinToken issued = oneTime(token, "prod");
        registry.issue(issued, "store");
        AuditHead head = registry.auditHead();
        HostKey key = key();
        for (int i = 0; i < 200; i++) {
            assertThat(refused(text(i % 2 == 0 ? TokenKind.JOIN : TokenKind.POOL), key, "web-" + i))
                    .isEqualTo(Refusal.UNKNOWN_TOKEN);
        }
        // Who knows the id, which lists show, knows a fifth of the hash and nothing of the token.
        String near =
                issued.hash().hex().substring(0, 63) + (issued.hash().hex().endsWith("0") ? "1" : "0");
        Joining guess = new Joining(
                new TokenHash(near), key.key(), "web-01", Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(registry.join(guess)).isEqualTo(new JoinResult.Refused(Refusal.UNKNOWN_TOKEN));
        assertThat(registry.auditHead()).isEqualTo(head);
        assertThat(registry.agents()).isEmpty();
        joined(token, key, "web-01");
    }

    @Test
    void listsTokensAsTheyAre() throws Exception {
        JoinToken one = oneTime(text(TokenKind.JOIN), "prod", Optional.of("web-01"));
        JoinToken pool = pool(text(TokenKind.POOL), "staging", "shop-web", "shop-worker");
        AccessToken person = person(text(TokenKind.ACCESS), "ada", Role.OPERATOR, "dev", "prod");
        registry.issue(one, "store");
        registry.issue(pool, "ada");
        registry.issue(person, "store");
        assertThat(registry.tokens()).containsExactlyInAnyOrder(one, pool);
        assertThat(registry.accessTokens()).containsExactly(person);
        assertThat(actions()).containsExactly("token.issued", "token.issued", "token.issued");
    }

    @Test
    void findsThePersonOfAToken() throws Exception {
        String text = text(TokenKind.ACCESS);
        AccessToken token = person(text, "ada", Role.READER);
        registry.issue(token, "store");
        assertThat(registry.access(token.hash())).contains(token);
        assertThat(registry.access(
                        Tokens.hash(text(TokenKind.ACCESS), TokenKind.ACCESS).orElseThrow()))
                .isEmpty();
        String sameId =
                token.hash().hex().substring(0, 63) + (token.hash().hex().endsWith("0") ? "1" : "0");
        assertThat(registry.access(new TokenHash(sameId))).isEmpty();
        registry.revokeToken(token.id(), false, "store");
        assertThat(registry.access(token.hash()).orElseThrow().isValid(NOON)).isFalse();
    }

    @Test
    void acceptsACountOnce() throws Exception {
        String name = joined(key(), "web-01").name();
        assertThat(advance(name, 1, "m1")).isEqualTo(Advanced.ACCEPTED);
        assertThat(advance(name, 1, "m1")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 7, "m1").accepted()).isTrue();
        assertThat(advance(name, 6, "m1").accepted()).isFalse();
        assertThat(registry.advance(List.of(
                        new Advance(name, 9, "m1"),
                        new Advance(name, 8, "m1"),
                        new Advance("a-00000000000000000000", 1, ""),
                        new Advance(name, 10, "m1"))))
                .containsExactly(
                        Advanced.ACCEPTED,
                        Advanced.refused(Refusal.REPLAYED),
                        Advanced.refused(Refusal.UNKNOWN_AGENT),
                        Advanced.ACCEPTED);
        assertThat(registry.agent(name).orElseThrow().count()).isEqualTo(10);
        try (Registry again = open()) {
            assertThat(again.advance(List.of(new Advance(name, 10, "m1")))
                            .get(0)
                            .accepted())
                    .isFalse();
        }
    }

    @Test
    void acceptsACountOnceHoweverManyCollectorsAreAsked() throws Exception {
        String name = joined(key(), "web-01").name();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Registry other = open()) {
            List<Callable<Advanced>> requests = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Registry asked = i % 2 == 0 ? registry : other;
                long count = 1L + i / 6;
                requests.add(() ->
                        asked.advance(List.of(new Advance(name, count, "m"))).get(0));
            }
            Map<Long, Integer> accepted = new HashMap<>();
            List<Future<Advanced>> results = threads.invokeAll(requests);
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).get().accepted()) {
                    accepted.merge(1L + i / 6, 1, Integer::sum);
                }
            }
            assertThat(accepted.values()).containsOnly(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tellsTwoMachinesThatUseOneKey() throws Exception {
        String name = joined(key(), "web-01").name();
        assertThat(advance(name, 1, "boot-1").accepted()).isTrue();
        assertThat(advance(name, 2, "boot-2").accepted()).isTrue();
        Advanced back = advance(name, 3, "boot-1");
        assertThat(back).isEqualTo(Advanced.CLONED);
        assertThat(registry.agent(name).orElseThrow().state()).isEqualTo(AgentState.CLONED);
        assertThat(advance(name, 4, "boot-1")).isEqualTo(Advanced.refused(Refusal.CLONED));
        assertThat(advance(name, 5, "boot-2")).isEqualTo(Advanced.refused(Refusal.CLONED));
        assertThat(actions())
                .endsWith("agent.cloned")
                .filteredOn("agent.cloned"::equals)
                .hasSize(1);
        assertThat(registry.restoreAgent(name, "store")).isTrue();
        assertThat(advance(name, 3, "boot-2")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 6, "boot-2").accepted()).isTrue();
        assertThat(advance(name, 7, "boot-1").accepted()).isTrue();
        assertThat(advance(name, 8, "boot-2")).isEqualTo(Advanced.CLONED);
    }

    @Test
    void doesNotTakeAReplayForASecondMachine() throws Exception {
        String name = joined(key(), "web-01").name();
        advance(name, 1, "boot-1");
        advance(name, 2, "boot-2");
        assertThat(advance(name, 1, "boot-1")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 3, "boot-2").accepted()).isTrue();
        assertThat(advance(name, 4, "")).isEqualTo(Advanced.refused(Refusal.MACHINE_UNTOLD));
        assertThat(advance(name, 5, "boot-2").accepted()).isTrue();
    }

    @Test
    void marksWhatWasSeenElsewhere() throws Exception {
        String name = joined(key(), "web-01").name();
        assertThat(registry.markCloned(name, "two snapshots of one count")).isTrue();
        assertThat(registry.markCloned(name, "two snapshots of one count")).isFalse();
        assertThat(advance(name, 1, "m").accepted()).isFalse();
    }

    @Test
    void refusesRevokedAgentsUntilTheyAreRestored() throws Exception {
        String name = joined(key(), "web-01").name();
        advance(name, 1, "m");
        assertThat(registry.revokeAgent(name, "ada")).isTrue();
        assertThat(advance(name, 2, "m")).isEqualTo(Advanced.refused(Refusal.REVOKED));
        assertThat(registry.restoreAgent(name, "ada")).isTrue();
        assertThat(advance(name, 1, "m")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 2, "m").accepted()).isTrue();
        assertThat(registry.revokeAgent("a-nobody", "ada")).isFalse();
        assertThat(registry.restoreAgent("a-nobody", "ada")).isFalse();
    }

    private RotationResult rotate(String agent, long count, String machine, HostKey next) throws StoreException {
        return registry.rotate(new Advance(agent, count, machine), next.key());
    }

    private static Refusal notRotated(RotationResult result) {
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

    @Test
    void givesTheNameOfAHostOnlyToATokenForIt() throws Exception {
        Agent first = joined(key(), "web-01");
        String any = text(TokenKind.JOIN);
        registry.issue(oneTime(any, "prod"), "store");
        assertThat(refused(any, key(), "web-01")).isEqualTo(Refusal.NAME_TAKEN);
        String own = text(TokenKind.JOIN);
        registry.issue(oneTime(own, "prod", Optional.of("web-01")), "store");
        Agent second = joined(own, key(), "web-01");
        assertThat(registry.agent(first.name()).orElseThrow().state()).isEqualTo(AgentState.REPLACED);
        assertThat(advance(first.name(), 1, "m")).isEqualTo(Advanced.refused(Refusal.REPLACED));
        assertThat(advance(second.name(), 1, "m").accepted()).isTrue();
        assertThatThrownBy(() -> registry.restoreAgent(first.name(), "store"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(second.name());
        assertThat(joined(any, key(), "web-02").host()).isEqualTo("web-02");
        assertThat(actions()).contains("agent.replaced");
    }

    @Test
    void letsHostsOfAPoolComeAndGo() throws Exception {
        Agent own = joined(key(), "web-01");
        String token = text(TokenKind.POOL);
        JoinToken pool = pool(token, "prod", "shop-web");
        registry.issue(pool, "store");
        assertThat(refused(token, key(), "web-01")).isEqualTo(Refusal.NAME_TAKEN);
        Agent first = joined(token, key(), "pod-1");
        Agent second = joined(token, key(), "pod-2");
        assertThat(first.isEphemeral()).isTrue();
        assertThat(first.services()).containsExactly("shop-web");
        Agent reborn = joined(token, key(), "pod-1");
        assertThat(registry.agent(first.name()).orElseThrow().state()).isEqualTo(AgentState.REPLACED);
        clock.set(NOON.plus(Duration.ofDays(1)));
        advance(second.name(), 1, "m");
        clock.set(NOON.plus(Duration.ofDays(2)).plusSeconds(1));
        assertThat(advance(reborn.name(), 1, "m")).isEqualTo(Advanced.refused(Refusal.EXPIRED));
        assertThat(advance(second.name(), 2, "m").accepted()).isTrue();
        assertThat(registry.expireSilent()).extracting(Agent::name).containsExactly(reborn.name());
        assertThat(registry.expireSilent()).isEmpty();
        assertThat(registry.revokeToken(pool.id(), true, "store")).isTrue();
        assertThat(advance(second.name(), 3, "m")).isEqualTo(Advanced.refused(Refusal.REVOKED));
        assertThat(refused(token, key(), "pod-3")).isEqualTo(Refusal.ENDED_TOKEN);
        assertThat(advance(own.name(), 1, "m").accepted()).isTrue();
    }

    @Test
    void countsMoreInOneGroupThanAStatementHolds() throws Exception {
        String first = joined(key(), "web-01").name();
        String last = joined(key(), "web-02").name();
        List<Advance> group = new ArrayList<>();
        group.add(new Advance(first, 1, "m"));
        for (int i = 0; i < 1_200; i++) {
            group.add(new Advance(String.format(Locale.ROOT, "a-%020x", i), 1, "m"));
        }
        group.add(new Advance(last, 1, "m"));
        List<Advanced> counted = registry.advance(group);
        assertThat(counted).hasSize(1_202).filteredOn(Advanced::accepted).hasSize(2);
        assertThat(counted.get(0).accepted()).isTrue();
        assertThat(counted.get(1_201).accepted()).isTrue();
        assertThat(registry.agents(group.stream().map(Advance::agent).toList())).containsOnlyKeys(first, last);
    }

    @Test
    void keepsTheLogInOrderWhoeverWrites() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Registry other = open()) {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Registry asked = i % 2 == 0 ? registry : other;
                AuditDraft draft = new AuditDraft("w" + i, AuditAction.PRUNED, "x", "");
                writers.add(() -> {
                    asked.record(List.of(draft, draft));
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        AuditVerification sound = registry.verifyAudit(List.of(registry.auditHead()));
        assertThat(sound.damage()).isEmpty();
        assertThat(sound.entries()).isEqualTo(80);
        assertThat(registry.audit(78, 10)).extracting(AuditEntry::number).containsExactly(79L, 80L);
        assertThat(registry.audit(0, 3)).hasSize(3);
    }

    @Test
    void findsALogThatWasCutShort() throws Exception {
        registry.record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "")));
        AuditHead later = new AuditHead(2, "1".repeat(64));
        assertThat(registry.verifyAudit(List.of(later)).damage().orElseThrow().number())
                .isEqualTo(2);
    }

    @Test
    void letsOneHoldALease() throws Exception {
        assertThat(registry.lease("nightly", "one", NOON.plusSeconds(60))).isTrue();
        assertThat(registry.lease("nightly", "two", NOON.plusSeconds(60))).isFalse();
        assertThat(registry.lease("other", "two", NOON.plusSeconds(60))).isTrue();
        assertThat(registry.lease("nightly", "one", NOON.plusSeconds(90))).isTrue();
        clock.set(NOON.plusSeconds(89));
        assertThat(registry.lease("nightly", "two", NOON.plusSeconds(200))).isFalse();
        clock.set(NOON.plusSeconds(90));
        assertThat(registry.lease("nightly", "two", NOON.plusSeconds(200))).isTrue();
        assertThat(registry.lease("nightly", "one", NOON.plusSeconds(300))).isFalse();
    }

    @Test
    void letsANoticeBeSentOnce() throws Exception {
        assertThat(registry.claim("drift-1", NOON, Duration.ofHours(4))).isTrue();
        assertThat(registry.claim("drift-1", NOON.plusSeconds(1), Duration.ofHours(4)))
                .isFalse();
        assertThat(registry.claim("drift-2", NOON, Duration.ofHours(4))).isTrue();
        assertThat(registry.claim("drift-1", NOON.plus(Duration.ofHours(4)), Duration.ofHours(4)))
                .isTrue();
    }

    @Test
    void holdsUpWhatSomebodyEndedOverForMinutesAlone() throws Exception {
        Duration hold = Duration.ofMinutes(5);
        assertThat(registry.sending("a", NOON)).isEqualTo(Claim.FREE);
        assertThat(registry.beginSending("a", NOON, hold)).isEqualTo(Claim.FREE);
        try (Registry other = open()) {
            assertThat(other.beginSending("a", NOON.plusSeconds(299), hold)).isEqualTo(Claim.PENDING);
            assertThat(other.sending("a", NOON.plusSeconds(299))).isEqualTo(Claim.PENDING);
            assertThat(other.beginSending("a", NOON.plusSeconds(300), hold)).isEqualTo(Claim.FREE);
            assertThat(registry.beginSending("a", NOON.plusSeconds(301), hold)).isEqualTo(Claim.PENDING);
        }
    }

    private static Claimed begin(Registry registry, String key, String delivery, Instant now) throws Exception {
        return registry.beginSending(List.of(key), delivery, now, Duration.ofMinutes(5))
                .getOrDefault(key, Claimed.PENDING);
    }

    /** Who gets it twice knows it again, whoever sends it the second time. */
    @Test
    void keepsTheIdOfAnAttemptOfWhichNobodyKnowsWhetherItArrived() throws Exception {
        assertThat(begin(registry, "a", "d1", NOON)).isEqualTo(new Claimed(Claim.FREE, "d1"));
        try (Registry other = open()) {
            assertThat(begin(other, "a", "d2", NOON.plusSeconds(299))).isEqualTo(new Claimed(Claim.PENDING, "d1"));
            assertThat(begin(other, "a", "d2", NOON.plusSeconds(300))).isEqualTo(new Claimed(Claim.FREE, "d1"));
            other.giveBack(List.of("a", "unknown"), NOON.plusSeconds(301));
        }
        assertThat(registry.sending("a", NOON.plusSeconds(301))).isEqualTo(Claim.FREE);
        assertThat(begin(registry, "a", "d3", NOON.plusSeconds(301))).isEqualTo(new Claimed(Claim.FREE, "d1"));

        Instant later = NOON.plus(Duration.ofDays(7));
        registry.sent(Map.of("a", later), List.of());
        registry.giveBack(List.of("a"), NOON.plusSeconds(302));
        assertThat(begin(registry, "a", "d4", later.minusMillis(1)).claim()).isEqualTo(Claim.SENT);
        // Told and told again after its time, it is another.
        assertThat(begin(registry, "a", "d4", later)).isEqualTo(new Claimed(Claim.FREE, "d4"));
        registry.sent(Map.of(), List.of("a"));
        assertThat(begin(registry, "a", "d5", later)).isEqualTo(new Claimed(Claim.FREE, "d5"));
    }

    /** Who forgot the first of two after a day must not take the second for it. */
    @Test
    void keepsNoIdForLongerThanADay() throws Exception {
        begin(registry, "a", "d1", NOON);
        begin(registry, "b", "d1", NOON);
        Instant day = NOON.plus(Duration.ofMinutes(5)).plus(Duration.ofDays(1));
        assertThat(begin(registry, "a", "d2", day.minusMillis(1))).isEqualTo(new Claimed(Claim.FREE, "d1"));
        assertThat(begin(registry, "b", "d2", day)).isEqualTo(new Claimed(Claim.FREE, "d2"));
    }

    @Test
    void takesForSentWhatWasSaidToBe() throws Exception {
        Duration hold = Duration.ofMinutes(5);
        Instant later = NOON.plus(Duration.ofDays(7));
        registry.beginSending("a", NOON, hold);
        registry.beginSending("old", NOON, hold);
        registry.sent(Map.of("a", later, "b", later), List.of("old"));
        assertThat(registry.beginSending("a", later.minusMillis(1), hold)).isEqualTo(Claim.SENT);
        assertThat(registry.sending("b", NOON)).isEqualTo(Claim.SENT);
        assertThat(registry.sending("old", NOON)).isEqualTo(Claim.FREE);
        assertThat(registry.beginSending("a", later, hold)).isEqualTo(Claim.FREE);
    }

    @Test
    void handsOverToWhoeverCameNoOneBetween() throws Exception {
        assertThat(registry.handover("alerts")).isEmpty();
        assertThat(registry.handOver("alerts", 1, bytes("x"))).isFalse();
        assertThat(registry.handOver("alerts", 0, bytes("one"))).isTrue();
        assertThat(registry.handOver("channel/b", 0, bytes("b"))).isTrue();
        assertThat(registry.handOver("channel/a", 0, bytes("a"))).isTrue();
        try (Registry other = open()) {
            Handover seen = other.handover("alerts").orElseThrow();
            assertThat(seen.content()).isEqualTo(bytes("one"));
            assertThat(registry.handOver("alerts", seen.version(), bytes("two")))
                    .isTrue();
            assertThat(other.handOver("alerts", seen.version(), bytes("three"))).isFalse();
            assertThat(other.handover("alerts").orElseThrow().content()).isEqualTo(bytes("two"));
            assertThat(other.handovers("channel/")).containsOnlyKeys("channel/a", "channel/b");
        }
    }

    @Test
    void keepsTheReportsOfDays() throws Exception {
        LocalDate day = LocalDate.parse("2026-11-20");
        assertThat(registry.newestReport()).isEmpty();
        registry.keepReport(day.minusDays(2), bytes("old"));
        registry.keepReport(day, bytes("first"));
        registry.keepReport(day, bytes("second"));
        registry.keepReport(day.minusDays(1), bytes("yesterday"));
        assertThat(registry.reportDays()).containsExactly(day.minusDays(2), day.minusDays(1), day);
        assertThat(registry.newestReport().orElseThrow().json()).isEqualTo(bytes("second"));
        assertThat(registry.report(day.minusDays(1)).orElseThrow()).isEqualTo(bytes("yesterday"));
        assertThat(registry.report(day.plusDays(1))).isEmpty();
        assertThat(registry.pruneReports(day)).isEqualTo(2);
        assertThat(registry.pruneReports(day)).isZero();
        assertThat(registry.reportDays()).containsExactly(day);
        assertThat(actions()).endsWith("pruned");
    }

    private static byte[] bytes(String text) {
        return text.repeat(50).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void forgetsTokensThatEnded() throws Exception {
        JoinToken ended = oneTime(text(TokenKind.JOIN), "prod");
        JoinToken open = pool(text(TokenKind.POOL), "prod");
        JoinToken revoked = pool(text(TokenKind.POOL), "prod");
        AccessToken person = person(text(TokenKind.ACCESS), "ada", Role.READER);
        registry.issue(ended, "store");
        registry.issue(open, "store");
        registry.issue(revoked, "store");
        registry.issue(person, "store");
        registry.revokeToken(revoked.id(), false, "store");
        assertThat(registry.pruneTokens(NOON)).isZero();
        assertThat(registry.pruneTokens(NOON.plus(Duration.ofHours(1)))).isEqualTo(2);
        assertThat(registry.tokens()).containsExactly(open);
        assertThat(registry.accessTokens()).containsExactly(person);
    }

    /** Random doings of several processes against the simplest thing that could be right. */
    @Test
    void doesWhatASimpleModelDoes() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            RegistryModel model = new RegistryModel(registry, this::open, clock, random, "s" + seed);
            for (int step = 0; step < STEPS; step++) {
                model.step();
            }
            model.end();
        }
        Set<String> names = new HashSet<>();
        registry.agents().forEach(agent -> names.add(agent.name()));
        assertThat(Collections.frequency(actions(), "agent.joined")).isLessThanOrEqualTo(names.size());
        assertThat(registry.verifyAudit(List.of(registry.auditHead())).damage()).isEmpty();
    }
}

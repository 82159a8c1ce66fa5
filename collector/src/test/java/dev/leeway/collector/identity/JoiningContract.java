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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who joins, by which tokens, and under which name. */
abstract class JoiningContract extends RegistryTrial {
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
}

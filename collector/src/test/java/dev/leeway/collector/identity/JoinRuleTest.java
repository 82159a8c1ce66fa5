package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static dev.leeway.collector.identity.IdentityScene.key;
import static dev.leeway.collector.identity.IdentityScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.IdentityScene.HostKey;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinRuleTest {
    private final String shown = text(TokenKind.JOIN);
    private final HostKey key = key();

    private JoinToken token(String environment, String role, String host) {
        return new JoinToken(
                Tokens.joining(shown).orElseThrow(),
                JoinToken.Kind.ONE_TIME,
                environment,
                Optional.of(role).filter(text -> !text.isEmpty()),
                Optional.of(host).filter(text -> !text.isEmpty()),
                Set.of(),
                JoinToken.USUAL_SILENCE,
                NOON,
                Optional.of(NOON.plus(JoinToken.USUAL)),
                Optional.empty(),
                Optional.empty());
    }

    private Joining joining(String environment, String role, String host) {
        return new Joining(
                Tokens.joining(shown).orElseThrow(),
                key.key(),
                host,
                Optional.of(environment).filter(text -> !text.isEmpty()),
                Optional.of(role).filter(text -> !text.isEmpty()),
                Optional.of("ab".repeat(32)));
    }

    private static JoinResult result(Joining joining, JoinToken token) {
        return JoinRule.decide(joining, Optional.of(token), Optional.empty(), Optional.empty(), NOON)
                .result();
    }

    @ParameterizedTest
    @CsvSource({
        "prod,'','',      prod,web,web-01, web",
        "prod,web,'',     prod,'',web-01,  web",
        "prod,web,'',     '',web,web-01,   web",
        "prod,web,web-01, '','',web-01,    web",
        "prod,'','',      '','',web-01,    ''"
    })
    void bindsToWhatTheTokenOrElseTheHostSays(
            String environment, String role, String host, String said, String saidRole, String saidHost, String bound) {
        JoinResult result = result(joining(said, saidRole, saidHost), token(environment, role, host));
        assertThat(result).isInstanceOf(JoinResult.Joined.class);
        Agent agent = ((JoinResult.Joined) result).agent();
        assertThat(agent.environment()).isEqualTo("prod");
        assertThat(agent.host()).isEqualTo("web-01");
        assertThat(agent.role().orElse("")).isEqualTo(bound);
        assertThat(agent.name()).isEqualTo(key.key().name());
        assertThat(agent.certificate()).contains("ab".repeat(32));
        assertThat(agent.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "prod,'','',      dev,'',web-01",
        "prod,'','',      PROD,'',web-01",
        "prod,web,'',     prod,db,web-01",
        "prod,'',web-02,  prod,'',web-01",
        "prod,'',web-01,  prod,'',web-011"
    })
    void refusesWhatTheTokenIsNotFor(
            String environment, String role, String host, String said, String saidRole, String saidHost) {
        assertThat(result(joining(said, saidRole, saidHost), token(environment, role, host)))
                .isEqualTo(new JoinResult.Refused(Refusal.OTHER_TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "a/b", "a\nb", "a\u202eb", "a~1", "a@{now}", "a:b", "\u001b[2J"})
    void refusesNamesThatAreNone(String name) {
        assertThat(result(joining("", "", name), token("prod", "", "")))
                .isEqualTo(new JoinResult.Refused(Refusal.NAME_SHAPE));
        assertThat(result(joining("", "", "x".repeat(254)), token("prod", "", "")))
                .isEqualTo(new JoinResult.Refused(Refusal.NAME_SHAPE));
    }

    @Test
    void believesNoTokenThatWasLookedUpWrongly() {
        JoinToken other = IdentityScene.oneTime(text(TokenKind.JOIN), "prod");
        assertThat(result(joining("", "", "web-01"), other)).isEqualTo(new JoinResult.Refused(Refusal.UNKNOWN_TOKEN));
    }
}

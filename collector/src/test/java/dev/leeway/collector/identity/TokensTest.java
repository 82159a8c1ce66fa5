package dev.leeway.collector.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private final Tokens tokens = new Tokens(new SecureRandom());

    /** Chance that is none, so that the text can be foreseen. */
    private static final class Zeros extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            java.util.Arrays.fill(bytes, (byte) 0);
        }
    }

    @ParameterizedTest
    @EnumSource(TokenKind.class)
    void knowsItsOwn(TokenKind kind) {
        String token = tokens.create(kind);
        assertThat(token).startsWith(kind.prefix()).matches("lw[jpa]_[a-z2-7]{39}");
        assertThat(Tokens.hash(token, kind)).isPresent();
        for (TokenKind other : TokenKind.values()) {
            assertThat(Tokens.hash(token, other).isPresent()).isEqualTo(other == kind);
        }
        assertThat(Tokens.joining(token).isPresent()).isEqualTo(kind != TokenKind.ACCESS);
    }

    /** The shape is a promise to scanners; so is the hash to stores. */
    @Test
    void writesWhatOthersCanRecognise() {
        String token = new Tokens(new Zeros()).create(TokenKind.JOIN);
        assertThat(token).isEqualTo("lwj_" + "a".repeat(32) + "mpmoegi");
        assertThat(Tokens.joining(token).orElseThrow().id()).isEqualTo("t-51936d39a7ec");
    }

    @Test
    void noticesEveryLetterThatIsMistyped() {
        String token = tokens.create(TokenKind.JOIN);
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'a' ? 'b' : 'a';
            assertThat(Tokens.joining(token.substring(0, at) + other + token.substring(at + 1)))
                    .as("letter " + at)
                    .isEmpty();
        }
        for (int cut = 0; cut < token.length(); cut++) {
            assertThat(Tokens.joining(token.substring(0, cut))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lwj_", "\ud800", "lwj_\u0000", "LWJ_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void takesNothingElseForOne(String text) {
        assertThat(Tokens.joining(text)).isEmpty();
        assertThat(Tokens.joining(text + "a".repeat(Math.max(0, 43 - text.length()))))
                .isEmpty();
    }

    @Test
    void drawsAllOfItByChance() {
        Set<String> seen = new HashSet<>();
        boolean[][] letters = new boolean[32][128];
        for (int i = 0; i < 3_000; i++) {
            String token = tokens.create(TokenKind.ACCESS);
            assertThat(seen.add(token)).isTrue();
            for (int at = 0; at < 32; at++) {
                letters[at][token.charAt(4 + at)] = true;
            }
        }
        for (boolean[] at : letters) {
            int different = 0;
            for (boolean letter : at) {
                different += letter ? 1 : 0;
            }
            assertThat(different).isEqualTo(32);
        }
    }

    @Test
    void keepsNoTokenWhereAHashBelongs() {
        String token = tokens.create(TokenKind.JOIN);
        assertThatThrownBy(() -> new TokenHash(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(token);
    }
}

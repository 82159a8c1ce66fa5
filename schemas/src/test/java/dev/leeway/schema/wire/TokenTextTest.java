package dev.leeway.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    private final String token = TokenText.of(TokenText.HOST, chance());

    @Test
    void isWholeAsItWasMade() {
        assertThat(token).hasSize(43).startsWith("lwj_");
        assertThat(TokenText.isWhole(token, TokenText.HOST)).isTrue();
        assertThat(TokenText.isWhole(token, TokenText.POOL)).isFalse();
    }

    @Test
    void isNotWholeCutOrWithAnyLetterAltered() {
        for (int at = 0; at < token.length(); at++) {
            assertThat(TokenText.isWhole(token.substring(0, at), TokenText.HOST))
                    .isFalse();
            char other = token.charAt(at) == 'a' ? 'b' : 'a';
            assertThat(TokenText.isWhole(token.substring(0, at) + other + token.substring(at + 1), TokenText.HOST))
                    .as("letter " + at)
                    .isFalse();
        }
        assertThat(TokenText.isWhole(token + "a", TokenText.HOST)).isFalse();
    }

    private static byte[] chance() {
        byte[] chance = new byte[TokenText.CHANCE_BYTES];
        new Random(7).nextBytes(chance);
        return chance;
    }
}

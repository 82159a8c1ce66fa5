package dev.leeway.agent.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenClaimsTest {
    @Test
    void readsTheAccountOfABoundTokenAndOfAnOldOne() {
        assertThat(TokenClaims.of(token("{\"kubernetes.io\":{\"serviceaccount\":{\"name\":\"shop\",\"uid\":\"x\"}}}")))
                .contains(new TokenClaims("shop"));
        assertThat(TokenClaims.of(token("{\"kubernetes.io/serviceaccount/service-account.name\":\"shop.web\"}") + "\n"))
                .contains(new TokenClaims("shop.web"));
    }

    @Test
    void takesNothingElseForAToken() {
        for (String text : List.of(
                "",
                "hunter2",
                "a.b",
                "..",
                "a.!!.c",
                token("[]"),
                token("{\"sub\":\"hunter2\"}"),
                token("{\"kubernetes.io\":{\"serviceaccount\":{\"name\":\"\\u001b[31m\"}}}"),
                token("{\"kubernetes.io\":{\"serviceaccount\":{\"name\":\"" + "x".repeat(300) + "\"}}}"),
                token("[".repeat(10_000)))) {
            assertThat(TokenClaims.of(text)).as(text).isEmpty();
        }
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(TokenClaims.of(text)).isEmpty();
            assertThat(TokenClaims.of(token(text))).isEmpty();
        }
    }

    private static String token(String claims) {
        return "aGVhZA."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2lnbmF0dXJl";
    }
}

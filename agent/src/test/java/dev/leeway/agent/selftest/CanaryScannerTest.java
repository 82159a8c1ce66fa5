package dev.leeway.agent.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.selftest.Canary.Strength;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryScannerTest {
    private static final String SECRET = "Zor\"vik<7Q&x2/K9";
    private static final Canary CANARY = new Canary("test", "password=" + SECRET, List.of(SECRET), Strength.SHAPE);
    private static final CanaryScanner SCANNER = CanaryScanner.of(List.of(CANARY));

    private static List<CanaryScanner.Hit> scan(String output) {
        return SCANNER.scan(output.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void findsASecretAsItIsInAnyCaseAndReversed() {
        assertThat(scan("x " + SECRET + " y")).isNotEmpty();
        assertThat(scan(SECRET.toUpperCase(Locale.ROOT))).isNotEmpty();
        assertThat(scan(new StringBuilder(SECRET).reverse().toString())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "{\"k\":\"", "password="})
    void findsASecretInBase64WhateverStandsBeforeIt(String before) {
        byte[] text = bytes(before + SECRET + " and more");

        assertThat(scan(Base64.getEncoder().encodeToString(text))).isNotEmpty();
        assertThat(scan(Base64.getUrlEncoder().encodeToString(text))).isNotEmpty();
    }

    @Test
    void findsASecretInHexadecimalAndPercentEncoding() {
        String hex = HexFormat.of().formatHex(bytes(SECRET));

        assertThat(scan(hex)).isNotEmpty();
        assertThat(scan(hex.toUpperCase(Locale.ROOT))).isNotEmpty();
        assertThat(scan(hex.replaceAll("..", "%$0"))).isNotEmpty();
    }

    @Test
    void findsASecretEscapedForJsonAndXml() {
        assertThat(scan("{\"a\":\"Zor\\\"vik<7Q&x2/K9\"}")).isNotEmpty();
        assertThat(scan("<a>Zor&quot;vik&lt;7Q&amp;x2/K9</a>")).isNotEmpty();
    }

    @Test
    void findsAPartOfTwelveCharacters() {
        assertThat(scan("..." + SECRET.substring(2, 14) + "...")).isNotEmpty();
        assertThat(scan("..." + SECRET.substring(2, 12) + "...")).isEmpty();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(scan("password=(secret) k-8275afbe:9Jfigx_6aho_oJ_4ak6YdDcMD7loU2vUOfri0mZRfyc"))
                .isEmpty();
        assertThat(scan("")).isEmpty();
    }

    @Test
    void findsEveryCanaryOfTheCorpusWhereItWasPlanted() {
        List<Canary> corpus = CanaryCorpus.of(1);
        CanaryScanner scanner = CanaryScanner.of(corpus);
        for (Canary canary : corpus) {
            assertThat(scanner.scan(bytes(canary.text())))
                    .as(canary.kind())
                    .extracting(CanaryScanner.Hit::canary)
                    .contains(canary);
        }
    }

    @Test
    void saysWhichCanaryAndHowItWasDressedAndNotTheSecret() {
        assertThat(scan(SECRET).toString()).contains("Canary[test]", "plain").doesNotContain("vik");
    }
}

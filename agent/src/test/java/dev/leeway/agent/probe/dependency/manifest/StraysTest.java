package dev.leeway.agent.probe.dependency.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StraysTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "X9 42 DH "})
    void knowsAPrivateKeyOfEveryKind(String kind) {
        assertThat(Strays.ofContent("a.pem", bytes("# key\n-----BEGIN " + kind + "PRIVATE KEY-----\n")))
                .contains(StrayKind.PRIVATE_KEY);
    }

    @Test
    void survivesAKeyOfVeryManyWords() {
        assertThat(Strays.ofContent("a.pem", bytes("-----BEGIN " + "AB ".repeat(20_000) + "PRIVATE KEY-----")))
                .isEmpty();
    }
}

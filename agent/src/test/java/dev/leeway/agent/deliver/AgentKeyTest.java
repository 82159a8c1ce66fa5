package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.wire.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AgentKeyTest {
    private final AgentKey key = AgentKey.make();

    @Test
    void signsWhatItsPublicHalfVerifiesAfterItWasReadBack() throws Exception {
        PublicKey known = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey())));
        AgentKey read = AgentKey.parse(key.text());
        SignedRequest request = new SignedRequest("c", "POST", "/", "a", 1, "", "", SignedRequest.digest(new byte[0]));
        assertThat(request.isSigned(Base64.getDecoder().decode(read.sign(request)), known))
                .isTrue();
        SignedRequest other = new SignedRequest("c", "POST", "/", "a", 2, "", "", SignedRequest.digest(new byte[0]));
        assertThat(other.isSigned(Base64.getDecoder().decode(read.sign(request)), known))
                .isFalse();
    }

    @Test
    void tellsNothingOfItselfInWords() {
        String secret = Base64.getEncoder().encodeToString(key.secret().getEncoded());
        assertThat(key.toString()).contains(key.publicKey()).doesNotContain(secret);
        assertThatThrownBy(() -> AgentKey.parse(key.text().replace("END", "DNE")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the key of an agent")
                .hasNoCause();
    }

    @Test
    void tagsEachStartOfTheMachineAndNothingWhereThereIsNone() {
        assertThat(key.machine("0c64a0b5-start\n")).matches("[0-9a-f]{32}").isEqualTo(key.machine("0c64a0b5-start"));
        assertThat(key.machine("another-start")).isNotEqualTo(key.machine("0c64a0b5-start"));
        assertThat(AgentKey.make().machine("0c64a0b5-start")).isNotEqualTo(key.machine("0c64a0b5-start"));
        assertThat(key.machine("")).isEmpty();
    }

    @Test
    void isReadBackAsItWasOrNotAtAllWhicheverByteIsChanged() {
        byte[] sound = key.text().getBytes(StandardCharsets.US_ASCII);
        int refused = 0;
        for (int i = 0; i < sound.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sound.clone();
                changed[i] ^= (byte) (1 << bit);
                refused += readOrRefused(new String(changed, StandardCharsets.UTF_8));
            }
            refused += readOrRefused(new String(sound, 0, i, StandardCharsets.US_ASCII));
        }
        // Line breaks, and bits of base64 that stand for nothing, may be what they like.
        assertThat(refused).isGreaterThan(sound.length * 8);
    }

    private int readOrRefused(String text) {
        try {
            assertThat(AgentKey.parse(text).secret()).isEqualTo(key.secret());
            return 0;
        } catch (IllegalArgumentException damaged) {
            assertThat(damaged).hasMessage("not the key of an agent");
            return 1;
        }
    }
}

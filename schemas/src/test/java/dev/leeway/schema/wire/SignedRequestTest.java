package dev.leeway.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedRequestTest {
    private static final byte[] BODY = SignedRequest.digest("body".getBytes(StandardCharsets.UTF_8));
    private static final SignedRequest SOUND =
            new SignedRequest("https://leeway.example", "POST", Wire.SNAPSHOTS, "agent-1", 7, "machine", "gzip", BODY);

    /** The same request with one part changed, each of them, and with parts that moved over a border. */
    private static List<SignedRequest> altered() {
        byte[] other = BODY.clone();
        other[31] ^= 1;
        return List.of(
                new SignedRequest(
                        "https://leeway.exampl", "ePOST", Wire.SNAPSHOTS, "agent-1", 7, "machine", "gzip", BODY),
                new SignedRequest(
                        "https://other.example", "POST", Wire.SNAPSHOTS, "agent-1", 7, "machine", "gzip", BODY),
                new SignedRequest(
                        "https://leeway.example", "PUT", Wire.SNAPSHOTS, "agent-1", 7, "machine", "gzip", BODY),
                new SignedRequest("https://leeway.example", "POST", Wire.JOIN, "agent-1", 7, "machine", "gzip", BODY),
                new SignedRequest(
                        "https://leeway.example", "POST", Wire.SNAPSHOTS, "agent-2", 7, "machine", "gzip", BODY),
                new SignedRequest(
                        "https://leeway.example", "POST", Wire.SNAPSHOTS, "agent-1", 8, "machine", "gzip", BODY),
                new SignedRequest(
                        "https://leeway.example", "POST", Wire.SNAPSHOTS, "agent-1", 7, "", "machinegzip", BODY),
                new SignedRequest("https://leeway.example", "POST", Wire.SNAPSHOTS, "agent-1", 7, "machine", "", BODY),
                new SignedRequest(
                        "https://leeway.example", "POST", Wire.SNAPSHOTS, "agent-1", 7, "machine", "gzip", other));
    }

    @Test
    void noTwoRequestsHaveTheSameBytes() {
        Set<String> bytes = new HashSet<>();
        bytes.add(new String(SOUND.bytes(), StandardCharsets.ISO_8859_1));
        for (SignedRequest each : altered()) {
            assertThat(bytes.add(new String(each.bytes(), StandardCharsets.ISO_8859_1)))
                    .isTrue();
        }
    }

    @Test
    void onlyTheVeryRequestAndTheVeryKeyAreAccepted() throws GeneralSecurityException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] signature = SOUND.sign(key.getPrivate());
        assertThat(SOUND.isSigned(signature, key.getPublic())).isTrue();
        assertThat(SOUND.isSigned(signature, other.getPublic())).isFalse();
        assertThat(altered()).noneMatch(request -> request.isSigned(signature, key.getPublic()));
        for (int i = 0; i < signature.length; i++) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 1;
            assertThat(SOUND.isSigned(flipped, key.getPublic())).isFalse();
        }
        assertThat(SOUND.isSigned(new byte[0], key.getPublic())).isFalse();
        assertThat(SOUND.isSigned(new byte[64], key.getPublic())).isFalse();
    }
}

package dev.leeway.agent.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PemKeyTest {
    private static byte[] pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static PrivateKey rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate();
    }

    private static PrivateKey curve(String name) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        KeyPair pair = generator.generateKeyPair();
        return pair.getPrivate();
    }

    @Test
    void readsKeysOfEveryAlgorithmInTodaysForm() throws Exception {
        PrivateKey edwards =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        for (PrivateKey key : new PrivateKey[] {rsa(), curve("secp256r1"), edwards}) {
            assertThat(PemKey.read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
        }
    }

    @Test
    void readsAnRsaKeyInItsOldForm() throws Exception {
        PrivateKey key = rsa();
        // The old form is what the new one holds in its last octet string: after version, algorithm and two headers.
        byte[] encoded = key.getEncoded();
        byte[] old = Arrays.copyOfRange(encoded, 26, encoded.length);
        assertThat(PemKey.read(pem("RSA PRIVATE KEY", old))).isEqualTo(key);
    }

    @Test
    void readsAKeyOfACurveInItsOldForm() throws Exception {
        byte[] scalar = new byte[32];
        Arrays.fill(scalar, (byte) 0x11);
        byte[] head = {0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20};
        byte[] tail = {(byte) 0xA0, 0x0A, 0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x03, 0x01, 0x07};
        byte[] der = new byte[head.length + scalar.length + tail.length];
        System.arraycopy(head, 0, der, 0, head.length);
        System.arraycopy(scalar, 0, der, head.length, scalar.length);
        System.arraycopy(tail, 0, der, head.length + scalar.length, tail.length);
        assertThat(PemKey.read(pem("EC PRIVATE KEY", der)).getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void refusesWhatIsNoKeyWithoutQuotingIt() {
        for (byte[] bytes : new byte[][] {
            {},
            "no key".getBytes(StandardCharsets.US_ASCII),
            pem("PRIVATE KEY", new byte[] {1, 2, 3}),
            pem("EC PRIVATE KEY", new byte[] {0x30, 0}),
            pem("ENCRYPTED PRIVATE KEY", new byte[] {1})
        }) {
            assertThatThrownBy(() -> PemKey.read(bytes)).isInstanceOf(GeneralSecurityException.class);
        }
    }
}

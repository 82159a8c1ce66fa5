package dev.leeway.agent.format.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoreTextTest {
    private static final String BODY = "MIIBNDCB56ADAgECAhQJ4TFfyzBFfZEJJ1g5PKywkyDcOjAFBgMrZXAwDzENMAsG\n"
            + "A1UEAwwEdGVzdDAgFw0yNjExMjEyMTMxMTVaGA8yMTI2MTAyODIxMzExNVowDzEN\n"
            + "MAsGA1UEAwwEdGVzdDAqMAUGAytlcAMhAA3UREIuJd3VOKrnFepVs8YaMDnjEjbJ\n"
            + "WK4dxmUQz+0to1MwUTAdBgNVHQ4EFgQUJWV4CNbTigh/HRzqvo+XHw7iZCwwHwYD\n"
            + "VR0jBBgwFoAUJWV4CNbTigh/HRzqvo+XHw7iZCwwDwYDVR0TAQH/BAUwAwEB/zAF\n"
            + "BgMrZXADQQABAxIg3MyozfUEtR1pk8xqh/aRNeZz96xcTZrMOCal50+s2cFFpq80\n"
            + "Fph3muW7N8deonh68YJ0xA7/ET4XWvcP\n";
    private static final String PEM = "-----BEGIN CERTIFICATE-----\n" + BODY + "-----END CERTIFICATE-----\n";

    private static CertificateStore read(String text) throws MalformedException {
        return StoreText.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsPemAmongOtherThings() throws Exception {
        CertificateStore store = read("words\n-----BEGIN EC PARAMETERS-----\nxx\n-----END EC PARAMETERS-----\n" + PEM
                + "-----BEGIN ENCRYPTED PRIVATE KEY-----\nxx\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThat(store.format()).isEqualTo("pem");
        assertThat(store.privateKey()).isTrue();
        assertThat(store.unreadable()).isZero();
        assertThat(store.entries()).hasSize(1);
        CertificateText leaf = store.entries().get(0).leaf();
        assertThat(leaf.subject()).isEqualTo("CN=test");
        assertThat(leaf.selfIssued()).isTrue();
        assertThat(leaf.key().type()).isEqualTo("Ed25519");
        assertThat(leaf.notBefore()).isBefore(leaf.notAfter());
    }

    @Test
    void takesCertificatesThatIssuedNothingForEntriesOfTheirOwn() throws Exception {
        assertThat(read(PEM + PEM).entries()).hasSize(2);
        assertThat(read("-----BEGIN PRIVATE KEY-----\nxx\n-----END PRIVATE KEY-----\n")
                        .entries())
                .isEmpty();
    }

    @Test
    void countsWhatIsNoCertificate() throws Exception {
        String broken = "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n";
        assertThat(read(broken + PEM).unreadable()).isEqualTo(1);
        assertThat(read(PEM + "-----BEGIN CERTIFICATE-----\nabc").unreadable()).isEqualTo(1);
        assertThat(read(PEM + "-----BEGIN ").unreadable()).isEqualTo(1);
    }

    @Test
    void complainsOfEverythingElseWithoutQuotingIt() {
        for (String each : new String[] {"", "hunter2", "0", "0\u0080hunter2", "-----BEGIN X-----\n-----END X-----"}) {
            assertThatThrownBy(() -> read(each))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageNotContaining("hunter2");
        }
        byte[] huge = ByteBuffer.allocate(64)
                .putInt(StoreText.JKS)
                .putInt(2)
                .putInt(Integer.MAX_VALUE)
                .array();
        assertThatThrownBy(() -> StoreText.read(huge)).isInstanceOf(MalformedException.class);
        byte[] negative = ByteBuffer.allocate(64)
                .putInt(StoreText.JKS)
                .putInt(2)
                .putInt(1)
                .putInt(1)
                .putShort((short) 0)
                .putLong(0)
                .putInt(-5)
                .array();
        assertThatThrownBy(() -> StoreText.read(negative)).isInstanceOf(MalformedException.class);
    }

    @Test
    void survivesBytesThatWereFlipped() {
        byte[] der = Base64.getMimeDecoder().decode(BODY);
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = i % 5 == 0 ? Arrays.copyOf(der, random.nextInt(der.length)) : der.clone();
            for (int n = 0; n < 3 && broken.length > 0; n++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                read += StoreText.read(broken).entries().size();
            } catch (MalformedException expected) {
                assertThat(expected.getMessage()).startsWith("expected");
            }
        }
        assertThat(read).isPositive();
    }
}

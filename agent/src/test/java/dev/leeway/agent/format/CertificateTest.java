package dev.leeway.agent.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CertificateTest {
    private static byte[] pem() throws IOException {
        try (InputStream in = CertificateTest.class.getResourceAsStream("/certificates/two.pem")) {
            return in.readAllBytes();
        }
    }

    @Test
    void readsSubjectAndFingerprintAsOtherToolsPrintThem() throws IOException {
        PemCertificates bundle = PemCertificates.read(pem());
        assertThat(bundle.unreadable()).isZero();
        assertThat(bundle.certificates())
                .containsExactly(
                        new Certificate(
                                "CN=Example Root CA,O=Example / Trust,C=NL",
                                "81f9fa13b6029df2d6574a8111390e1984dd2dc2c97934cef6bcf17cb08c3509"),
                        new Certificate(
                                "DC=example,OU=Prüfung,C=DE",
                                "dcdefe89626bfd1b1ffa123c3ad34533a96418af8888d52720e9db68b072f9b9"));
    }

    /** The platform's own reader is the judge, over every authority this machine's Java trusts. */
    @Test
    void agreesWithThePlatformOnEveryAuthorityItTrusts() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((java.security.KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            for (X509Certificate judge : ((X509TrustManager) manager).getAcceptedIssuers()) {
                Certificate read = Certificate.read(judge.getEncoded());
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(judge.getEncoded());
                assertThat(read.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
                assertThat(commonNames(read.subject())).isEqualTo(commonNames(plain(judge)));
            }
        }
    }

    private static String plain(X509Certificate certificate) {
        return certificate
                .getSubjectX500Principal()
                .getName("RFC1779")
                .replace("\"", "")
                .replace(", ", ",");
    }

    private static List<String> commonNames(String subject) {
        return Arrays.stream(subject.split(","))
                .map(String::strip)
                .filter(part -> part.startsWith("CN=") || part.startsWith("O="))
                .map(part -> part.replaceAll("[^A-Za-z0-9=]", ""))
                .toList();
    }

    @Test
    void passesOverKeysAndCountsWhatItCannotRead() throws IOException {
        String pem = new String(pem(), StandardCharsets.US_ASCII);
        PemCertificates bundle = PemCertificates.read(
                ("""
                -----BEGIN PRIVATE KEY-----
                MIIB
                -----END PRIVATE KEY-----
                -----BEGIN CERTIFICATE-----
                %%%%
                -----END CERTIFICATE-----
                """ + pem + "-----BEGIN CERTIFICATE-----\nMIIB").getBytes(StandardCharsets.US_ASCII));
        assertThat(bundle.certificates()).hasSize(2);
        assertThat(bundle.unreadable()).isEqualTo(2);
    }

    @Test
    @Timeout(20)
    void survivesDamagedCertificates() throws Exception {
        byte[] whole = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem()))
                .getEncoded();
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = random.nextBoolean() ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int j = 0; j < 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Certificate.read(damaged).subject()).hasSizeLessThan(600);
            } catch (MalformedException expected) {
                assertThat(expected.getMessage()).startsWith("expected ").contains(" at byte ");
            }
        }
    }

    @Test
    void refusesLengthsThatReachBeyondTheEnd() {
        assertThatThrownBy(() -> DerElement.first(new byte[] {0x30, (byte) 0x83, 0x7F, 0x7F, 0x7F}))
                .isInstanceOf(MalformedException.class)
                .hasMessage("expected content of the announced length at byte 0");
        assertThatThrownBy(() -> DerElement.first(new byte[] {0x30, (byte) 0x80, 0, 0}))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("definite length");
        assertThatThrownBy(() -> DerElement.first(new byte[0])).isInstanceOf(MalformedException.class);
    }

    @Test
    void readsTextOfEveryKindOfString() throws MalformedException {
        assertThat(DerElement.first(new byte[] {30, 4, 0, 'a', 0x20, (byte) 0xAC})
                        .text())
                .isEqualTo("a\u20AC");
        assertThat(DerElement.first(new byte[] {28, 4, 0, 1, (byte) 0xF6, 0}).text())
                .isEqualTo("\uD83D\uDE00");
        assertThat(DerElement.first(new byte[] {28, 4, (byte) 0xFF, 1, 1, 1}).text())
                .isEqualTo("\uFFFD");
        assertThat(DerElement.first(new byte[] {19, 1, 'a'}).text()).isEqualTo("a");
    }
}

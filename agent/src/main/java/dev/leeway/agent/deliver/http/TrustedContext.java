package dev.leeway.agent.deliver.http;

import dev.leeway.agent.deliver.Membership.Trust;
import dev.leeway.schema.json.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes of files of certificates what TLS goes by. */
final class TrustedContext {
    private static final int MOST = 4 << 20;
    private static final String PEM = "PEM, as openssl writes it";

    private TrustedContext() {}

    /**
     * The context for a collector that is believed by {@code trust}.
     *
     * @throws FormatException naming the file that will not do
     */
    static SSLContext of(Trust trust) throws FormatException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(trust), anchors(trust), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new FormatException(
                    "TLS", "", "cannot be set up on this Java", "use the runtime of the distribution", e);
        }
    }

    private static TrustManager @Nullable [] anchors(Trust trust) throws FormatException, GeneralSecurityException {
        if (trust.authority().isEmpty()) {
            return null;
        }
        KeyStore anchors = empty();
        int count = 0;
        for (Certificate each : certificates(trust.authority().get())) {
            anchors.setCertificateEntry("authority-" + count++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return new TrustManager[] {new ValidNow(extended)};
            }
        }
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(Trust trust) throws FormatException, GeneralSecurityException {
        Optional<Path> certificate = trust.certificate();
        Optional<Path> keyFile = trust.certificateKey();
        if (certificate.isEmpty() || keyFile.isEmpty()) {
            return null;
        }
        List<Certificate> chain = List.copyOf(certificates(certificate.get()));
        PrivateKey key = key(keyFile.get(), chain.get(0).getPublicKey().getAlgorithm());
        KeyStore store = empty();
        char[] none = new char[0];
        store.setKeyEntry("host", key, none, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws FormatException {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(file)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException e) {
            throw new FormatException(file.toString(), "", "holds no certificate that can be read", "write " + PEM, e);
        }
        throw new FormatException(file.toString(), "", "holds no certificate", "write " + PEM);
    }

    /** Whether a certificate that this host shows was good until a while ago; what cannot be read was not. */
    static boolean expired(Path file) {
        try {
            for (Certificate each : certificates(file)) {
                if (each instanceof X509Certificate shown) {
                    shown.checkValidity();
                }
            }
            return false;
        } catch (CertificateExpiredException e) {
            return true;
        } catch (CertificateNotYetValidException | FormatException e) {
            return false;
        }
    }

    /** Nothing of the key is in any complaint. */
    private static PrivateKey key(Path file, String algorithm) throws FormatException {
        String text = new String(bytes(file), StandardCharsets.US_ASCII);
        String begin = "-----BEGIN PRIVATE KEY-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (start < 0 || end < start) {
            throw noKey(file);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw noKey(file);
        }
    }

    private static FormatException noKey(Path file) {
        return new FormatException(
                file.toString(),
                "",
                "holds no key in PKCS #8 that fits the certificate",
                "openssl pkcs8 -topk8 -nocrypt -in KEY -out " + file);
    }

    private static byte[] bytes(Path file) throws FormatException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST);
        } catch (IOException e) {
            throw new FormatException(
                    file.toString(), "", "cannot be read", "name a file this user may read, by its whole path", e);
        }
    }
}

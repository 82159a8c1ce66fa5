package dev.leeway.agent.host.docker;

import com.github.dockerjava.transport.SSLConfig;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who an engine behind TLS must prove to be, and who this agent is to it, from the files that Docker's own client reads; by the JDK
 * alone. Without an authority of its own the JDK's count, and without a key nobody is claimed to be.
 */
final class EngineTls {
    private static final int MAX_FILE = 1 << 20;
    private static final char[] NO_PASSWORD = {};

    private EngineTls() {}

    /** Reads the files in {@code directory}. */
    static SSLConfig of(Path directory) throws HostAccessException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(directory), trust(directory), null);
            return () -> context;
        } catch (GeneralSecurityException | IOException e) {
            // Without what is in the files.
            throw new HostAccessException(Kind.MALFORMED, directory + " (ca.pem, cert.pem, key.pem)");
        }
    }

    private static TrustManager @Nullable [] trust(Path directory)
            throws HostAccessException, GeneralSecurityException, IOException {
        Optional<byte[]> bundle = file(directory.resolve("ca.pem"));
        if (bundle.isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(bundle.get())) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(Path directory)
            throws HostAccessException, GeneralSecurityException, IOException {
        Optional<byte[]> certificate = file(directory.resolve("cert.pem"));
        Optional<byte[]> key = file(directory.resolve("key.pem"));
        if (certificate.isEmpty() || key.isEmpty()) {
            return null;
        }
        PrivateKey secret = PemKey.read(key.get());
        KeyStore store = empty();
        store.setKeyEntry(
                "agent", secret, NO_PASSWORD, certificates(certificate.get()).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    }

    private static Optional<byte[]> file(Path file) throws HostAccessException, IOException {
        try {
            if (Files.readAttributes(file, BasicFileAttributes.class).isRegularFile() && Files.size(file) <= MAX_FILE) {
                return Optional.of(Files.readAllBytes(file));
            }
            throw new HostAccessException(Kind.NOT_A_FILE, file.toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new HostAccessException(Kind.DENIED, file.toString());
        }
    }
}

package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a collector proves itself by, and whose certificates it asks for.
 *
 * @param certificate PEM, its own first
 * @param key PEM, PKCS #8
 * @param clientAuthority PEM; where there is one, whoever connects shows a certificate it issued
 */
public record TlsKeys(Path certificate, Path key, Optional<Path> clientAuthority) {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    public TlsKeys {
        requireNonNull(certificate, "certificate is null");
        requireNonNull(key, "key is null");
        requireNonNull(clientAuthority, "clientAuthority is null");
    }

    /** Key and certificates as the platform takes them; {@code password} protects nothing, it never leaves the memory. */
    KeyStore own(char[] password) throws ListenException {
        List<Certificate> chain = List.copyOf(certificates(certificate));
        PrivateKey own = privateKey();
        if (!fit(chain.get(0), own)) {
            throw new ListenException(key + ": is not the key of the certificate in " + certificate
                    + "; name the two that belong together");
        }
        try {
            KeyStore store = empty();
            store.setKeyEntry("collector", own, password, chain.toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException e) {
            throw new ListenException(certificate + ": cannot be used with " + key + "; check both", e);
        }
    }

    /** Whose certificates are asked for. */
    Optional<KeyStore> authorities() throws ListenException {
        if (clientAuthority.isEmpty()) {
            return Optional.empty();
        }
        KeyStore store = empty();
        int number = 0;
        try {
            for (Certificate each : certificates(clientAuthority.get())) {
                store.setCertificateEntry("authority-" + number++, each);
            }
        } catch (GeneralSecurityException e) {
            throw new ListenException(clientAuthority.get() + ": cannot be used; check it", e);
        }
        return Optional.of(store);
    }

    private static KeyStore empty() throws ListenException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new ListenException("this Java cannot hold keys; use another", e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws ListenException {
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(file)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException e) {
            throw new ListenException(file + ": holds no certificates that can be read; it has to be PEM", e);
        }
        throw new ListenException(file + ": holds no certificate; it has to be PEM");
    }

    private PrivateKey privateKey() throws ListenException {
        String text = new String(bytes(key), StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new ListenException(key + ": holds no private key in PKCS #8 without a password; make one of it: "
                    + "openssl pkcs8 -topk8 -nocrypt -in FILE -out " + key);
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        } catch (IllegalArgumentException e) {
            throw new ListenException(key + ": the private key in it is damaged", e);
        }
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> parsed = parsed(algorithm, encoded);
            if (parsed.isPresent()) {
                return parsed.get();
            }
        }
        throw new ListenException(
                key + ": the private key in it is damaged, or of a kind that is not known; RSA and EC are");
    }

    private static Optional<PrivateKey> parsed(String algorithm, byte[] encoded) throws ListenException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new ListenException("this Java knows no " + algorithm + " keys; use another", e);
        }
    }

    /** Whether what one signs the other verifies. */
    private static boolean fit(Certificate certificate, PrivateKey key) {
        String algorithm = key.getAlgorithm();
        String signing =
                algorithm.equals("RSA") ? "SHA256withRSA" : algorithm.equals("EC") ? "SHA256withECDSA" : "Ed25519";
        try {
            Signature signature = Signature.getInstance(signing);
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] bytes(Path file) throws ListenException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ListenException(file + ": cannot be read; check that it is there and whose it is", e);
        }
    }
}

package dev.leeway.agent.probe.jdk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;

/** Stores written by the platform itself, so that what the probe reads is what Java writes. */
final class Stores {
    private static final String[] OPEN = {"keystore.pkcs12.certProtectionAlgorithm", "keystore.pkcs12.macAlgorithm"};
    private static final String ITERATIONS = "keystore.pkcs12.certPbeIterationCount";

    private Stores() {}

    static List<Certificate> certificates() {
        try (InputStream in = Stores.class.getResourceAsStream("/certificates/two.pem")) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] jks(List<Certificate> certificates) {
        return write("JKS", certificates, "changeit".toCharArray());
    }

    static byte[] encryptedPkcs12(List<Certificate> certificates, String password) {
        return write("PKCS12", certificates, password.toCharArray());
    }

    /** As Java 18 and later deliver it. */
    static byte[] openPkcs12(List<Certificate> certificates) {
        for (String property : OPEN) {
            Security.setProperty(property, "NONE");
        }
        try {
            return write("PKCS12", certificates, "changeit".toCharArray());
        } finally {
            for (String property : OPEN) {
                Security.setProperty(property, "");
            }
        }
    }

    static byte[] slowPkcs12(List<Certificate> certificates) {
        Security.setProperty(ITERATIONS, "300000");
        try {
            return write("PKCS12", certificates, "changeit".toCharArray());
        } finally {
            Security.setProperty(ITERATIONS, "");
        }
    }

    private static byte[] write(String type, List<Certificate> certificates, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, password);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("entry" + i, certificates.get(i));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            return out.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyStore load(String type, byte[] content) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), "changeit".toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The head of {@code tzdb.dat}. */
    static byte[] zones(String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeUTF("TZDB");
            out.writeShort(1);
            out.writeUTF(version);
            out.write(new byte[100]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

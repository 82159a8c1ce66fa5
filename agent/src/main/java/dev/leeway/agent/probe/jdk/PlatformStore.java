package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.Certificate;
import dev.leeway.agent.format.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Trusted certificates of an encrypted PKCS #12 store, opened with the password every Java is delivered with.
 *
 * <p>Kept apart because it loads the platform's cryptography, which takes longer than everything else the probe does.
 */
final class PlatformStore {
    /** Public knowledge: the documented password of the store that comes with Java. It guards nothing. */
    private static final String DELIVERED = "changeit";

    private PlatformStore() {}

    /** Reads a store; a password of its own makes it malformed to this reader. */
    static List<Certificate> read(byte[] content) throws MalformedException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), DELIVERED.toCharArray());
            List<Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)) {
                    certificates.add(
                            Certificate.read(store.getCertificate(alias).getEncoded()));
                }
            }
            return certificates;
        } catch (GeneralSecurityException | IOException e) {
            throw new MalformedException("expected a PKCS #12 store under the password it is delivered with");
        }
    }
}

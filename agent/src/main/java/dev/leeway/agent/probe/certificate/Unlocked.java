package dev.leeway.agent.probe.certificate;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.certificate.CertificateStore;
import dev.leeway.agent.format.certificate.CertificateText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of a PKCS #12 store that lie behind the two passwords that guard nothing: the one every Java is delivered with,
 * and none.
 *
 * <p>No other is ever tried, and no private key asked for. Kept apart because it loads the platform's cryptography.
 */
final class Unlocked {
    private static final List<String> PUBLIC = List.of("changeit", "");

    /** More rounds than any tool sets by itself; what they would cost bounds the time a store may take. */
    private static final long MAX_ROUNDS = 200_000;

    private static final int MAX_ENTRIES = 5_000;

    private Unlocked() {}

    /** What opens of {@code store}; itself where it stays locked. */
    static CertificateStore of(CertificateStore store, byte[] content) throws MalformedException {
        if (!store.locked() || store.rounds() > MAX_ROUNDS) {
            return store;
        }
        for (String password : PUBLIC) {
            Optional<List<CertificateStore.Entry>> entries = entries(content, password.toCharArray());
            if (entries.isPresent()) {
                return new CertificateStore(
                        store.format(), entries.get(), store.privateKey(), false, 0, store.rounds());
            }
        }
        return store;
    }

    private static Optional<List<CertificateStore.Entry>> entries(byte[] content, char[] password)
            throws MalformedException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            List<CertificateStore.Entry> entries = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                List<CertificateText> chain = chain(store, alias);
                if (!chain.isEmpty() && entries.size() < MAX_ENTRIES) {
                    entries.add(new CertificateStore.Entry(alias, store.isKeyEntry(alias), chain));
                }
            }
            return Optional.of(entries);
        } catch (GeneralSecurityException | IOException e) {
            return Optional.empty();
        }
    }

    private static List<CertificateText> chain(KeyStore store, String alias)
            throws GeneralSecurityException, MalformedException {
        Certificate[] found = store.isKeyEntry(alias)
                ? store.getCertificateChain(alias)
                : new Certificate[] {store.getCertificate(alias)};
        List<CertificateText> chain = new ArrayList<>();
        if (found != null) {
            for (Certificate each : found) {
                chain.add(CertificateText.read(each.getEncoded()));
            }
        }
        return chain;
    }
}

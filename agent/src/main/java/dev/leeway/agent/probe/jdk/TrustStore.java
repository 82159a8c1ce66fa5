package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.Certificate;
import dev.leeway.agent.format.MalformedException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Whom a Java installation trusts.
 *
 * @param format {@code jks} or {@code pkcs12}
 * @param certificates in the order of the store
 */
record TrustStore(String format, List<Certificate> certificates) {
    /** More rounds than any tool sets by itself; what they would cost bounds the time a store may take. */
    private static final long MAX_ITERATIONS = 200_000;

    TrustStore {
        certificates = List.copyOf(certificates);
    }

    /** Reads a store of either format. */
    static TrustStore read(byte[] content) throws MalformedException {
        if (content.length >= Integer.BYTES && ByteBuffer.wrap(content).getInt() == JksStore.MAGIC) {
            return new TrustStore("jks", JksStore.read(content));
        }
        Pkcs12Store open = Pkcs12Store.read(content);
        if (!open.encrypted()) {
            return new TrustStore("pkcs12", open.certificates());
        }
        if (open.iterations() > MAX_ITERATIONS) {
            throw new MalformedException("expected a store that opens within " + MAX_ITERATIONS + " rounds");
        }
        return new TrustStore("pkcs12", PlatformStore.read(content));
    }
}

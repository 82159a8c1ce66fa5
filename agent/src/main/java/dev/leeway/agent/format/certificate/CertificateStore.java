package dev.leeway.agent.format.certificate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The certificates in one file.
 *
 * @param format {@code pem}, {@code der}, {@code jks}, {@code jceks} or {@code pkcs12}
 * @param entries in the order of the file
 * @param privateKey whether a private key lies in it
 * @param locked whether there is more behind a password
 * @param unreadable how many said they were certificates and were not
 * @param rounds how often a password is to be mixed before anything opens, at most; a hostile store asks for billions
 */
public record CertificateStore(
        String format, List<Entry> entries, boolean privateKey, boolean locked, int unreadable, long rounds) {
    public CertificateStore {
        requireNonNull(format, "format is null");
        entries = List.copyOf(entries);
    }

    /**
     * A certificate with those that lead from it to its issuers.
     *
     * @param name of the entry; empty where the format has no names
     * @param privateKey whether its private key lies with it
     * @param chain the certificate first, the others in the order of the file; never empty
     */
    public record Entry(String name, boolean privateKey, List<CertificateText> chain) {
        public Entry {
            requireNonNull(name, "name is null");
            chain = List.copyOf(chain);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("an entry without certificate");
            }
        }

        /** What it is about. */
        public CertificateText leaf() {
            return chain.get(0);
        }
    }
}

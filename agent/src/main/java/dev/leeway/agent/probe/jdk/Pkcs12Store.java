package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.Certificate;
import dev.leeway.agent.format.DerElement;
import dev.leeway.agent.format.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a PKCS #12 store shows without a password.
 *
 * @param certificates those lying open that Java trusts: marked as trusted, as Java wants it
 * @param encrypted whether there is more behind a password
 * @param iterations the largest number of rounds opening it would take; a hostile store asks for billions
 */
record Pkcs12Store(List<Certificate> certificates, boolean encrypted, long iterations) {
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    private static final String CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.3";
    private static final String TRUSTED_KEY_USAGE = "2.16.840.1.113894.746875.1.1";
    private static final int MAX_DEPTH = 8;

    Pkcs12Store {
        certificates = List.copyOf(certificates);
    }

    /** Reads a store. */
    static Pkcs12Store read(byte[] content) throws MalformedException {
        List<DerElement> whole =
                DerElement.first(content).expect(DerElement.SEQUENCE).children();
        if (whole.size() < 2) {
            throw new MalformedException("expected a PKCS #12 store");
        }
        List<Certificate> certificates = new ArrayList<>();
        boolean encrypted = false;
        long iterations = whole.size() > 2 ? whole.get(2).largestNumber(MAX_DEPTH) : 0;
        for (DerElement part :
                opened(whole.get(1)).unwrap().expect(DerElement.SEQUENCE).children()) {
            String type = part.child(0).objectIdentifier();
            if (type.equals(DATA)) {
                addTrusted(opened(part).unwrap(), certificates);
            } else if (type.equals(ENCRYPTED_DATA)) {
                encrypted = true;
                // EncryptedData { version, { type, algorithm, content } } behind the explicit tag.
                DerElement algorithm = part.child(1).unwrap().child(1).child(1);
                iterations = Math.max(iterations, algorithm.largestNumber(MAX_DEPTH));
            }
        }
        return new Pkcs12Store(certificates, encrypted, iterations);
    }

    /** The octet string in {@code { data, [0] octets }}. */
    private static DerElement opened(DerElement contentInfo) throws MalformedException {
        return contentInfo
                .expect(DerElement.SEQUENCE)
                .child(1)
                .expect(DerElement.EXPLICIT_0)
                .unwrap()
                .expect(DerElement.OCTET_STRING);
    }

    private static void addTrusted(DerElement bags, List<Certificate> certificates) throws MalformedException {
        for (DerElement bag : bags.expect(DerElement.SEQUENCE).children()) {
            List<DerElement> parts = bag.children();
            boolean certificate =
                    parts.size() >= 3 && parts.get(0).objectIdentifier().equals(CERTIFICATE_BAG);
            if (certificate && trusted(parts.get(2))) {
                // CertBag { type, [0] octets } behind an explicit tag.
                DerElement octets = parts.get(1).unwrap().child(1).unwrap().expect(DerElement.OCTET_STRING);
                certificates.add(Certificate.read(octets.contentBytes()));
            }
        }
    }

    private static boolean trusted(DerElement attributes) throws MalformedException {
        for (DerElement attribute : attributes.expect(DerElement.SET).children()) {
            if (attribute.child(0).objectIdentifier().equals(TRUSTED_KEY_USAGE)) {
                return true;
            }
        }
        return false;
    }
}

package dev.leeway.agent.format.certificate;

import dev.leeway.agent.format.DerElement;
import dev.leeway.agent.format.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a PKCS #12 store shows without a password: often that there is a private key, sometimes the certificates. */
final class OpenPkcs12 {
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
    private static final String BAGS = "1.2.840.113549.1.12.10.1.";
    private static final String KEY_BAG = BAGS + "1";
    private static final String SHROUDED_KEY_BAG = BAGS + "2";
    private static final String CERTIFICATE_BAG = BAGS + "3";
    private static final String FRIENDLY_NAME = "1.2.840.113549.1.9.20";
    private static final int MAX_ENTRIES = 5_000;
    private static final int MAX_DEPTH = 8;

    private final List<String> names = new ArrayList<>();
    private final List<CertificateText> certificates = new ArrayList<>();
    private boolean privateKey;
    private boolean locked;
    private long rounds;

    private OpenPkcs12() {}

    static CertificateStore read(byte[] content) throws MalformedException {
        OpenPkcs12 store = new OpenPkcs12();
        List<DerElement> whole =
                DerElement.first(content).expect(DerElement.SEQUENCE).children();
        if (whole.size() < 2) {
            throw new MalformedException("expected a store of certificates");
        }
        if (whole.size() > 2) {
            store.rounds = whole.get(2).largestNumber(MAX_DEPTH);
        }
        for (DerElement part :
                opened(whole.get(1)).unwrap().expect(DerElement.SEQUENCE).children()) {
            String type = part.expect(DerElement.SEQUENCE).child(0).objectIdentifier();
            if (type.equals(DATA)) {
                store.bags(opened(part).unwrap());
            } else if (type.equals(ENCRYPTED_DATA)) {
                store.locked = true;
                // EncryptedData { version, { type, algorithm, content } } behind the explicit tag.
                DerElement algorithm = part.child(1).unwrap().child(1).child(1);
                store.rounds = Math.max(store.rounds, algorithm.largestNumber(MAX_DEPTH));
            }
        }
        return store.result();
    }

    private CertificateStore result() {
        List<CertificateStore.Entry> entries = new ArrayList<>();
        if (names.stream().allMatch(String::isEmpty)) {
            entries.addAll(Chains.entries(certificates, privateKey));
        } else {
            for (int i = 0; i < certificates.size(); i++) {
                entries.add(new CertificateStore.Entry(names.get(i), false, List.of(certificates.get(i))));
            }
        }
        return new CertificateStore("pkcs12", entries, privateKey, locked, 0, rounds);
    }

    /** The octet string in {@code { data, [0] octets }}. */
    private static DerElement opened(DerElement information) throws MalformedException {
        return information
                .expect(DerElement.SEQUENCE)
                .child(1)
                .expect(DerElement.EXPLICIT_0)
                .unwrap()
                .expect(DerElement.OCTET_STRING);
    }

    private void bags(DerElement bags) throws MalformedException {
        for (DerElement bag : bags.expect(DerElement.SEQUENCE).children()) {
            List<DerElement> parts = bag.expect(DerElement.SEQUENCE).children();
            String type = parts.isEmpty() ? "" : parts.get(0).objectIdentifier();
            if (type.equals(KEY_BAG) || type.equals(SHROUDED_KEY_BAG)) {
                privateKey = true;
            } else if (type.equals(CERTIFICATE_BAG) && parts.size() >= 2 && certificates.size() < MAX_ENTRIES) {
                DerElement octets = parts.get(1).unwrap().child(1).unwrap().expect(DerElement.OCTET_STRING);
                certificates.add(CertificateText.read(octets.contentBytes()));
                names.add(parts.size() > 2 ? name(parts.get(2)).orElse("") : "");
            }
        }
    }

    private static Optional<String> name(DerElement attributes) throws MalformedException {
        for (DerElement attribute : attributes.expect(DerElement.SET).children()) {
            if (attribute.child(0).objectIdentifier().equals(FRIENDLY_NAME)) {
                return Optional.of(attribute.child(1).unwrap().text());
            }
        }
        return Optional.empty();
    }
}

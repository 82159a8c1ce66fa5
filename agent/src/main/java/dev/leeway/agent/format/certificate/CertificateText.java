package dev.leeway.agent.format.certificate;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.Certificate;
import dev.leeway.agent.format.DerElement;
import dev.leeway.agent.format.MalformedException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an X.509 certificate says of itself.
 *
 * @param identity its subject and fingerprint
 * @param issuer distinguished name of whoever signed it
 * @param names what it is for: hosts, addresses and mail addresses among its alternative names
 * @param key sort and size of the key
 * @param signature algorithm of the signature: {@code SHA256withRSA}
 * @param notBefore when it begins
 * @param notAfter when it ends
 * @param authority whether it may sign others
 */
public record CertificateText(
        Certificate identity,
        String issuer,
        SortedSet<String> names,
        PublicKeyText key,
        String signature,
        Instant notBefore,
        Instant notAfter,
        boolean authority) {
    private static final int EXTENSIONS = 0xA3;
    private static final int BOOLEAN = 1;
    private static final int MAX_NAMES = 200;
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";

    public CertificateText {
        requireNonNull(identity, "identity is null");
        requireNonNull(issuer, "issuer is null");
        requireNonNull(key, "key is null");
        requireNonNull(signature, "signature is null");
        requireNonNull(notBefore, "notBefore is null");
        requireNonNull(notAfter, "notAfter is null");
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** The certificate that {@code der} begins with. */
    public static CertificateText read(byte[] der) throws MalformedException {
        DerElement whole = DerElement.first(der).expect(DerElement.SEQUENCE);
        DerElement signed = whole.child(0).expect(DerElement.SEQUENCE);
        List<DerElement> parts = signed.children();
        int first = !parts.isEmpty() && parts.get(0).tag() == DerElement.EXPLICIT_0 ? 1 : 0;
        if (parts.size() < first + 6) {
            throw new MalformedException("expected a certificate");
        }
        DerElement validity = parts.get(first + 3).expect(DerElement.SEQUENCE);
        Optional<DerElement> extensions = Optional.empty();
        for (DerElement each : parts.subList(first + 6, parts.size())) {
            if (each.tag() == EXTENSIONS) {
                extensions = Optional.of(each.unwrap().expect(DerElement.SEQUENCE));
            }
        }
        return new CertificateText(
                Certificate.read(der),
                Certificate.name(parts.get(first + 2)),
                extensions.isPresent() ? names(extensions.get()) : new TreeSet<>(),
                PublicKeyText.read(parts.get(first + 5)),
                Algorithms.signature(whole.child(1)),
                DerTime.read(validity.child(0)),
                DerTime.read(validity.child(1)),
                extensions.isPresent() && isAuthority(extensions.get()));
    }

    /** Distinguished name of whom it is for. */
    public String subject() {
        return identity.subject();
    }

    /** Whether it signed itself, as far as names tell. */
    public boolean selfIssued() {
        return issuer.equals(identity.subject());
    }

    private static SortedSet<String> names(DerElement extensions) throws MalformedException {
        TreeSet<String> names = new TreeSet<>();
        Optional<DerElement> value = extension(extensions, ALTERNATIVE_NAMES);
        if (value.isPresent()) {
            for (DerElement each : value.get().expect(DerElement.SEQUENCE).children()) {
                if (names.size() < MAX_NAMES) {
                    AlternativeName.read(each).ifPresent(names::add);
                }
            }
        }
        return names;
    }

    private static boolean isAuthority(DerElement extensions) throws MalformedException {
        Optional<DerElement> value = extension(extensions, BASIC_CONSTRAINTS);
        if (value.isEmpty()) {
            return false;
        }
        List<DerElement> parts = value.get().expect(DerElement.SEQUENCE).children();
        return !parts.isEmpty()
                && parts.get(0).tag() == BOOLEAN
                && parts.get(0).contentBytes().length == 1
                && parts.get(0).contentBytes()[0] != 0;
    }

    /** What the octets of an extension hold. */
    private static Optional<DerElement> extension(DerElement extensions, String type) throws MalformedException {
        for (DerElement each : extensions.children()) {
            List<DerElement> parts = each.expect(DerElement.SEQUENCE).children();
            if (parts.size() >= 2 && parts.get(0).objectIdentifier().equals(type)) {
                return Optional.of(parts.get(parts.size() - 1)
                        .expect(DerElement.OCTET_STRING)
                        .unwrap());
            }
        }
        return Optional.empty();
    }
}

package dev.leeway.agent.format.certificate;

import dev.leeway.agent.format.DerElement;
import dev.leeway.agent.format.MalformedException;
import java.util.Map;

/** Names of algorithms and curves by their identifiers; of those not known here the identifier is the name. */
final class Algorithms {
    private static final Map<String, String> SIGNATURES = Map.ofEntries(
            Map.entry("1.2.840.113549.1.1.4", "MD5withRSA"),
            Map.entry("1.2.840.113549.1.1.5", "SHA1withRSA"),
            Map.entry("1.2.840.113549.1.1.10", "RSASSA-PSS"),
            Map.entry("1.2.840.113549.1.1.11", "SHA256withRSA"),
            Map.entry("1.2.840.113549.1.1.12", "SHA384withRSA"),
            Map.entry("1.2.840.113549.1.1.13", "SHA512withRSA"),
            Map.entry("1.2.840.113549.1.1.14", "SHA224withRSA"),
            Map.entry("1.2.840.10040.4.3", "SHA1withDSA"),
            Map.entry("2.16.840.1.101.3.4.3.2", "SHA256withDSA"),
            Map.entry("1.2.840.10045.4.1", "SHA1withECDSA"),
            Map.entry("1.2.840.10045.4.3.2", "SHA256withECDSA"),
            Map.entry("1.2.840.10045.4.3.3", "SHA384withECDSA"),
            Map.entry("1.2.840.10045.4.3.4", "SHA512withECDSA"),
            Map.entry("1.3.101.112", "Ed25519"),
            Map.entry("1.3.101.113", "Ed448"));

    private static final Map<String, String> KEYS = Map.of(
            "1.2.840.113549.1.1.1", "RSA",
            "1.2.840.113549.1.1.10", "RSASSA-PSS",
            "1.2.840.10040.4.1", "DSA",
            "1.2.840.10045.2.1", "EC",
            "1.3.101.112", "Ed25519",
            "1.3.101.113", "Ed448");

    private static final Map<String, Curve> CURVES = Map.of(
            "1.2.840.10045.3.1.1", new Curve("P-192", 192),
            "1.3.132.0.33", new Curve("P-224", 224),
            "1.2.840.10045.3.1.7", new Curve("P-256", 256),
            "1.3.132.0.34", new Curve("P-384", 384),
            "1.3.132.0.35", new Curve("P-521", 521),
            "1.3.132.0.10", new Curve("secp256k1", 256));

    private Algorithms() {}

    /** A curve and the size of its keys in bits. */
    record Curve(String name, int bits) {}

    static String signature(DerElement algorithm) throws MalformedException {
        String id = algorithm.expect(DerElement.SEQUENCE).child(0).objectIdentifier();
        return SIGNATURES.getOrDefault(id, id);
    }

    static String key(String id) {
        return KEYS.getOrDefault(id, id);
    }

    /** The curve of that identifier; of size 0 where it is not known. */
    static Curve curve(String id) {
        return CURVES.getOrDefault(id, new Curve(id, 0));
    }
}

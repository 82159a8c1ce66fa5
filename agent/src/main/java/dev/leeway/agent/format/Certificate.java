package dev.leeway.agent.format;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An X.509 certificate as far as telling it from another one goes; neither checked nor trusted here.
 *
 * <p>Read without the platform's certificate classes, which take longer to load than two hundred certificates to read.
 *
 * @param subject distinguished name in the order of RFC 4514: {@code CN=Example Root,O=Example,C=NL}
 * @param sha256 fingerprint of the whole certificate in lower-case hexadecimal, 64 characters
 */
public record Certificate(String subject, String sha256) {
    private static final int MAX_SUBJECT = 256;
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("2.5.4.3", "CN"),
            Map.entry("2.5.4.5", "serialNumber"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("2.5.4.9", "street"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("2.5.4.97", "organizationIdentifier"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("1.2.840.113549.1.9.1", "emailAddress"));

    public Certificate {
        requireNonNull(subject, "subject is null");
        requireNonNull(sha256, "sha256 is null");
    }

    /** The certificate that {@code der} begins with; OpenSSL's trusted form adds bytes after it. */
    public static Certificate read(byte[] der) throws MalformedException {
        DerElement whole = DerElement.first(der).expect(DerElement.SEQUENCE);
        DerElement signed = whole.child(0).expect(DerElement.SEQUENCE);
        // The version is optional and has an explicit tag; then come serial, algorithm, issuer, validity, subject.
        int first = signed.child(0).tag() == DerElement.EXPLICIT_0 ? 1 : 0;
        DerElement name = signed.child(first + 4).expect(DerElement.SEQUENCE);
        return new Certificate(subject(name), sha256(whole));
    }

    /** A distinguished name as text, at most 256 characters. */
    public static String name(DerElement name) throws MalformedException {
        return subject(name.expect(DerElement.SEQUENCE));
    }

    private static String subject(DerElement name) throws MalformedException {
        StringBuilder text = new StringBuilder();
        List<DerElement> parts = name.children();
        for (int i = parts.size() - 1; i >= 0 && text.length() < MAX_SUBJECT; i--) {
            for (DerElement attribute : parts.get(i).expect(DerElement.SET).children()) {
                if (text.length() > 0) {
                    text.append(',');
                }
                String type = attribute.child(0).objectIdentifier();
                text.append(ATTRIBUTES.getOrDefault(type, type)).append('=');
                appendPrintable(attribute.child(1).text(), text);
            }
        }
        return text.length() == 0 ? "(no subject)" : text.toString();
    }

    private static void appendPrintable(String text, StringBuilder into) {
        int next = 0;
        while (next < text.length() && into.length() < MAX_SUBJECT) {
            int point = text.codePointAt(next);
            if (!Character.isISOControl(point)) {
                into.appendCodePoint(point);
            }
            next += Character.charCount(point);
        }
    }

    private static String sha256(DerElement whole) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(whole.bytes(), whole.start(), whole.end() - whole.start());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

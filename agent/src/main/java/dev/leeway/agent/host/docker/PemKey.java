package dev.leeway.agent.host.docker;

import dev.leeway.agent.format.DerElement;
import dev.leeway.agent.format.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key in PEM as the JDK can use it: PKCS #8, and the older forms of RSA and of elliptic curves wrapped into it. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final byte[] VERSION_0 = {DerElement.INTEGER, 1, 0};
    private static final byte[] RSA = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private PemKey() {}

    /** The first key of {@code pem}; an encrypted one is none. */
    static PrivateKey read(byte[] pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!block.find()) {
            throw new GeneralSecurityException("no private key");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            return switch (block.group(1)) {
                case "RSA PRIVATE KEY" -> key("RSA", wrapped(RSA, der));
                case "EC PRIVATE KEY" -> key("EC", wrapped(curve(der), der));
                default -> any(der);
            };
        } catch (IllegalArgumentException | MalformedException e) {
            throw new GeneralSecurityException("malformed private key");
        }
    }

    private static PrivateKey any(byte[] der) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("a private key of no known algorithm");
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return key(algorithm, der);
            } catch (GeneralSecurityException e) {
                // The next algorithm may read it.
                last = e;
            }
        }
        throw last;
    }

    private static PrivateKey key(String algorithm, byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** The algorithm of an elliptic curve's key, whose curve stands within it. */
    private static byte[] curve(byte[] key) throws MalformedException {
        for (DerElement part : DerElement.first(key).expect(DerElement.SEQUENCE).children()) {
            if (part.tag() == DerElement.EXPLICIT_0) {
                byte[] name = part.contentBytes();
                return element(DerElement.SEQUENCE, EC_PUBLIC_KEY, name);
            }
        }
        throw new MalformedException("a key without its curve");
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return element(DerElement.SEQUENCE, VERSION_0, algorithm, element(DerElement.OCTET_STRING, key));
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}

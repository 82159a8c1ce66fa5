package dev.leeway.agent.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A bundle of certificates in PEM; keys and anything else in it are passed over.
 *
 * @param certificates in the order of the bundle
 * @param unreadable how many blocks said they were certificates and were not
 */
public record PemCertificates(List<Certificate> certificates, int unreadable) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String CERTIFICATE = "CERTIFICATE-----";
    private static final String TRUSTED = "TRUSTED CERTIFICATE-----";

    public PemCertificates {
        certificates = List.copyOf(certificates);
    }

    /** Reads all of {@code pem}. */
    public static PemCertificates read(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        List<Certificate> certificates = new ArrayList<>();
        int unreadable = 0;
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int label = begin + BEGIN.length();
            int end = text.indexOf(END, label);
            int body = text.indexOf('\n', label);
            if (text.startsWith(CERTIFICATE, label) || text.startsWith(TRUSTED, label)) {
                try {
                    certificates.add(certificate(text, body, end));
                } catch (MalformedException e) {
                    unreadable++;
                }
            }
            begin = text.indexOf(BEGIN, end < 0 ? label : end);
        }
        return new PemCertificates(certificates, unreadable);
    }

    private static Certificate certificate(String text, int body, int end) throws MalformedException {
        if (body < 0 || end < body) {
            throw new MalformedException("expected an end line for the block before byte " + text.length());
        }
        try {
            return Certificate.read(Base64.getMimeDecoder().decode(text.substring(body, end)));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("expected base64 after byte " + body);
        }
    }
}

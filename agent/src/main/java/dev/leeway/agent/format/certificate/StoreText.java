package dev.leeway.agent.format.certificate;

import dev.leeway.agent.format.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads files of certificates by what they begin with, whatever they are called. */
public final class StoreText {
    static final int JKS = 0xFEEDFEED;
    static final int JCEKS = 0xCECECECE;
    private static final int MAX_CERTIFICATES = 5_000;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";

    private StoreText() {}

    /**
     * The certificates in {@code content}; of a PKCS #12 store those that lie open.
     *
     * @throws MalformedException when it is none of the formats
     */
    public static CertificateStore read(byte[] content) throws MalformedException {
        if (content.length >= Integer.BYTES) {
            int magic = ByteBuffer.wrap(content).getInt();
            if (magic == JKS || magic == JCEKS) {
                return JavaStore.read(content);
            }
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(BEGIN)) {
            return pem(text);
        }
        Optional<CertificateText> single = single(content);
        return single.isPresent()
                ? new CertificateStore(
                        "der",
                        List.of(new CertificateStore.Entry("", false, List.of(single.get()))),
                        false,
                        false,
                        0,
                        0)
                : OpenPkcs12.read(content);
    }

    private static Optional<CertificateText> single(byte[] content) {
        try {
            return Optional.of(CertificateText.read(content));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static CertificateStore pem(String text) throws MalformedException {
        List<CertificateText> certificates = new ArrayList<>();
        boolean key = false;
        int unreadable = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; ) {
            int label = begin + BEGIN.length();
            int labelled = text.indexOf("-----", label);
            int end = text.indexOf(END, label);
            if (labelled < 0 || end < labelled || certificates.size() >= MAX_CERTIFICATES) {
                unreadable++;
                break;
            }
            String kind = text.substring(label, labelled);
            key |= kind.endsWith("PRIVATE KEY");
            if (kind.equals("CERTIFICATE") || kind.equals("TRUSTED CERTIFICATE") || kind.equals("X509 CERTIFICATE")) {
                Optional<CertificateText> found = decoded(text.substring(labelled + 5, end));
                found.ifPresent(certificates::add);
                unreadable += found.isPresent() ? 0 : 1;
            }
            begin = text.indexOf(BEGIN, end);
        }
        if (certificates.isEmpty() && unreadable == 0 && !key) {
            throw new MalformedException("expected certificates");
        }
        return new CertificateStore("pem", Chains.entries(certificates, key), key, false, unreadable, 0);
    }

    private static Optional<CertificateText> decoded(String base64) {
        try {
            return single(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

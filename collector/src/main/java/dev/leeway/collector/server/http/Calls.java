package dev.leeway.collector.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Makes values of the library's requests. */
final class Calls {
    private Calls() {}

    static Call of(Request request, Map<String, String> path, byte[] body) throws RefusedException {
        Map<String, String> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            headers.merge(
                    field.getName().toLowerCase(Locale.ROOT),
                    value == null ? "" : value,
                    (one, two) -> one + "," + two);
        }
        return new Call(
                request.getMethod(),
                request.getHttpURI().getPathQuery(),
                path,
                Routes.parameters(request.getHttpURI().getQuery()),
                headers,
                body,
                String.valueOf(Request.getRemoteAddr(request)),
                certificate(request));
    }

    /** By its key, which a certificate that is renewed keeps: what is renewed every few weeks would otherwise lock out its host. */
    private static Optional<String> certificate(Request request) {
        if (!(request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session)) {
            return Optional.empty();
        }
        X509Certificate[] shown = session.peerCertificates();
        if (shown == null || shown.length == 0) {
            return Optional.empty();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(shown[0].getPublicKey().getEncoded());
            return Optional.of(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

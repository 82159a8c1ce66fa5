package dev.leeway.collector.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom TLS believes: the authorities the machine knows, or the one a channel names. */
final class Trust {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private Trust() {}

    static SSLSocketFactory of(Optional<Path> authority) throws NotSentException {
        try {
            if (authority.isEmpty()) {
                return (SSLSocketFactory) SSLSocketFactory.getDefault();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(authority.get()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new NotSentException("its authority cannot be read; name a file of certificates in PEM", false);
        }
    }

    private static KeyStore store(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, each);
            }
        }
        return store;
    }

    /** Speaks TLS over {@code plain}, to the one that can prove to be {@code host} and to nobody else. */
    static Socket over(Socket plain, String host, SSLSocketFactory trust) throws IOException {
        SSLSocket secured = (SSLSocket) trust.createSocket(plain, host, plain.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }
}

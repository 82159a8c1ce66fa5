package dev.leeway.agent.deliver.http;

import dev.leeway.agent.deliver.Membership.Trust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says what a failed connection means and what mends it. */
final class ConnectionTrouble {
    private static final int MAX_CAUSES = 12;
    private static final String AGAIN = ", and --again where this host has joined";
    /** How TLS calls what the other side holds against a certificate it was shown, or was not. */
    private static final List<String> ABOUT_OURS = List.of(
            "certificate_required",
            "bad_certificate",
            "certificate_unknown",
            "certificate_expired",
            "certificate_revoked",
            "unsupported_certificate",
            "unknown_ca");

    private ConnectionTrouble() {}

    static Trouble of(Throwable failure, URI collector, Trust trust) {
        String host = collector.getHost();
        if (find(failure, SSLException.class).isPresent()) {
            return tls(failure, host, trust);
        }
        if (find(failure, UnknownHostException.class).isPresent()
                || find(failure, UnresolvedAddressException.class).isPresent()) {
            return Trouble.passing(
                    "the name " + host + " leads nowhere",
                    "check how it is written, and what this host resolves names by");
        }
        if (find(failure, HttpTimeoutException.class).isPresent()) {
            Trouble late = Trouble.passing("gave no answer in time", "");
            return find(failure, HttpConnectTimeoutException.class).isPresent() ? late : late.butUnsure();
        }
        if (find(failure, ConnectException.class).isPresent()) {
            return Trouble.passing(
                    "nobody answers at " + collector.getAuthority(),
                    "check the port, that the collector runs there, and what lies between");
        }
        Trouble broken = find(failure, IOException.class).isPresent()
                ? Trouble.passing(
                        "the connection broke before an answer was there",
                        collector.getScheme().equals("http")
                                ? "if TLS is spoken there, it is https://" + collector.getAuthority()
                                : "")
                : Trouble.passing("the answer could not be read", "");
        return broken.butUnsure();
    }

    private static Trouble tls(Throwable failure, String host, Trust trust) {
        if (find(failure, CertificateExpiredException.class).isPresent()) {
            return Trouble.lasting(
                    "its certificate has expired",
                    "renew the certificate of the collector; where it is sound, the clock of this host is wrong: date -u");
        }
        if (find(failure, CertificateNotYetValidException.class).isPresent()) {
            return Trouble.lasting(
                    "its certificate is not valid yet",
                    "set the clock of this host, or of the one that issued it: date -u");
        }
        String said = words(failure);
        if (said.contains("no subject alternative") || said.contains("no name matching")) {
            return Trouble.lasting(
                    "its certificate is for another name than " + host,
                    "use a name that is in it, or have one issued for " + host);
        }
        if (find(failure, CertPathBuilderException.class).isPresent() || said.contains("certification path")) {
            return Trouble.lasting(
                    "its certificate is signed by nobody this host trusts",
                    "name who signed it, or the certificate itself where it signed itself: leeway-agent join URL"
                            + " --authority ca.pem" + AGAIN);
        }
        if (ABOUT_OURS.stream().anyMatch(said::contains)) {
            return ours(trust);
        }
        if (said.contains("unrecognized ssl message") || said.contains("plaintext")) {
            return Trouble.lasting("no TLS is spoken there", "check the port of the address");
        }
        return said.contains("terminated") || said.contains("closed") || said.contains("reset")
                ? Trouble.passing("the connection broke while TLS was agreed on", "")
                        .butUnsure()
                : Trouble.lasting("no TLS could be agreed on", "the collector needs TLS 1.2 or later");
    }

    /** The collector will not have the certificate that this host shows, or that it shows none. */
    private static Trouble ours(Trust trust) {
        if (trust.certificate().isEmpty()) {
            return Trouble.lasting(
                    "it wants a certificate of this host",
                    "leeway-agent join URL --certificate host.pem --certificate-key host.key" + AGAIN);
        }
        return TrustedContext.expired(trust.certificate().get())
                ? Trouble.lasting(
                        "the certificate of this host has expired",
                        "renew it with the same key; where it is sound, the clock of this host is wrong: date -u")
                : Trouble.lasting(
                        "it does not accept the certificate of this host",
                        "have one issued by the authority it asks for; with another key: leeway-agent join URL --again"
                                + " --certificate host.pem --certificate-key host.key");
    }

    private static String words(Throwable failure) {
        StringBuilder words = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            words.append(String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                    .append('\n');
            cause = cause.getCause();
        }
        return words.toString();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}

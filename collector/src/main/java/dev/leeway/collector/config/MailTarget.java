package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Mail by SMTP.
 *
 * @param host of the server
 * @param port of the server
 * @param security how the connection is kept from others
 * @param from the one address it comes from
 * @param to the addresses it goes to, at least one
 * @param user who logs in, with the password of {@code password}; neither or both
 * @param password where the password is
 * @param authority PEM of the authority that issued the server's certificate, where the machine does not know it
 */
public record MailTarget(
        String host,
        int port,
        Security security,
        String from,
        List<String> to,
        Optional<String> user,
        Optional<SecretFile> password,
        Optional<Path> authority)
        implements Target {
    public MailTarget {
        requireNonNull(host, "host is null");
        requireNonNull(security, "security is null");
        requireNonNull(from, "from is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        requireNonNull(authority, "authority is null");
        to = List.copyOf(to);
    }

    /** How a connection to a mail server is kept from others. */
    public enum Security {
        /** Begins in clear and turns to TLS before anything is said; a server that cannot is refused. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** Not at all; for a relay on this machine or in a network of one's own. */
        NONE
    }

    @Override
    public String kind() {
        return "mail";
    }
}

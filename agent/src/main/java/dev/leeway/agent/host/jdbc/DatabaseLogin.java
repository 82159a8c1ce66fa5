package dev.leeway.agent.host.jdbc;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.json.FormatException;
import java.util.Map;
import java.util.Optional;

/**
 * A database to look at, and how to log in.
 *
 * @param target what is looked at
 * @param url for the driver; without user and password
 * @param user who logs in
 * @param password the word
 */
public record DatabaseLogin(DatabaseTarget target, String url, LoginSource user, LoginSource password) {
    public DatabaseLogin {
        requireNonNull(target, "target is null");
        requireNonNull(url, "url is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    /**
     * With what it logs in.
     *
     * @throws FormatException naming file or variable and a next step, never a content
     */
    Credentials credentials(Map<String, String> variables) throws FormatException {
        String place = "databases, " + target.name();
        return new Credentials(user.read(variables, place), password.read(variables, place));
    }

    /** Parameters of a URL may say more than they should. */
    @Override
    public String toString() {
        return "DatabaseLogin[" + target.name() + "]";
    }

    /** User and password as read; never printed. */
    record Credentials(Optional<String> user, Optional<String> password) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }
}

package dev.leeway.agent.host.jdbc;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostFiles;
import java.util.Optional;

/**
 * All it takes to open a session; never printed.
 *
 * @param files where the file lies that a service keeps; empty for everything else
 */
record DatabaseAccess(DatabaseLogin login, DatabaseLogin.Credentials credentials, Optional<HostFiles> files) {
    DatabaseAccess {
        requireNonNull(login, "login is null");
        requireNonNull(credentials, "credentials are null");
        requireNonNull(files, "files are null");
    }

    @Override
    public String toString() {
        return "DatabaseAccess[" + login.target().name() + "]";
    }
}

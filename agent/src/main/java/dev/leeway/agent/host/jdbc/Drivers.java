package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.host.sqlite.CopyingDriver;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.sql.Driver;
import java.sql.SQLException;

/** Finds the driver for a URL: those that come along, then those somebody laid into {@code drivers/}. */
final class Drivers {
    /** Of a file that nobody named; a larger one is worth a line in the configuration. */
    private static final long MAX_FOUND = 128L << 20;

    private Drivers() {}

    static Driver of(String url, String name) throws HostAccessException {
        try {
            if (url.startsWith("jdbc:postgresql:")) {
                return Postgresql.driver();
            }
            if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
                return Mariadb.driver();
            }
            if (url.startsWith("jdbc:sqlite:")) {
                return Sqlite.driver();
            }
            if (url.startsWith("jdbc:h2:")) {
                return H2.driver();
            }
            return DriverDirectory.ofThisProgram().find(url, name);
        } catch (SQLException e) {
            throw new HostAccessException(Kind.MALFORMED, name);
        }
    }

    /** For SQLite files as a service has them. */
    static Driver sqlite(HostFiles files) {
        return Sqlite.driver(files);
    }

    /** As its driver wants it: that of MariaDB speaks to MySQL too, under its own name. */
    static String spelled(String url) {
        return url.startsWith("jdbc:mysql:") ? "jdbc:mariadb:" + url.substring("jdbc:mysql:".length()) : url;
    }

    /** A class of its own, so that the driver is loaded when it is wanted. */
    private static final class Postgresql {
        static Driver driver() {
            return new org.postgresql.Driver();
        }
    }

    /** Likewise. */
    private static final class Mariadb {
        static Driver driver() {
            return new org.mariadb.jdbc.Driver();
        }
    }

    /** Likewise. */
    private static final class H2 {
        static Driver driver() {
            return new org.h2.Driver();
        }
    }

    /** Likewise. */
    private static final class Sqlite {
        static Driver driver() {
            return new CopyingDriver();
        }

        static Driver driver(HostFiles files) {
            return new CopyingDriver(files, MAX_FOUND);
        }
    }
}

package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.sql.Driver;
import java.sql.SQLException;

/** Finds the driver for a URL: those that come along, then those somebody laid into {@code drivers/}. */
final class Drivers {
    private Drivers() {}

    static Driver of(String url, String name) throws HostAccessException {
        try {
            if (url.startsWith("jdbc:postgresql:")) {
                return Postgresql.driver();
            }
            return DriverDirectory.ofThisProgram().find(url, name);
        } catch (SQLException e) {
            throw new HostAccessException(Kind.MALFORMED, name);
        }
    }

    /** A class of its own, so that the driver is loaded when it is wanted. */
    private static final class Postgresql {
        static Driver driver() {
            return new org.postgresql.Driver();
        }
    }
}

package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.CodeSource;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The directory {@code drivers/} beside {@code lib/}: JDBC drivers that whoever installed the agent added to it.
 *
 * <p>What lies there runs as the agent does, so a directory that others may write to is not used.
 */
final class DriverDirectory {
    private static final int MOST = 64;

    private final Optional<Path> directory;

    DriverDirectory(Optional<Path> directory) {
        this.directory = directory;
    }

    /** That beside the {@code lib/} this program runs from; none where it runs from elsewhere. */
    static DriverDirectory ofThisProgram() {
        CodeSource source = DriverDirectory.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return new DriverDirectory(Optional.empty());
        }
        try {
            Path lib = Path.of(source.getLocation().toURI()).getParent();
            Path home = lib == null ? null : lib.getParent();
            return new DriverDirectory(Optional.ofNullable(home).map(each -> each.resolve("drivers")));
        } catch (URISyntaxException e) {
            return new DriverDirectory(Optional.empty());
        }
    }

    /**
     * The driver that takes {@code url}.
     *
     * @throws HostAccessException {@link Kind#ABSENT} when none does, {@link Kind#DENIED} when others could have put one there
     */
    Driver find(String url, String name) throws HostAccessException, SQLException {
        for (Driver driver : drivers(name)) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        throw new HostAccessException(Kind.ABSENT, name + ", driver in drivers/");
    }

    private List<Driver> drivers(String name) throws HostAccessException {
        List<Driver> drivers = new ArrayList<>();
        try {
            URL[] jars = jars(name);
            if (jars.length > 0) {
                // Stays open as long as the program runs: its classes are in use.
                ServiceLoader.load(Driver.class, new URLClassLoader(jars, DriverDirectory.class.getClassLoader()))
                        .forEach(drivers::add);
            }
        } catch (IOException | ServiceConfigurationError e) {
            throw new HostAccessException(Kind.UNREADABLE, name + ", driver in drivers/");
        }
        return drivers;
    }

    private URL[] jars(String name) throws IOException, HostAccessException {
        if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
            return new URL[0];
        }
        if (Files.getPosixFilePermissions(directory.get()).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new HostAccessException(Kind.DENIED, name + ", driver in drivers/");
        }
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.get())) {
            for (Path each : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .limit(MOST)
                    .toList()) {
                jars.add(each.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }
}

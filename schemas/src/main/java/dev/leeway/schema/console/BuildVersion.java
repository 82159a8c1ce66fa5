package dev.leeway.schema.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version a build carries, read from the resource that the build fills in. */
public final class BuildVersion {
    private static final String RESOURCE = "version.properties";

    private BuildVersion() {}

    /**
     * The version alone, as in {@code 1.0.0}.
     *
     * @param command the class beside which the build put the resource
     * @throws IllegalStateException when the build left it out
     */
    public static String of(Class<?> command) {
        try (InputStream resource = command.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            Properties properties = new Properties();
            properties.load(resource);
            String version = properties.getProperty("version");
            if (version == null) {
                throw new IllegalStateException(RESOURCE + " names no version");
            }
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** The version as {@code --version} tells it, with the Java that runs. */
    public static String[] told(String name, Class<?> command) {
        return new String[] {name + " " + of(command) + " (Java " + Runtime.version() + ")"};
    }
}

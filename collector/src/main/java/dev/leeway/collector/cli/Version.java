package dev.leeway.collector.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version this build carries, read from the resource that the build fills in. */
public final class Version implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    /** The version alone, as in {@code 1.0.0}. */
    public static String current() {
        try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
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

    @Override
    public String[] getVersion() {
        return new String[] {"leeway " + current() + " (Java " + Runtime.version() + ")"};
    }
}

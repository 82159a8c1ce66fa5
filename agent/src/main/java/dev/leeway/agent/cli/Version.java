package dev.leeway.agent.cli;

import dev.leeway.schema.console.BuildVersion;
import picocli.CommandLine.IVersionProvider;

/** The version this build carries. */
public final class Version implements IVersionProvider {
    /** The version alone, as in {@code 1.0.0}. */
    public static String current() {
        return BuildVersion.of(Version.class);
    }

    @Override
    public String[] getVersion() {
        return BuildVersion.told(Main.NAME, Version.class);
    }
}

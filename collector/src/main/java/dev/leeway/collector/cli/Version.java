package dev.leeway.collector.cli;

import dev.leeway.schema.console.BuildVersion;
import picocli.CommandLine.IVersionProvider;

/** The version this build carries. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return BuildVersion.told(Main.NAME, Version.class);
    }
}

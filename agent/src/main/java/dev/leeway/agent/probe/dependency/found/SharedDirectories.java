package dev.leeway.agent.probe.dependency.found;

import java.util.regex.Pattern;

/** Directories that hold many things and belong to no one deployment. */
public final class SharedDirectories {
    private static final Pattern SHARED = Pattern.compile(
            "/?|/(?:bin|boot|dev|etc|home|lib[0-9x]*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)|/home/[^/]+"
                    + "|/usr/(?:bin|sbin|lib|lib64|libexec|local|share|games|include|src)(?:/(?:bin|lib|share))?"
                    + "|/var/(?:lib|cache|log|tmp|run|opt|spool|www)|/(?:proc|sys|dev|run)/.*");

    private SharedDirectories() {}

    /** Whether {@code directory} is one of them. */
    public static boolean contain(String directory) {
        return SHARED.matcher(directory).matches();
    }
}

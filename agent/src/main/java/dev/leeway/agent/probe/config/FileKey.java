package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.spi.StorePath;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file is called in facts: alike on hosts that deploy it to other places. */
final class FileKey {
    private static final Pattern HOME = Pattern.compile("^(?:/home/[^/]+|/Users/[^/]+|/root)(?=/)");
    private static final Pattern VERSION = Pattern.compile(
            "(?<=[^/])([-_])v?\\d++(?:\\.\\d++)++(?:[-.+][A-Za-z0-9]{1,20}){0,3}+(?=/)|(?<=/)v?\\d++(?:\\.\\d++)++(?:-[A-Za-z0-9]{1,20})?(?=/)");
    private static final Pattern TIME =
            Pattern.compile("(?<=/)\\d{4}-?\\d\\d-?\\d\\d(?:[T_.-]?\\d[\\d_.:-]{1,12})?(?=/)");
    /** A name with a digest in it, as a whole: what is left of a key without a part of it would no longer show what it is. */
    private static final Pattern HASH = Pattern.compile(
            "(?<=^|/)(?:[^/]*[^/0-9A-Za-z])?(?=[a-fA-F]*+\\d)(?=\\d*+[a-fA-F])[0-9a-fA-F]{12,}+(?![0-9A-Za-z])[^/]*?(\\.[a-z]{2,10})?(?=/|$)");

    private FileKey() {}

    /**
     * The path relative to the working directory where the file lies there; else absolute, with {@code ~} for a home and without
     * versions and times of releases in names of directories, and without digests.
     */
    static String of(String path, Optional<String> workingDirectory) {
        String absolute = StorePath.normal(path);
        String directory = StorePath.normal(workingDirectory.orElse("/"));
        if (!directory.equals("/") && absolute.startsWith(directory + "/")) {
            return stable(absolute.substring(directory.length())).substring(1);
        }
        return HOME.matcher(stable(StablePath.of(absolute))).replaceFirst("~");
    }

    /** Likewise of a unit or drop-in, by its path below the directory of units. */
    static String ofUnit(String path) {
        return hashed(path);
    }

    private static String stable(String path) {
        String stable = VERSION.matcher(path)
                .replaceAll(match -> match.group(1) == null ? "{version}" : match.group(1) + "{version}");
        stable = TIME.matcher(stable).replaceAll("{release}");
        return hashed(stable);
    }

    private static String hashed(String path) {
        return HASH.matcher(path).replaceAll(match -> "{hash}" + (match.group(1) == null ? "" : match.group(1)));
    }
}

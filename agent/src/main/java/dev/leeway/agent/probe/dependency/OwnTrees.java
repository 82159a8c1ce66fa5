package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.Survey;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What lies among a host's software and is none of its libraries: other probes', programs' own leavings, builds. */
final class OwnTrees {
    /** Caches, logs and what programs write while they run; they change without anybody deploying anything. */
    private static final Set<String> PASSING = Set.of(
            "__macosx", "__pycache__", "cache", "caches", "data", "log", "logs", "lost+found", "temp", "tmp", "work");

    /** Directories called as packages are, as repositories and modules have them: there {@code log} is part of a name. */
    private static final Pattern PACKAGE = Pattern.compile(".*/(?:com|de|dev|edu|io|jakarta|javax|net|org)(?:/.*)?");

    /** What builds leave beside what they are made from. */
    private static final Set<String> BUILT = Set.of("target", "build", "out", "dist");

    private static final Set<String> SOURCES =
            Set.of("pom.xml", "build.gradle", "build.gradle.kts", "build.xml", "package.json", "pyproject.toml");

    /** Names no directory on the way to a library has; asking the file system about each would cost the most. */
    private static final Pattern PLAIN_FILE = Pattern.compile("(?!(?:com|de|dev|edu|io|jakarta|javax|net|org)\\.)"
            + ".*\\.(?:a|bat|bmp|c|cc|class|cmd|conf|cpp|crt|css|csv|dll|exe|gif|gz|h|hpp|htm|html|ico|idx|ini|java|jpe?g|js|json"
            + "|la|less|log|map|md|mjs|mo|o|pc|pdf|pem|pl|pm|png|po|properties|ps1|py|pyc|pyi|pyo|rb|rst|scss|sh|so|sql"
            + "|svg|tar|tcl|toml|ts|ttf|txt|whl|woff2?|xml|xsd|xsl|xz|yaml|yml|zip)");

    private OwnTrees() {}

    /** Whether {@code directory} with these names in it is a JDK, which another probe tells of, or this agent itself. */
    static boolean of(Set<String> names, Survey survey, String directory) {
        boolean bin = names.contains("bin");
        return bin
                && ((names.contains("release") && survey.isFile(directory + "/bin/java"))
                        || (names.contains("lib") && survey.isFile(directory + "/bin/leeway-agent"))
                        || (names.contains("lib") && survey.isFile(directory + "/bin/leeway")));
    }

    /**
     * Whether a directory of this name holds what comes and goes.
     *
     * @param within the directory it lies in
     * @param beside the names it lies among
     */
    static boolean isPassing(String within, String name, Set<String> beside) {
        String lower = name.toLowerCase(Locale.ROOT);
        return name.startsWith(".")
                || (PASSING.contains(lower) && !PACKAGE.matcher(within).matches())
                || (BUILT.contains(lower) && SOURCES.stream().anyMatch(beside::contains));
    }

    /** Whether {@code name} is so surely a file's that nobody has to ask. */
    static boolean isPlainFile(String name) {
        return PLAIN_FILE.matcher(name).matches();
    }
}

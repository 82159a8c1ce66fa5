package dev.leeway.agent.format.command;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file name of an artefact tells: {@code shop-web-1.4.2-exec.jar} is {@code shop-web} in version {@code 1.4.2}.
 *
 * @param stem the name without directories, extension, version and classifier; never empty
 * @param version where the name has one, build time stamps of snapshots taken back to {@code SNAPSHOT}
 */
public record ArtefactFile(String stem, Optional<String> version) {
    private static final Pattern EXTENSION =
            Pattern.compile("\\.(?:jar|war|ear|zip|dll|exe|pyz|js|mjs|cjs|py|rb|php|sh)$");
    /** What follows the version may not hold another one, so that {@code log4j-1.2-api-2.17} is read from its end. */
    private static final Pattern VERSION = Pattern.compile("^(.+?)[-_]v?(\\d+(?:\\.\\d+)*(?:[.-](?:\\d{8}\\.\\d{6}-\\d+"
            + "|SNAPSHOT|RELEASE|FINAL|Final|GA|M\\d+|RC\\d+|rc\\.?\\d+|alpha[.-]?\\d*|beta[.-]?\\d*|b\\d+|\\d{8,14}"
            + "|g?[0-9a-f]{7,40}))*(?:\\+[\\w.]+)?)(?:[-.](?:x86_64|[A-Za-z_]+))*$");

    /** Of several long numbers tokens are made, and no versions. */
    private static final Pattern LONG_NUMBERS = Pattern.compile("\\d{9,}.*\\D\\d{9,}");

    private static final Pattern CLASSIFIER = Pattern.compile(
            "-(?:exec|all|fat|uber|shaded|runner|boot|executable|standalone|jar-with-dependencies|with-dependencies)$");
    private static final Pattern SNAPSHOT = Pattern.compile("-SNAPSHOT$");
    private static final Pattern TIME_STAMP = Pattern.compile("\\d{8}\\.\\d{6}-\\d+");
    /** No file system allows longer names. */
    private static final int MAX_NAME = 255;

    private static final Pattern SCALA = Pattern.compile("_(?:2\\.\\d+|3)$");

    public ArtefactFile {
        requireNonNull(stem, "stem is null");
        requireNonNull(version, "version is null");
    }

    /** Reads a file name or a path, whose last name counts. */
    public static ArtefactFile of(String path) {
        String file = Program.fileName(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        if (file.length() > MAX_NAME) {
            return new ArtefactFile(file.substring(0, MAX_NAME), Optional.empty());
        }
        String name = EXTENSION.matcher(file).replaceFirst("");
        Matcher versioned = VERSION.matcher(name);
        if (versioned.matches() && !LONG_NUMBERS.matcher(name).find()) {
            String version = TIME_STAMP.matcher(versioned.group(2)).replaceFirst("SNAPSHOT");
            return new ArtefactFile(plain(versioned.group(1), file), Optional.of(version));
        }
        return new ArtefactFile(plain(name, file), Optional.empty());
    }

    private static String plain(String name, String file) {
        String plain = CLASSIFIER.matcher(name).replaceFirst("");
        plain = SNAPSHOT.matcher(plain).replaceFirst("");
        plain = SCALA.matcher(plain).replaceFirst("");
        return plain.isEmpty() ? (file.isEmpty() ? "artefact" : file) : plain;
    }
}

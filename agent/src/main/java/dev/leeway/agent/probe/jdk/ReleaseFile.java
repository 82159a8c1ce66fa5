package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.ShellAssignments;
import dev.leeway.agent.format.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file {@code release} in a Java home says of it.
 *
 * @param properties its assignments
 */
record ReleaseFile(Map<String, String> properties) {
    private static final String UNKNOWN = "unknown";

    /** {@code jdk1.7.0_80}, {@code jre-8u202}, {@code java-1.8.0-openjdk}: homes older than the file itself. */
    private static final Pattern DIRECTORY =
            Pattern.compile("(?:jdk|jre|java)-?([0-9][0-9._]*[0-9]|[0-9]+)(?:u([0-9]+))?.*");

    private static final Pattern VENDOR =
            Pattern.compile("[A-Za-z/.]{1,20}[0-9]{0,2}(?:[ ,&()-]{1,2}[A-Za-z/.]{1,20}[0-9]{0,2}){0,6}[.,) ]?");
    private static final Set<String> LEGAL_FORMS = Set.of("inc", "corporation", "corp", "ltd", "llc", "gmbh", "co");

    ReleaseFile {
        properties = Map.copyOf(properties);
    }

    /** Reads the file. */
    static ReleaseFile read(String text) {
        return new ReleaseFile(ShellAssignments.read(text));
    }

    /** What can be told of a home without the file: perhaps a version, from the name of its directory. */
    static ReleaseFile ofDirectory(String name) {
        Matcher matcher = DIRECTORY.matcher(name);
        if (!matcher.matches()) {
            return new ReleaseFile(Map.of());
        }
        String update = matcher.group(2);
        String version = update == null ? matcher.group(1) : "1." + matcher.group(1) + ".0_" + update;
        return new ReleaseFile(Map.of("JAVA_VERSION", version));
    }

    /** Who built it, as the file says. */
    Optional<String> vendor() {
        return value("IMPLEMENTOR").filter(name -> !name.equals("N/A"));
    }

    /** {@code 17.0.15}, {@code 1.8.0_402}. */
    Optional<String> version() {
        return value("JAVA_VERSION");
    }

    /** The version with the build: {@code 17.0.15+6-Debian-1deb12u1}. */
    Optional<String> build() {
        return value("JAVA_RUNTIME_VERSION").or(() -> value("FULL_VERSION"));
    }

    /** The builder's own name of the build: {@code Temurin-17.0.15+6}, {@code Zulu17.58+21-CA}. */
    Optional<String> implementorVersion() {
        return value("IMPLEMENTOR_VERSION");
    }

    /** {@code JDK} or {@code JRE}, where the builder says so. */
    Optional<String> image() {
        return value("IMAGE_TYPE").map(type -> type.toUpperCase(Locale.ROOT));
    }

    /** {@code hotspot}, {@code openj9} or {@code graalvm}. */
    String machine() {
        if (value("GRAALVM_VERSION").isPresent()) {
            return "graalvm";
        }
        return value("JVM_VARIANT").map(name -> name.toLowerCase(Locale.ROOT)).orElse("hotspot");
    }

    /** {@code glibc} or {@code musl}. */
    Optional<String> libc() {
        return value("LIBC").map(name -> name.equals("gnu") || name.equals("default") ? "glibc" : name);
    }

    /** In the words of {@code uname -m}. */
    Optional<String> architecture() {
        return value("OS_ARCH").map(name -> switch (name) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            case "i386", "i586", "x86" -> "i686";
            default -> name;
        });
    }

    /** The modules it holds; none before Java 9. */
    Set<String> modules() {
        return value("MODULES").map(names -> new TreeSet<>(Words.of(names))).orElseGet(TreeSet::new);
    }

    /**
     * Maker and feature release: {@code eclipse-adoptium-17}, {@code debian-21}, {@code oracle-graalvm-21}; the same wherever
     * such an installation lies and whichever update it is at.
     */
    String key() {
        List<String> parts = new ArrayList<>();
        parts.add(
                vendor().map(ReleaseFile::slug).filter(slug -> !slug.isEmpty()).orElse(UNKNOWN));
        String machine = machine();
        if (!machine.equals("hotspot") && !parts.get(0).contains(machine)) {
            parts.add(machine);
        }
        parts.add(version().map(ReleaseFile::feature).orElse(UNKNOWN));
        return String.join("-", parts);
    }

    /**
     * {@code Azul Systems, Inc.} is {@code azul-systems}. What is no name of a few plain words is not made one: in a key of
     * facts nothing may stand that could be something else in disguise.
     */
    private static String slug(String vendor) {
        if (!VENDOR.matcher(vendor).matches()) {
            return "";
        }
        List<String> words = new ArrayList<>(List.of(vendor.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip()
                .split(" ")));
        while (words.size() > 1 && LEGAL_FORMS.contains(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        return String.join("-", words);
    }

    /** {@code 17} of {@code 17.0.15}, {@code 8} of {@code 1.8.0_402}. */
    private static String feature(String version) {
        String[] numbers = version.split("[^0-9]+");
        boolean old = numbers.length > 1 && numbers[0].equals("1");
        String feature = numbers.length == 0 ? "" : numbers[old ? 1 : 0];
        return feature.isEmpty() ? UNKNOWN : feature;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(properties.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}

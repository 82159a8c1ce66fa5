package dev.leeway.agent.format.archive;

import dev.leeway.agent.format.archive.KnownLibraries.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What file name, manifest and classes tell of an archive's group and artifact where Maven's own metadata is missing. */
final class ArchiveHints {
    /** Names that deployments give whatever they deploy. */
    private static final Set<String> NAMELESS =
            Set.of("app", "application", "main", "root", "server", "service", "quarkus-run", "boot", "run", "bundle");
    /** Roofs over many groups, and groups of nothing themselves. */
    private static final Set<String> ROOFS = Set.of(
            "com.github",
            "com.google",
            "com.sun",
            "io.github",
            "net.java",
            "org.apache",
            "org.codehaus",
            "org.eclipse");

    private static final Pattern ARTIFACT = Pattern.compile("[a-z0-9][a-z0-9._-]{1,100}");
    private static final int LONGEST_GROUP = 255;

    /** Possessive, for what may be tried again takes stack for each part, and a manifest may be made to have very many. */
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_-]*+(?:\\.[a-z0-9_-]++)++");
    /** As some builds with Gradle write titles: {@code io.micrometer#micrometer-core;1.13.5}. */
    private static final Pattern TITLE = Pattern.compile("([^#;\\s]+)#([^#;\\s]+);\\S+");
    /** Where Quarkus keeps libraries, each named {@code GROUP.ARTIFACT-VERSION.jar}. */
    private static final Pattern GROUPED = Pattern.compile("(?:.*/)?lib/(?:main|boot|deployment)/[^/]+");

    private final ArchiveName name;
    private final JarManifest manifest;
    private final ClassMarks marks;
    private final boolean grouped;

    /**
     * The hints of one archive.
     *
     * @param path its name, or its path, whose directories may tell how files in them are named
     * @param marks as {@link #marks} asked for
     */
    ArchiveHints(String path, JarManifest manifest, ClassMarks marks) {
        this.name = ArchiveName.of(path);
        this.manifest = manifest;
        this.marks = marks;
        this.grouped = GROUPED.matcher(path).matches();
    }

    /** The packages whose presence would tell more of an archive at {@code path}. */
    static ClassMarks marks(String path) {
        ArchiveName name = ArchiveName.of(path);
        Set<String> packages = new TreeSet<>();
        for (String artifact : readings(name.artifact())) {
            KnownLibraries.of(artifact, name.version()).forEach(known -> packages.addAll(known.marks()));
        }
        return new ClassMarks(packages);
    }

    /** A name as it stands, and what follows each of its dots, before which a group may stand. */
    private static List<String> readings(String artifact) {
        List<String> readings = new ArrayList<>(List.of(artifact));
        for (int dot = artifact.indexOf('.'); dot >= 0; dot = artifact.indexOf('.', dot + 1)) {
            readings.add(artifact.substring(dot + 1));
        }
        return readings;
    }

    ArchiveName name() {
        return name;
    }

    JarManifest manifest() {
        return manifest;
    }

    /** What the archive is called, as far as hints tell. */
    Called called() {
        return titled().or(this::known).or(this::split).orElseGet(this::plain);
    }

    private Called plain() {
        Optional<String> title = manifest.value("Implementation-Title")
                .filter(t -> ARTIFACT.matcher(t).matches());
        boolean nameless = name.version().isEmpty()
                && NAMELESS.contains(name.stem().toLowerCase(Locale.ROOT))
                && (title.isPresent() || manifest.symbolicName().isPresent());
        String artifact = nameless ? title.or(manifest::symbolicName).orElse(name.stem()) : name.artifact();
        return new Called(group(artifact), artifact, nameless);
    }

    private Optional<Called> titled() {
        Matcher title = TITLE.matcher(manifest.value("Implementation-Title").orElse(""));
        boolean own = title.matches()
                && (name.artifact().equals(title.group(2))
                        || name.artifact().equals(title.group(1) + "." + title.group(2)));
        return own ? Optional.of(new Called(Optional.of(title.group(1)), title.group(2), true)) : Optional.empty();
    }

    private Optional<Called> known() {
        for (String artifact : readings(name.artifact())) {
            String before = name.artifact().substring(0, name.artifact().length() - artifact.length());
            for (Known known : KnownLibraries.of(artifact, name.version())) {
                if ((before.isEmpty() || before.equals(known.group() + ".")) && bears(known)) {
                    return Optional.of(new Called(Optional.of(known.group()), artifact, true));
                }
            }
        }
        return name.version().isPresent() ? Optional.empty() : renamed();
    }

    /** A distribution that drops versions from file names may shorten them too: {@code catalina.jar}. */
    private Optional<Called> renamed() {
        String symbolic = manifest.symbolicName().orElse("");
        String artifact = symbolic.substring(symbolic.lastIndexOf('.') + 1);
        return KnownLibraries.of(artifact, Optional.empty()).stream()
                .filter(known -> artifact.indexOf('-') > 0 && sharesLastWord(artifact) && bears(known))
                .findFirst()
                .map(known -> new Called(Optional.of(known.group()), artifact, true));
    }

    private boolean sharesLastWord(String artifact) {
        String word = name.stem().substring(name.stem().lastIndexOf('-') + 1);
        return artifact.endsWith("-" + word);
    }

    private boolean bears(Known known) {
        return known.marks().stream().anyMatch(mark -> marks.has(mark) || isInManifest(mark));
    }

    private boolean isInManifest(String mark) {
        return Stream.of(
                        "Bundle-SymbolicName",
                        "Automatic-Module-Name",
                        "Implementation-Title",
                        "Implementation-Vendor-Id")
                .flatMap(attribute -> manifest.value(attribute).stream())
                .anyMatch(value -> value.startsWith(mark)
                        && (value.length() == mark.length() || ".-;_ ".indexOf(value.charAt(mark.length())) >= 0));
    }

    /** A file name of group and artifact, split where the manifest or, last, the last dot says. */
    private Optional<Called> split() {
        String whole = name.artifact();
        List<String> readings = readings(whole);
        String last = readings.get(readings.size() - 1);
        boolean symbolic =
                last.indexOf('-') > 0 && manifest.symbolicName().orElse("").equals(whole);
        if (last.equals(whole) || !(grouped || symbolic)) {
            return Optional.empty();
        }
        String title = manifest.value("Implementation-Title").orElse("");
        String artifact = readings.contains(title) && !title.equals(whole) ? title : last;
        String group = whole.substring(0, whole.length() - artifact.length() - 1);
        return Optional.of(group)
                .filter(g -> GROUP.matcher(g).matches())
                .map(g -> new Called(Optional.of(g), artifact, isInManifest(g)));
    }

    /**
     * The group, where the manifest tells it: a symbolic name of group and artifact is told from one of packages by the
     * hyphen that only an artifact can have ({@code org.objectweb.asm} is not of the group {@code org.objectweb}), or by a
     * group that ends as the artifact begins ({@code io.reactivex.rxjava3.rxjava}).
     */
    private Optional<String> group(String artifact) {
        Optional<String> symbolic = manifest.symbolicName()
                .filter(s -> s.endsWith("." + artifact))
                .map(s -> s.substring(0, s.length() - artifact.length() - 1))
                .filter(g -> artifact.indexOf('-') > 0
                        || g.substring(g.lastIndexOf('.') + 1).startsWith(artifact));
        return manifest.value("Implementation-Vendor-Id")
                .or(() -> symbolic)
                .filter(g -> g.length() <= LONGEST_GROUP && GROUP.matcher(g).matches() && !ROOFS.contains(g));
    }

    /**
     * A group and an artifact.
     *
     * @param proven whether a second hint agrees with the file's name
     */
    record Called(Optional<String> group, String artifact, boolean proven) {}
}

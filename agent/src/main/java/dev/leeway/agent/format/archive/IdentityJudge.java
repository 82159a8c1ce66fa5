package dev.leeway.agent.format.archive;

import dev.leeway.agent.format.archive.ArchiveHints.Called;
import dev.leeway.agent.format.archive.Identity.Confidence;
import dev.leeway.agent.format.archive.Identity.Evidence;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells an archive's own identity from those of the artefacts shaded into it.
 *
 * <p>Metadata is the archive's own only when the file's name or the manifest agrees with it, or when nothing contradicts
 * it; a lone {@code pom.properties} of something else does not rename the archive it was shaded into.
 */
final class IdentityJudge {
    private static final Pattern VERSION = Pattern.compile("v?[0-9][0-9A-Za-z._+-]{0,80}");

    private final ArchiveHints hints;
    private final ArchiveName name;
    private final JarManifest manifest;
    private final List<PomEntry> poms;

    IdentityJudge(ArchiveHints hints, List<PomEntry> poms) {
        this.hints = hints;
        this.name = hints.name();
        this.manifest = hints.manifest();
        this.poms = poms;
    }

    /** The archive's own entry among the poms, which then are the shaded ones without it. */
    Optional<PomEntry> own() {
        return oneOf(poms.stream().filter(pom -> pom.names(name.stem())).toList())
                .or(() -> oneOf(poms.stream()
                        .filter(pom -> pom.isCalled(name.stem()) || pom.isCalled(name.artifact()))
                        .toList()))
                .or(() -> oneOf(poms.stream().filter(this::isInManifest).toList()))
                .or(() ->
                        poms.size() == 1 && !isContradicted(poms.get(0)) ? Optional.of(poms.get(0)) : Optional.empty());
    }

    /** What the archive is. */
    Identity identity() {
        return own().map(this::fromPom).orElseGet(this::fromHints);
    }

    private Identity fromPom(PomEntry pom) {
        Coordinates c = pom.coordinates();
        Optional<String> named = pom.namedBy(name.stem());
        if (named.isEmpty()) {
            Optional<String> version = c.version().or(name::version);
            return new Identity(
                    new Coordinates(c.group(), c.artifact(), Optional.empty(), version),
                    pom.evidence(),
                    isInManifest(pom) && name.version().isEmpty() ? Confidence.EXACT : Confidence.STRONG);
        }
        int full = named.get().length();
        Optional<String> classifier =
                name.stem().length() > full ? Optional.of(name.stem().substring(full + 1)) : Optional.empty();
        return new Identity(
                new Coordinates(c.group(), c.artifact(), classifier, c.version()), pom.evidence(), Confidence.EXACT);
    }

    private Identity fromHints() {
        Optional<String> told = manifestVersion();
        Called called = hints.called();
        Optional<String> version = name.version().or(() -> told);
        boolean versionAgrees =
                name.version().isPresent() && isSameVersion(name.version().get());
        boolean nameAgrees = called.proven() || isInManifest(called.artifact());
        boolean agrees = told.isPresent() && (name.version().isPresent() ? versionAgrees : nameAgrees);
        // Who it is may be proven while the file is named with another version than the manifest tells.
        boolean unopposed = called.proven() && name.version().isPresent() && told.isEmpty();
        return new Identity(
                new Coordinates(called.group(), called.artifact(), name.classifier(), version),
                name.version().isPresent() || told.isEmpty() ? Evidence.FILE_NAME : Evidence.MANIFEST,
                agrees || unopposed ? Confidence.STRONG : Confidence.GUESS);
    }

    /** Of several that would fit: the one the manifest names, else the most specific when it is alone in being so. */
    private Optional<PomEntry> oneOf(List<PomEntry> fitting) {
        if (fitting.size() < 2) {
            return fitting.stream().findFirst();
        }
        List<PomEntry> grouped =
                fitting.stream().filter(this::isGroupInManifest).toList();
        List<PomEntry> named = fitting.stream().filter(this::isInManifest).toList();
        List<PomEntry> left = !grouped.isEmpty() ? grouped : named.isEmpty() ? fitting : named;
        int longest =
                left.stream().mapToInt(pom -> pom.artifact().length()).max().orElse(0);
        List<PomEntry> specific = left.stream()
                .filter(pom -> pom.artifact().length() == longest)
                .sorted(Comparator.comparing(pom -> pom.coordinates().key()))
                .toList();
        return specific.size() == 1 ? Optional.of(specific.get(0)) : Optional.empty();
    }

    private boolean isInManifest(PomEntry pom) {
        boolean version = pom.coordinates().version().map(this::isSameVersion).orElse(false);
        return version && (isGroupInManifest(pom) || isInManifest(pom.artifact()));
    }

    private boolean isGroupInManifest(PomEntry pom) {
        String vendor = manifest.value("Implementation-Vendor-Id").orElse("");
        String symbolic = manifest.symbolicName().orElse("");
        return pom.coordinates()
                .group()
                .map(group -> group.equals(vendor) || symbolic.equals(group + "." + pom.artifact()))
                .orElse(false);
    }

    private boolean isInManifest(String artifact) {
        String symbolic = manifest.symbolicName().orElse("");
        return symbolic.equals(artifact)
                || symbolic.endsWith("." + artifact)
                || manifest.value("Implementation-Title").orElse("").equals(artifact)
                || manifest.value("Automatic-Module-Name").orElse("").equals(artifact.replace('-', '.'));
    }

    /** Whether the file is named with another version than the pom's: what was shaded in has its own. */
    private boolean isContradicted(PomEntry pom) {
        Optional<String> version = pom.coordinates().version();
        boolean byName = name.version().isPresent() && !name.version().equals(version);
        Optional<String> told = manifestVersion();
        boolean byManifest =
                told.isPresent() && version.map(v -> !isSameVersion(v)).orElse(true);
        return byName || (name.version().isEmpty() && byManifest);
    }

    private Optional<String> manifestVersion() {
        return manifest.value("Implementation-Version")
                .or(() -> manifest.value("Bundle-Version"))
                .filter(v -> VERSION.matcher(v).matches());
    }

    /** Whether the manifest tells this version, be it in the form that OSGi asks for: 1.2 as 1.2.0, 1-RC as 1.0.0.RC. */
    private boolean isSameVersion(String version) {
        return manifest.value("Implementation-Version").orElse("").equals(version)
                || manifest.value("Bundle-Version")
                        .map(bundle -> osgi(bundle).equals(osgi(version)))
                        .orElse(false);
    }

    private static String osgi(String version) {
        String[] parts = version.split("[.-]", 4);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            boolean number = i < parts.length && parts[i].matches("[0-9]+");
            if (!number && i < parts.length) {
                return version.toLowerCase(Locale.ROOT).replace('-', '.');
            }
            text.append(number ? parts[i] : "0").append('.');
        }
        return text + (parts.length > 3 ? parts[3].toLowerCase(Locale.ROOT).replace('-', '.') : "");
    }
}

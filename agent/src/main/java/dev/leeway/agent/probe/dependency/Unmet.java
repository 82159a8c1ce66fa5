package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.declared.Declaration;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.Observed;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Holds pinned declarations against the installation: which versions it does not have.
 *
 * <p>Some files list what is to be installed, all of it and nothing else: there, a version not found is missing. Others,
 * such as {@code uv.lock} and {@code yarn.lock}, list what development and other platforms need too, without saying so of each:
 * there, only a package that is installed in none of the versions listed contradicts the file.
 */
final class Unmet {
    private static final Pattern WHOLE =
            Pattern.compile("requirements\\.txt|(?:base|prod|production|runtime)[-_.]requirements\\.txt"
                    + "|requirements[-_.](?:base|prod|production|runtime|lock)\\.txt"
                    + "|Pipfile\\.lock|poetry\\.lock|package-lock\\.json|npm-shrinkwrap\\.json");
    /** No version is longer; what is may be made to take very long to compare. */
    private static final int LONGEST = 200;

    private static final Pattern NOT_THE_POINT = Pattern.compile("^v|(?:\\.0)++$|\\+incompatible$");
    private static final Pattern MOMENT = Pattern.compile("-\\d{8}\\.\\d{6}-\\d+$");
    private static final Pattern STAGE =
            Pattern.compile("[-_.]?(alpha|beta|preview|pre|post|rev|dev|rc|a|b|c|r)[-_.]?(\\d+)");
    /** Python reads the parts of a version as numbers; {@code 2026.10.018} is {@code 2026.10.18}. */
    private static final Pattern PADDED =
            Pattern.compile("(?<![\\da-z])0+(?=\\d)|(?<=[.](?:a|b|rc|post|dev))0+(?=\\d)");

    private static final Pattern LOCAL = Pattern.compile("\\+.*$");

    private final Ledger ledger;
    private final SortedMap<String, Wanted> wanted = new TreeMap<>();

    Unmet(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What one file wants of one package: versions and where each is written. */
    private record Wanted(Ecosystem ecosystem, String name, boolean whole, SortedMap<String, String> versions) {}

    /** Takes a pinned declaration that counts here. */
    void take(Declaration declaration, String evidence) {
        if (declaration.version().length() > LONGEST) {
            return;
        }
        String key = declaration.file() + " " + declaration.ecosystem().text() + " " + declaration.name();
        boolean whole = WHOLE.matcher(PathText.name(declaration.file())).matches();
        wanted.computeIfAbsent(
                        key, each -> new Wanted(declaration.ecosystem(), declaration.name(), whole, new TreeMap<>()))
                .versions()
                .putIfAbsent(declaration.version(), evidence);
    }

    /** Records what is not met. */
    void record() {
        wanted.values().forEach(this::record);
    }

    private void record(Wanted each) {
        SortedSet<String> installed = ledger.versions(each.ecosystem(), each.name());
        boolean told = installed.isEmpty() ? each.whole() && ledger.holdsAny(each.ecosystem()) : true;
        if (!told || ledger.isUncovered(each.ecosystem(), each.name())) {
            return;
        }
        SortedMap<String, String> missing = new TreeMap<>(each.versions());
        missing.keySet().removeIf(version -> has(each.ecosystem(), installed, version));
        if (each.whole() || missing.size() == each.versions().size()) {
            missing.forEach((version, evidence) -> ledger.fact(
                    Ledger.of(each.ecosystem(), each.name()).child("unmet"),
                    Observed.version(version, each.ecosystem().scheme()),
                    evidence));
        }
    }

    private static boolean has(Ecosystem ecosystem, SortedSet<String> installed, String declared) {
        boolean local = declared.indexOf('+') >= 0;
        String version = plain(ecosystem, declared, local);
        return installed.stream().anyMatch(each -> plain(ecosystem, each, local).equals(version));
    }

    /** {@code 1.0} and {@code 1.0.0} are one version to every ecosystem read, and so are other spellings of one. */
    private static String plain(Ecosystem ecosystem, String version, boolean local) {
        if (version.length() > LONGEST) {
            return version;
        }
        String text = version.toLowerCase(Locale.ROOT);
        switch (ecosystem) {
            case PYPI -> {
                // A pin without a local part takes every build of that version.
                text = local ? text : LOCAL.matcher(text).replaceFirst("");
                text = STAGE.matcher(text).replaceAll(".$1$2").replaceAll("\\.(?:preview|pre|c)(?=\\d)", ".rc");
                text = text.replaceAll("\\.alpha(?=\\d)", ".a").replaceAll("\\.beta(?=\\d)", ".b");
                text = PADDED.matcher(text).replaceAll("");
            }
            case NPM, NUGET -> text = LOCAL.matcher(text).replaceFirst("");
            case MAVEN -> text = MOMENT.matcher(text).replaceFirst("-snapshot");
            case GO -> {}
        }
        return NOT_THE_POINT.matcher(text).replaceAll("");
    }
}

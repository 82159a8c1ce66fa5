package dev.leeway.agent.probe.dependency.python;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.python.Distribution.Form;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The distributions of directories on a Python path.
 *
 * <p>Working trees and eggs that {@code .pth} and {@code .egg-link} files lead to are read too. What looks like a
 * distribution and is damaged is skipped with the reason. The same name several times is several distributions.
 */
public final class SitePackages {
    private static final int MAX_NOTE = 64 << 10;
    private static final Comparator<Distribution> ORDER = Comparator.comparing(Distribution::name)
            .thenComparing(Distribution::version)
            .thenComparing(Distribution::path);

    private final Survey survey;
    private final DistributionReader reader;
    private final Set<String> seen = new HashSet<>();
    private final List<Distribution> found = new ArrayList<>();
    private final Set<String> beside = new LinkedHashSet<>();

    private SitePackages(Survey survey) {
        this.survey = requireNonNull(survey, "survey is null");
        this.reader = new DistributionReader(survey);
    }

    /**
     * Reads directories in the order of the path, each once wherever links lead to it.
     *
     * @return sorted by name, version and path; what could not be read is in {@link Survey#skipped()}
     */
    public static List<Distribution> read(Survey survey, List<String> directories) {
        SitePackages packages = new SitePackages(survey);
        directories.forEach(packages::site);
        packages.beside.forEach(packages::directory);
        packages.found.sort(ORDER);
        return List.copyOf(packages.found);
    }

    /** A directory whose {@code .pth} and {@code .egg-link} files count. */
    private void site(String directory) {
        for (String name : directory(directory)) {
            String path = PathText.below(directory, name);
            if (name.endsWith(".pth")) {
                pathFile(directory, path);
            } else if (name.endsWith(".egg-link")) {
                eggLink(path);
            }
        }
    }

    /** A directory on the path; its names, or none when it was read before. */
    private List<String> directory(String directory) {
        Optional<String> real = survey.resolve(directory);
        if (real.isEmpty() || !seen.add(real.get()) || !survey.isDirectory(real.get())) {
            return List.of();
        }
        List<String> names = survey.names(directory);
        for (String name : names) {
            String path = PathText.below(directory, name);
            if (name.startsWith("~")) {
                // What pip leaves of a package whose removal or update was interrupted.
                survey.skip(path, Kind.MALFORMED, "left over from an interrupted installation");
            } else if (name.endsWith(".dist-info")) {
                reader.distInfo(path).ifPresent(found::add);
            } else if (name.endsWith(".egg-info")) {
                reader.eggInfo(path, Form.EGG_INFO).ifPresent(found::add);
            } else if (name.endsWith(".egg")) {
                egg(path);
            }
        }
        return names;
    }

    private void egg(String path) {
        if (survey.isDirectory(path)) {
            reader.eggInfo(path + "/EGG-INFO", Form.EGG).ifPresent(found::add);
        } else {
            survey.skip(path, Kind.MALFORMED, "a zipped egg, which is not read");
        }
    }

    private void pathFile(String site, String path) {
        for (String line : survey.text(path, MAX_NOTE)
                .map(PathFile::read)
                .map(PathFile::directories)
                .orElse(List.of())) {
            String target = PathText.resolved(site, line);
            if (!target.endsWith(".egg")) {
                beside.add(target);
            } else if (!PathText.parent(target).equals(site)) {
                egg(target);
            }
        }
    }

    /** The first line leads to a working tree that holds the metadata. */
    private void eggLink(String path) {
        Optional<String> tree = survey.text(path, MAX_NOTE)
                .flatMap(text -> text.lines().map(String::strip).findFirst())
                .filter(line -> line.startsWith("/"));
        if (tree.isEmpty()) {
            survey.skip(path, Kind.MALFORMED, "leads nowhere");
            return;
        }
        Set<String> metadata = new TreeSet<>();
        for (String name : survey.names(tree.get())) {
            if (name.endsWith(".egg-info")) {
                metadata.add(name);
            }
        }
        if (metadata.isEmpty()) {
            survey.skip(path, Kind.ABSENT, "its working tree holds no metadata");
        }
        for (String name : metadata) {
            reader.eggInfo(PathText.below(tree.get(), name), Form.EGG_LINK)
                    .map(each -> new Distribution(
                            each.name(),
                            each.version(),
                            each.form(),
                            path,
                            each.installer(),
                            each.recorded(),
                            Origin.editable(tree.get())))
                    .ifPresent(found::add);
        }
        // The tree is on the path through easy-install.pth; its metadata must not count twice.
        survey.resolve(tree.get()).ifPresent(seen::add);
    }
}

package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.HeldPlaces;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.PlacePatterns;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.probe.dependency.jvm.JvmFacts;
import dev.leeway.agent.probe.dependency.jvm.KnownArchives;
import dev.leeway.agent.probe.dependency.node.NodeInventory;
import dev.leeway.agent.probe.dependency.node.NodeTree;
import dev.leeway.agent.probe.dependency.python.Distribution;
import dev.leeway.agent.probe.dependency.python.SitePackages;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.SectionRecorder;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Libraries that lie on the host and belong to no service that was looked into; the host's own facts. */
final class HostLibraries {
    private static final String[] PATTERNS = {"maven[*]/**", "archive[*]/**", "pypi[*]/**", "npm[*]/**"};
    /** Several times what hosts hold where people keep to the usual directories. */
    private static final SurveyLimits LIMITS = new SurveyLimits(400_000, 20_000, 14, 200);

    private static final int MOST_NAMES = 100_000;

    private final HeldPlaces held;
    private final Survey survey;
    private final Ledger ledger;
    private final KnownArchives known;
    private final PlacePatterns excluded;
    private final Set<String> unseen;
    private final Set<String> seen = new HashSet<>();
    private final NavigableSet<String> archives = new TreeSet<>();
    private final NavigableSet<String> unpacked = new TreeSet<>();
    private final NavigableSet<String> sites = new TreeSet<>();
    private final NavigableSet<String> projects = new TreeSet<>();
    private final NavigableSet<String> doubtful = new TreeSet<>();
    private final HostView host;
    private final SectionRecorder index;
    private Set<String> roots = Set.of();
    private int names;

    /**
     * @param held what services tell of
     * @param unseen directories from which services run that may not be looked into
     */
    HostLibraries(HostView host, SectionRecorder index, HeldPlaces held, Set<String> unseen) {
        this.host = host;
        this.index = index;
        this.held = held;
        this.unseen = Set.copyOf(unseen);
        this.survey = new Survey(host.files(), LIMITS);
        this.ledger = new Ledger(index);
        this.known = new KnownArchives(host.dependencies().knownArchives());
        this.excluded = new PlacePatterns(host.dependencies().exclude());
    }

    /** Says that nothing is known of such libraries. */
    static void unknown(SectionRecorder index, Kind kind) {
        for (String pattern : PATTERNS) {
            index.uncovered(pattern, kind);
        }
    }

    /**
     * Records those below one directory.
     *
     * @param pattern the directory as it was asked for
     * @param all directories asked for, into which links may lead
     */
    void record(String pattern, List<String> all) throws InterruptedException {
        Set<String> here = HostDirectories.existing(pattern, survey);
        roots = new HashSet<>(all);
        roots.addAll(here);
        for (String root : here) {
            directory(root, PathText.name(root), PathText.parent(root), 0);
        }
        tell();
        for (String directory : doubtful) {
            HostLibraries below = new HostLibraries(host, new Doubtful(index), held, Set.of());
            below.roots = roots;
            below.walk(directory, 0);
            below.tell();
        }
    }

    private void tell() throws InterruptedException {
        JvmFacts facts = JvmFacts.ofLibraries(ledger, survey, known);
        for (String archive : archives) {
            facts.archive(archive);
        }
        unpacked.forEach(facts::unpacked);
        facts.record();
        SitePackages.read(survey, sites.stream().toList()).forEach(this::distribution);
        for (String project : projects) {
            checkInterrupt();
            node(project);
        }
        survey.skipped()
                .forEach(skipped -> Gaps.of(skipped, PATTERNS).forEach(each -> ledger.uncovered(each, skipped.kind())));
        survey.takeLost().ifPresent(kind -> List.of(PATTERNS).forEach(each -> ledger.uncovered(each, kind)));
    }

    private void walk(String directory, int depth) throws InterruptedException {
        checkInterrupt();
        if (!seen.add(directory)) {
            return;
        }
        boolean told = held.contain(directory);
        Set<String> inside = new HashSet<>(survey.names(directory));
        // Of a directory on a class path a service holds the classes; what else lies below is its own only in an
        // artefact.
        boolean artefact = inside.contains("WEB-INF") || inside.contains("BOOT-INF");
        if ((told && artefact) || OwnTrees.of(inside, survey, directory)) {
            return;
        }
        if (!told && inside.contains("META-INF")) {
            unpacked.add(directory);
        }
        for (String name : new TreeSet<>(inside)) {
            if (++names > MOST_NAMES || depth > survey.limits().maxDepth()) {
                survey.skip(directory, Kind.TOO_LARGE, "more below than is read");
                return;
            }
            String path = PathText.below(directory, name);
            if (ArchiveName.isArchive(name)) {
                archive(path, depth);
            } else if (!OwnTrees.isPlainFile(name)
                    && !OwnTrees.isPassing(directory, name, inside)
                    && !excluded.match(path)) {
                directory(path, name, directory, depth);
            }
        }
    }

    /** An archive, or what one was unpacked to. */
    private void archive(String path, int depth) throws InterruptedException {
        if (excluded.match(path)) {
            return;
        }
        if (survey.isDirectory(path)) {
            walk(path, depth + 1);
        } else {
            survey.resolve(path).filter(real -> !held.contain(real)).ifPresent(archives::add);
        }
    }

    private void directory(String path, String name, String parent, int depth) throws InterruptedException {
        String real = survey.isLink(path) ? survey.resolve(path).orElse("") : path;
        boolean within = real.equals(path) || roots.stream().anyMatch(root -> HostDirectories.isBelow(real, root));
        if (!within || !survey.isDirectory(real)) {
            return;
        }
        if (unseen.contains(real)) {
            doubtful.add(real);
        } else if (name.equals("node_modules")) {
            if (!held.contain(real)) {
                projects.add(parent);
            }
        } else if (name.equals("site-packages") || name.equals("dist-packages")) {
            if (!held.contain(real)) {
                sites.add(real);
            }
        } else {
            walk(real, depth + 1);
        }
    }

    private void distribution(Distribution found) {
        ledger.installed(
                Ecosystem.PYPI,
                found.name(),
                found.version(),
                found.path() + " (" + found.form().text() + ")");
    }

    /** Where nothing says what a tree is for, people install tools; what those bring along follows their versions. */
    private void node(String project) {
        NodeInventory found = survey.isFile(PathText.below(project, "package.json"))
                ? NodeTree.read(survey, project)
                : NodeTree.topmost(survey, project);
        found.packages().forEach(each -> ledger.installed(Ecosystem.NPM, each.name(), each.version(), each.path()));
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

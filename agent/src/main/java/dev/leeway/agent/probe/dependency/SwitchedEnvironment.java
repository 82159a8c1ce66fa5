package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.python.Distribution;
import dev.leeway.agent.probe.dependency.python.PythonEnvironment;
import dev.leeway.agent.probe.dependency.python.SitePackages;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells where the path of a Python environment leads to another one than a process runs in, because a link on it, such as
 * {@code current}, was made after the process had started.
 *
 * <p>Where the link led before is told by what the process still has of it, its working directory or native code; where nothing
 * does, every package may have been exchanged.
 */
final class SwitchedEnvironment {
    private static final int LARGEST_RECORD = 8 << 20;

    private final Survey survey;
    private final Ledger ledger;
    private final PythonEnvironment environment;

    private SwitchedEnvironment(Survey survey, Ledger ledger, PythonEnvironment environment) {
        this.survey = survey;
        this.ledger = ledger;
        this.environment = environment;
    }

    static void tell(
            Survey survey,
            Ledger ledger,
            Renewal renewal,
            PythonEnvironment environment,
            Running running,
            Collection<Mapped> mapped) {
        SwitchedEnvironment switched = new SwitchedEnvironment(survey, ledger, environment);
        for (String path = environment.prefix(); !path.equals("/"); path = PathText.parent(path)) {
            String link = path;
            boolean made = survey.link(path).filter(renewal::isMadeSince).isPresent();
            if (made) {
                survey.resolve(link).ifPresent(target -> switched.link(link, target, running, mapped));
            }
        }
    }

    private void link(String link, String target, Running running, Collection<Mapped> mapped) {
        String rest = environment.prefix().substring(link.length());
        List<String> inUse = mapped.stream().map(Mapped::path).sorted().toList();
        Optional<String> before = Stream.of(
                        running.process().workingDirectory().stream(),
                        running.process().executable().stream(),
                        inUse.stream())
                .flatMap(Function.identity())
                .flatMap(path -> beside(path, target).stream())
                .distinct()
                .map(release -> release + rest)
                .filter(prefix ->
                        isEnvironment(prefix) || inUse.stream().anyMatch(path -> path.startsWith(prefix + "/lib")))
                .findFirst();
        if (before.isEmpty()) {
            boolean known = Stream.concat(running.process().workingDirectory().stream(), inUse.stream())
                    .anyMatch(path -> path.equals(target) || path.startsWith(target + "/"));
            if (!known) {
                ledger.uncovered("pypi[*]/replaced", Kind.CHANGED);
            }
            return;
        }
        compare(before.get());
    }

    /** The directory beside {@code target} that {@code path} lies in. */
    private static Optional<String> beside(String path, String target) {
        String above = PathText.below(PathText.parent(target), "");
        if (!path.startsWith(above)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', above.length());
        String release = end < 0 ? path : path.substring(0, end);
        return release.equals(target) || release.equals(above) ? Optional.empty() : Optional.of(release);
    }

    private boolean isEnvironment(String prefix) {
        return survey.isFile(PathText.below(prefix, "pyvenv.cfg"))
                || survey.isDirectory(PathText.below(prefix, "conda-meta"));
    }

    private void compare(String before) {
        Map<String, Distribution> used = packages(environment.siteDirectories().stream()
                .filter(site -> site.startsWith(environment.prefix() + "/"))
                .map(site -> before + site.substring(environment.prefix().length()))
                .toList());
        if (used.isEmpty()) {
            ledger.uncovered("pypi[*]/replaced", Kind.VANISHED);
            return;
        }
        Map<String, Distribution> now = packages(environment.siteDirectories().stream()
                .filter(site -> site.startsWith(environment.prefix() + "/"))
                .toList());
        Stream.concat(used.keySet().stream(), now.keySet().stream())
                .distinct()
                .sorted()
                .forEach(name -> compare(name, used, now));
    }

    private void compare(String name, Map<String, Distribution> used, Map<String, Distribution> now) {
        Distribution old = used.get(name);
        Distribution fresh = now.get(name);
        String path = Ledger.of(Ecosystem.PYPI, name).child("replaced").text();
        if (old != null && fresh != null && old.version().equals(fresh.version())) {
            Optional<String> files = files(old);
            if (files.isEmpty() || !files.equals(files(fresh))) {
                ledger.uncovered(path, Kind.CHANGED);
            }
            return;
        }
        String evidence = "a link of its environment was made after the process had started, which runs "
                + (old == null ? "none" : old.version());
        ledger.fact(Ledger.of(Ecosystem.PYPI, name).child("replaced"), Observed.flag(true), evidence);
    }

    private Map<String, Distribution> packages(List<String> sites) {
        Map<String, Distribution> packages = new TreeMap<>();
        SitePackages.read(survey, sites).stream()
                .filter(each -> !PythonFacts.INSTALLERS.contains(each.name()))
                .forEach(each -> packages.putIfAbsent(each.name(), each));
        return packages;
    }

    /** The list of its files with their digests, without programs, in which the environment's own path is written. */
    private Optional<String> files(Distribution found) {
        return survey.text(PathText.below(found.path(), "RECORD"), LARGEST_RECORD)
                .map(text -> text.lines()
                        .filter(line -> !line.startsWith("../"))
                        .sorted()
                        .collect(Collectors.joining("\n")))
                .filter(text -> !text.isEmpty());
    }
}

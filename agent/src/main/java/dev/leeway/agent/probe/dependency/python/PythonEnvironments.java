package dev.leeway.agent.probe.dependency.python;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.python.PrefixFinder.Prefix;
import dev.leeway.agent.probe.dependency.python.PythonEnvironment.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the Python environment of a process or of a directory. */
public final class PythonEnvironments {
    private static final int MAX_SETTINGS = 64 << 10;
    private static final Pattern SERIES = Pattern.compile("(?:lib)?python(\\d+\\.\\d+)t?(?:\\.so.*)?");
    private static final Pattern SERIES_OF_VERSION = Pattern.compile("(\\d+\\.\\d+)\\..*");

    private final Survey survey;

    private PythonEnvironments(Survey survey) {
        this.survey = survey;
    }

    /** The environment {@code process} runs in; empty when nothing tells where its interpreter lives. */
    public static Optional<PythonEnvironment> of(Survey survey, PythonProcess process) {
        Optional<Prefix> prefix = new PrefixFinder(survey, process).find();
        return prefix.map(found -> new PythonEnvironments(survey).environment(found, Optional.of(process)));
    }

    /** The environment at {@code prefix}, whether something runs in it or not; empty when no interpreter's files are there. */
    public static Optional<PythonEnvironment> at(Survey survey, String prefix) {
        PythonEnvironment found =
                new PythonEnvironments(survey).environment(new Prefix(prefix, "directory"), Optional.empty());
        boolean holds = found.kind() != Kind.SYSTEM || !found.siteDirectories().isEmpty();
        return holds ? Optional.of(found) : Optional.empty();
    }

    private PythonEnvironment environment(Prefix prefix, Optional<PythonProcess> process) {
        Optional<VirtualEnvironment> virtual = survey.text(
                        PathText.below(prefix.directory(), "pyvenv.cfg"), MAX_SETTINGS)
                .map(VirtualEnvironment::read);
        boolean conda = survey.isDirectory(PathText.below(prefix.directory(), "conda-meta"));
        Kind kind = virtual.isPresent() ? Kind.VENV : conda ? Kind.CONDA : Kind.SYSTEM;
        String base = base(prefix.directory(), virtual);
        Optional<String> interpreter = process.flatMap(PythonProcess::executable)
                .or(() -> survey.resolve(PathText.below(prefix.directory(), "bin/python")))
                .or(() -> survey.resolve(PathText.below(prefix.directory(), "bin/python3")));
        Optional<String> series = interpreter
                .flatMap(PythonEnvironments::seriesOfFile)
                .or(() -> virtual.flatMap(VirtualEnvironment::version).flatMap(PythonEnvironments::seriesOfVersion))
                .or(() -> onlySeries(prefix.directory()));
        Optional<String> version = series.flatMap(found -> version(interpreter, base, found));
        Set<String> sites = new LinkedHashSet<>();
        process.ifPresent(running -> addNamed(sites, running));
        boolean system = virtual.isEmpty() || virtual.get().systemSitePackages();
        if (virtual.isPresent()) {
            addSites(sites, prefix.directory(), series);
        }
        if (system) {
            process.ifPresent(running -> addUserSite(sites, running, series));
            addSites(sites, base, series);
        }
        return new PythonEnvironment(kind, prefix.directory(), series, version, existing(sites), prefix.evidence());
    }

    /** Where the interpreter itself is installed. */
    private String base(String prefix, Optional<VirtualEnvironment> virtual) {
        return virtual.map(
                        environment -> environment.home().map(PathText::parent).orElse(prefix))
                .orElse(prefix);
    }

    private static Optional<String> seriesOfFile(String file) {
        Matcher matcher = SERIES.matcher(PathText.name(file));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> seriesOfVersion(String version) {
        Matcher matcher = SERIES_OF_VERSION.matcher(version);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The series of {@code lib/pythonX.Y} when there is one only. */
    private Optional<String> onlySeries(String prefix) {
        List<String> series = series(prefix);
        return series.size() == 1 ? Optional.of(series.get(0)) : Optional.empty();
    }

    private List<String> series(String prefix) {
        List<String> series = new ArrayList<>();
        for (String name : survey.names(PathText.below(prefix, "lib"))) {
            if (name.startsWith("python")) {
                seriesOfFile(name).ifPresent(series::add);
            }
        }
        return series;
    }

    /** The full version in the program or, where that is a shell around it, in its library; else in its C header. */
    private Optional<String> version(Optional<String> interpreter, String base, String series) {
        List<String> files = new ArrayList<>();
        interpreter.ifPresent(files::add);
        for (String libraries : List.of("lib", "lib64", "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu")) {
            files.add(PathText.below(base, libraries) + "/libpython" + series + ".so.1.0");
        }
        return files.stream()
                .filter(survey::isFile)
                .flatMap(file -> survey.read(file, channel -> InterpreterVersion.find(channel, series)).stream())
                .findFirst()
                .or(() -> survey.text(base + "/include/python" + series + "/patchlevel.h", MAX_SETTINGS)
                        .flatMap(InterpreterVersion::inHeader)
                        .filter(found -> found.startsWith(series + ".")));
    }

    private static void addNamed(Set<String> sites, PythonProcess process) {
        for (String directory : process.variable("PYTHONPATH").orElse("").split(":", 100)) {
            if (directory.startsWith("/")) {
                sites.add(PathText.resolved("/", directory));
            } else if (!directory.isEmpty()) {
                process.workingDirectory().ifPresent(start -> sites.add(PathText.resolved(start, directory)));
            }
        }
    }

    private static void addUserSite(Set<String> sites, PythonProcess process, Optional<String> series) {
        if (process.variable("PYTHONNOUSERSITE").isEmpty() && series.isPresent()) {
            process.variable("HOME")
                    .filter(home -> home.startsWith("/"))
                    .ifPresent(home ->
                            sites.add(PathText.resolved(home, ".local/lib/python" + series.get() + "/site-packages")));
        }
    }

    private void addSites(Set<String> sites, String prefix, Optional<String> wanted) {
        String lib = PathText.below(prefix, "lib");
        List<String> all = wanted.map(List::of).orElseGet(() -> series(prefix));
        for (String series : all) {
            // Debian's own interpreter looks for what administrators install below /usr/local, and shares
            // /usr/lib/python3.
            if (prefix.equals("/usr")) {
                sites.add("/usr/local/lib/python" + series + "/dist-packages");
                sites.add("/usr/lib/python3/dist-packages");
                sites.add("/usr/lib/python" + series + "/dist-packages");
            }
            sites.add(lib + "/python" + series + "/site-packages");
            sites.add(PathText.below(prefix, "lib64") + "/python" + series + "/site-packages");
            sites.add(lib + "/python" + series + "t/site-packages");
        }
        for (String name : survey.names(lib)) {
            if (name.startsWith("pypy")) {
                sites.add(lib + "/" + name + "/site-packages");
            }
        }
    }

    /** Those that exist, each once wherever links lead. */
    private List<String> existing(Set<String> sites) {
        Set<String> real = new LinkedHashSet<>();
        List<String> existing = new ArrayList<>();
        for (String site : sites) {
            if (survey.isDirectory(site)
                    && survey.resolve(site).filter(real::add).isPresent()) {
                existing.add(site);
            }
        }
        return existing;
    }
}

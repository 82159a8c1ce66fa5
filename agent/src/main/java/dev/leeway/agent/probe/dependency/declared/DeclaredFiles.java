package dev.leeway.agent.probe.dependency.declared;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads every file of one directory that declares dependencies, known by its name. */
public final class DeclaredFiles {
    private static final int MAX_FILE = 16 << 20;
    private static final Pattern REQUIREMENTS =
            Pattern.compile("(?:[\\w.-]+[-_.])?requirements(?:[-_.][\\w.-]+)?\\.(?:txt|in)");
    private static final Pattern DEVELOPMENT =
            Pattern.compile("(?:^|[-_.])(?:dev|develop|development|test|tests|testing|docs?|lint|ci|types?)[-_.]");
    private static final Pattern STANDARD_LOCK = Pattern.compile("pylock(?:\\.[\\w-]+)?\\.toml");

    private static final Map<String, TextReader> READERS = Map.ofEntries(
            Map.entry("poetry.lock", PythonLocks::poetry),
            Map.entry("uv.lock", PythonLocks::uv),
            Map.entry("Pipfile.lock", PythonLocks::pipfile),
            Map.entry("Pipfile", PythonProject::pipfile),
            Map.entry("pyproject.toml", PythonProject::pyproject),
            Map.entry("package.json", NodeManifest::manifest),
            Map.entry("package-lock.json", NodeManifest::lock),
            Map.entry("npm-shrinkwrap.json", NodeManifest::lock),
            Map.entry("yarn.lock", YarnLock::read),
            Map.entry("pnpm-lock.yaml", PnpmLock::read),
            Map.entry("pom.xml", PomText::read),
            Map.entry("gradle.lockfile", LineLocks::gradle),
            Map.entry("go.mod", LineLocks::goModule));

    private final Survey survey;
    private final List<Declaration> declarations = new ArrayList<>();
    private final Set<String> read = new HashSet<>();

    private interface TextReader {
        List<Declaration> read(String text, String file) throws MalformedException;
    }

    private DeclaredFiles(Survey survey) {
        this.survey = requireNonNull(survey, "survey is null");
    }

    /** Whether {@link #read} takes a file of that name for one that declares dependencies. */
    public static boolean isKnown(String name) {
        return READERS.containsKey(name)
                || REQUIREMENTS.matcher(name).matches()
                || STANDARD_LOCK.matcher(name).matches();
    }

    /**
     * What the files in {@code directory} declare, file by file in the order of names, each in its own order.
     *
     * @return the declarations read; files that could not be are in {@link Survey#skipped()}
     */
    public static List<Declaration> read(Survey survey, String directory) {
        DeclaredFiles files = new DeclaredFiles(survey);
        for (String name : survey.names(directory)) {
            if (isKnown(name)) {
                files.file(PathText.below(directory, name), name);
            }
        }
        return List.copyOf(files.declarations);
    }

    private void file(String path, String name) {
        if (REQUIREMENTS.matcher(name).matches()) {
            boolean development = DEVELOPMENT.matcher(name).find();
            requirements(path, development ? Optional.of("dev") : Optional.empty(), 0);
            return;
        }
        TextReader reader = READERS.getOrDefault(name, PythonLocks::standard);
        Optional<String> text = survey.text(path, MAX_FILE);
        if (text.isEmpty()) {
            return;
        }
        try {
            declarations.addAll(reader.read(text.get(), path));
        } catch (MalformedException e) {
            survey.skip(path, Kind.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** A requirements file and those it includes, each once. */
    private void requirements(String path, Optional<String> condition, int depth) {
        if (!read.add(path)) {
            return;
        }
        if (depth > survey.limits().maxDepth()) {
            survey.skip(
                    path, Kind.TOO_LARGE, "more than " + survey.limits().maxDepth() + " files including each other");
            return;
        }
        Optional<String> text = survey.text(path, MAX_FILE);
        if (text.isEmpty()) {
            if (depth > 0 && !survey.isFile(path)) {
                survey.skip(path, Kind.ABSENT, "included, and not there");
            }
            return;
        }
        RequirementsText requirements = RequirementsText.read(text.get(), path, condition);
        declarations.addAll(requirements.declarations());
        for (int line : requirements.notRead()) {
            survey.skip(path + ":" + line, Kind.MALFORMED, "neither a requirement nor an option");
        }
        requirements.included().forEach((target, constrains) -> {
            if (target.contains("://")) {
                survey.skip(path, Kind.NOT_LIVE, "includes a file from elsewhere, which is not fetched");
            } else if (!target.isEmpty()) {
                Optional<String> when = constrains ? Optional.of("constraint") : condition;
                requirements(PathText.resolved(PathText.parent(path), target), when, depth + 1);
            }
        });
    }
}

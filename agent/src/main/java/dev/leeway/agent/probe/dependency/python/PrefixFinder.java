package dev.leeway.agent.probe.dependency.python;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which installation or environment a process runs in.
 *
 * <p>As Python itself does, the program is looked at as it was called, links unfollowed: a virtual environment is a link
 * to an interpreter beside a {@code pyvenv.cfg}. Where the command line is gone or says little, variables and open files
 * tell instead.
 */
final class PrefixFinder {
    private static final Pattern PACKAGES =
            Pattern.compile("(/.+?)/lib(?:64)?/python\\d[\\w.]*/(?:site|dist)-packages/.*");
    private static final int MAX_PATH_ENTRIES = 100;

    private final Survey survey;
    private final PythonProcess process;

    /** A directory, and what led to it. */
    record Prefix(String directory, String evidence) {}

    PrefixFinder(Survey survey, PythonProcess process) {
        this.survey = survey;
        this.process = process;
    }

    /** The process's prefix; empty when nothing tells. */
    Optional<Prefix> find() {
        Optional<String> called = called();
        return called.flatMap(this::marked)
                .map(directory -> new Prefix(directory, "command line"))
                .or(this::variable)
                .or(this::openFile)
                .or(() -> process.executable().map(file -> new Prefix(above(file), "executable")))
                .or(() -> called.map(file -> new Prefix(above(file), "command line")));
    }

    /** The program as it was called, an absolute path. */
    private Optional<String> called() {
        String first = process.arguments().isEmpty() ? "" : process.arguments().get(0);
        if (first.isEmpty() || first.length() > 4096 || first.indexOf(' ') >= 0) {
            return Optional.empty();
        }
        if (first.indexOf('/') >= 0) {
            return first.startsWith("/")
                    ? Optional.of(PathText.resolved("/", first))
                    : process.workingDirectory().map(directory -> PathText.resolved(directory, first));
        }
        return process.variable("PATH").flatMap(path -> onPath(path, first));
    }

    private Optional<String> onPath(String path, String program) {
        List<String> directories = List.of(path.split(":", -1));
        return directories.stream()
                .limit(MAX_PATH_ENTRIES)
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> PathText.resolved(directory, program))
                .filter(survey::isFile)
                .findFirst();
    }

    /** The directory above {@code bin} when it is marked as an environment. */
    private Optional<String> marked(String program) {
        String prefix = above(program);
        return isMarked(prefix) ? Optional.of(prefix) : Optional.empty();
    }

    private boolean isMarked(String prefix) {
        return survey.isFile(PathText.below(prefix, "pyvenv.cfg"))
                || survey.isDirectory(PathText.below(prefix, "conda-meta"));
    }

    private static String above(String program) {
        return PathText.parent(PathText.parent(program));
    }

    /** {@code VIRTUAL_ENV} counts only when the process runs that environment's interpreter: shells hand it on to others. */
    private Optional<Prefix> variable() {
        for (String name : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            Optional<String> prefix = process.variable(name)
                    .filter(value -> value.startsWith("/"))
                    .map(value -> PathText.resolved("/", value))
                    .filter(value -> isMarked(value) && isInterpreterOf(value));
            if (prefix.isPresent()) {
                return prefix.map(directory -> new Prefix(directory, name));
            }
        }
        return Optional.empty();
    }

    private boolean isInterpreterOf(String prefix) {
        Optional<String> interpreter = survey.resolve(PathText.below(prefix, "bin/python"));
        // A command line that names another interpreter outright is believed.
        return process.executable().isEmpty()
                || (interpreter.equals(process.executable())
                        && !called().filter(this::isSystemProgram).isPresent());
    }

    private boolean isSystemProgram(String called) {
        return process.arguments().get(0).startsWith("/") && survey.isFile(called);
    }

    private Optional<Prefix> openFile() {
        for (String file : process.openFiles()) {
            Matcher matcher = PACKAGES.matcher(file.length() > 4096 ? "" : file);
            if (matcher.matches()) {
                String prefix = matcher.group(1);
                boolean debian = prefix.equals("/usr/local") && file.contains("/dist-packages/");
                return Optional.of(new Prefix(debian ? "/usr" : prefix, "open files"));
            }
        }
        return Optional.empty();
    }
}

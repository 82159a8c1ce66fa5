package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.ArchiveName;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.SharedDirectories;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Directories whose archives a server loads without a class path: those its properties call its home or base, and the
 * customary ones below its working directory.
 */
final class Homes {
    private static final Pattern PROPERTY =
            Pattern.compile("-D((?:[\\w.-]+\\.)?(?:home|base|basedir|home\\.dir|base\\.dir|install\\.dir))=(/.+)");
    private static final Set<String> NOT_ITS_OWN = Set.of("java.home", "user.home");
    private static final List<String> CUSTOMARY =
            List.of("webapps", "deploy", "deployments", "autodeploy", "plugins", "bundles");
    /** What servers write themselves, and unpack anew at each start. */
    private static final Set<String> WRITTEN =
            Set.of("temp", "tmp", "work", "data", "logs", "log", "cache", ".git", "node_modules");

    private static final int DEEPEST = 12;
    private static final int MOST_NAMES = 100_000;

    private final Survey survey;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> archives = new TreeSet<>();
    private final Set<String> exploded = new TreeSet<>();
    private int names;

    private Homes(Survey survey) {
        this.survey = survey;
    }

    /** What lies below them. */
    static Homes below(Survey survey, Program program, Optional<String> workingDirectory) {
        Homes homes = new Homes(survey);
        for (String directory : directories(program, workingDirectory)) {
            homes.walk(directory, 0);
        }
        return homes;
    }

    Set<String> archives() {
        return archives;
    }

    /** Directories to which an artefact was unpacked. */
    Set<String> exploded() {
        return exploded;
    }

    private static Set<String> directories(Program program, Optional<String> workingDirectory) {
        Set<String> found = new LinkedHashSet<>();
        for (String option : program.runtimeOptions()) {
            Matcher property = PROPERTY.matcher(option);
            if (property.matches() && !NOT_ITS_OWN.contains(property.group(1))) {
                String home = PathText.resolved("/", property.group(2));
                if (!SharedDirectories.contain(home)) {
                    found.add(home);
                }
            }
        }
        workingDirectory
                .filter(directory -> !directory.equals("/"))
                .ifPresent(directory -> CUSTOMARY.forEach(name -> found.add(PathText.below(directory, name))));
        return found;
    }

    private void walk(String directory, int depth) {
        Optional<String> real = survey.resolve(directory);
        if (real.isEmpty() || !survey.isDirectory(real.get()) || !seen.add(real.get())) {
            return;
        }
        List<String> inside = survey.names(real.get());
        if (inside.contains("WEB-INF") || inside.contains("BOOT-INF")) {
            exploded.add(real.get());
        }
        for (String name : inside) {
            if (++names > MOST_NAMES || depth > DEEPEST) {
                survey.skip(real.get(), Kind.TOO_LARGE, "more below than is read");
                return;
            }
            String path = PathText.below(real.get(), name);
            if (ArchiveName.isArchive(name) && survey.isFile(path)) {
                archives.add(path);
            } else if (!WRITTEN.contains(name) && !Thread.currentThread().isInterrupted()) {
                walk(path, depth + 1);
            }
        }
    }
}

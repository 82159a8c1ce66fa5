package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.PlacePatterns;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.found.SurveyLimits;
import dev.leeway.agent.spi.HostView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The directories of a host in which software lies that nothing has to run. */
final class HostDirectories {
    /** Where people, images and distributions put it. */
    static final List<String> USUAL = List.of(
            "/app",
            "/application",
            "/code",
            "/deployments",
            "/opt",
            "/srv",
            "/usr/lib/node_modules",
            "/usr/lib/python3",
            "/usr/local/lib",
            "/usr/local/lib64",
            "/usr/local/share/java",
            "/usr/share/java",
            "/usr/src/app",
            "/var/lib/tomcat*/webapps",
            "/var/www",
            "/workspace");

    /** What only the root of a system has. */
    private static final List<String> OF_A_SYSTEM = List.of("/etc", "/usr", "/bin", "/lib", "/proc");

    private HostDirectories() {}

    /** Those wanted, as written; none that lies below another. Asks only a mounted tree, which cannot keep anybody waiting. */
    static List<String> wanted(HostView host) {
        List<String> wanted =
                host.dependencies().directories().orElseGet(() -> isApplication(host) ? List.of("/") : USUAL);
        return wanted.stream()
                .distinct()
                .filter(each -> wanted.stream().noneMatch(other -> isBelow(each, other)))
                .toList();
    }

    /** A tree that is no system's is somebody's application, unpacked. */
    private static boolean isApplication(HostView host) {
        Survey survey = new Survey(host.files(), SurveyLimits.DEPLOYMENT);
        return !host.live() && OF_A_SYSTEM.stream().noneMatch(survey::isDirectory);
    }

    /** What {@code pattern} stands for, as it exists; each once wherever links lead. */
    static Set<String> existing(String pattern, Survey survey) {
        Set<String> found = new LinkedHashSet<>();
        for (String each : expanded(pattern, survey)) {
            survey.resolve(each).filter(survey::isDirectory).ifPresent(found::add);
        }
        return found;
    }

    static boolean isBelow(String path, String directory) {
        return !path.equals(directory) && path.startsWith(directory.equals("/") ? "/" : directory + "/");
    }

    private static List<String> expanded(String pattern, Survey survey) {
        if (pattern.indexOf('*') < 0) {
            return List.of(pattern);
        }
        List<String> found = List.of("/");
        for (String name : pattern.substring(1).split("/", -1)) {
            List<String> next = new ArrayList<>();
            for (String directory : found) {
                if (name.indexOf('*') < 0) {
                    next.add(PathText.below(directory, name));
                } else {
                    PlacePatterns wanted = new PlacePatterns(List.of(name));
                    survey.names(directory).stream()
                            .filter(wanted::match)
                            .forEach(each -> next.add(PathText.below(directory, each)));
                }
            }
            found = next;
        }
        return found;
    }
}

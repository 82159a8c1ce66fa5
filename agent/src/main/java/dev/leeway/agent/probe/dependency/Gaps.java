package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Skipped;
import dev.leeway.agent.probe.dependency.python.PythonName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which facts something that was passed over could have told: as few as its name allows. */
final class Gaps {
    private static final Pattern DISTRIBUTION =
            Pattern.compile("([A-Za-z0-9][\\w.]*?)(?:-\\d[^/]*)?\\.(?:dist-info|egg-info|egg|egg-link)(?:/[^/]++)*+");
    private static final Pattern LINE = Pattern.compile(":\\d+$");
    private static final Pattern PYTHON_DECLARES =
            Pattern.compile(".*\\.(?:txt|in|toml)|uv\\.lock|poetry\\.lock|Pipfile.*");
    private static final Pattern NODE_DECLARES =
            Pattern.compile("package.*\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm.*");
    private static final Pattern JAVA_DECLARES = Pattern.compile("pom\\.xml|gradle\\.lockfile");

    private Gaps() {}

    /** The patterns for {@code skipped}, {@code usual} ones when its name says no more. */
    static List<String> of(Skipped skipped, String... usual) {
        String path = LINE.matcher(skipped.path()).replaceFirst("");
        String name = PathText.name(path);
        int packages = path.indexOf("-packages/");
        String below = packages < 0 ? "" : path.substring(packages + "-packages/".length());
        if (below.startsWith("~")) {
            // Left over from an interrupted installation: no distribution, and so no gap.
            return List.of();
        }
        Matcher distribution = DISTRIBUTION.matcher(below);
        if (distribution.matches()) {
            return List.of(Ledger.of(Ecosystem.PYPI, PythonName.normalised(distribution.group(1)))
                            .text() + "/**");
        }
        boolean declares = List.of(usual).contains("pypi[*]/declared");
        if (declares && PYTHON_DECLARES.matcher(name).matches()) {
            return List.of("pypi[*]/declared", "pypi[*]/requirement", "pypi[*]/unmet");
        }
        if (declares && NODE_DECLARES.matcher(name).matches()) {
            return List.of("npm[*]/declared", "npm[*]/requirement", "npm[*]/unmet");
        }
        if (declares && JAVA_DECLARES.matcher(name).matches()) {
            return List.of("maven[*]/declared", "maven[*]/requirement", "maven[*]/unmet");
        }
        return List.of(usual);
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationCausesTest {
    /** A service with packages: name, version of each. */
    private static TestHost shop(String name, String... packages) {
        List<Object> facts = new ArrayList<>();
        for (int i = 0; i < packages.length; i += 2) {
            facts.add("pypi[" + packages[i] + "]/version");
            facts.add(new Value.Version(packages[i + 1], VersionScheme.PEP440));
        }
        return host(name).section("dependency[shop]", facts.toArray());
    }

    private static List<String> told(Report report) {
        return report.causes().stream().map(Cause::summary).toList();
    }

    @Test
    void tellsPackagesInstalledAtOneGoAsOne() {
        Report report = side("dev", shop("a", "flask", "2.3.3", "idna", "3.4", "jinja2", "3.1.2", "urllib3", "1.26"))
                .and("prod", shop("b", "flask", "3.0.3", "idna", "3.7", "jinja2", "3.1.4", "urllib3", "2.2"))
                .report();
        assertThat(told(report))
                .containsExactly(
                        "shop: 4 Python packages are newer in prod than in dev, 2 by a major version: flask (2.3.3 to 3.0.3),"
                                + " urllib3 (1.26 to 2.2)");
    }

    @Test
    void tellsTheOneThatMovedTheOtherWayByItself() {
        Report report = side("staging", shop("a", "a", "1.0.1", "b", "1.0.1", "c", "1.0.1", "d", "1.0.1", "e", "1.0.2"))
                .and("prod", shop("b", "a", "1.0.2", "b", "1.0.3", "c", "1.0.4", "d", "1.0.5", "e", "1.0.1"))
                .report();
        assertThat(told(report))
                .hasSize(2)
                .contains(
                        "shop: 4 Python packages are newer in prod than in staging: a (1.0.1 to 1.0.2), b (1.0.1 to 1.0.3), c"
                                + " (1.0.1 to 1.0.4), d (1.0.1 to 1.0.5)");
    }

    @Test
    void saysThatNothingPinsThemAndShowsTheOneThatMovedTheFurthest() {
        Report report = side(
                        "dev",
                        unpinned("a", "certifi", "2023.7.22", "flask", "2.3.3", "idna", "3.4", "jinja2", "3.1.2"))
                .and("prod", unpinned("b", "certifi", "2024.7.4", "flask", "3.0.3", "idna", "3.7", "jinja2", "3.1.4"))
                .report();
        assertThat(told(report))
                .containsExactly("shop: 4 Python packages that nothing pins are newer in prod than in dev, 1 by a major"
                        + " version: flask (2.3.3 to 3.0.3)");
        Drift leading = report.drifts().stream()
                .filter(drift ->
                        drift.id().equals(report.causes().get(0).drifts().get(0)))
                .findFirst()
                .orElseThrow();
        assertThat(leading.address().text()).isEqualTo("dependency[shop]/pypi[flask]/version");
        assertThat(leading.explanation().summary())
                .isEqualTo("shop: flask version is 2.3.3 in dev, 3.0.3 in prod (major, prod ahead), which nothing pins:"
                        + " >=2.2 is asked for");
    }

    @Test
    void countsThoseThatNothingPinsAmongOthers() {
        Report report = side("dev", pinned("a", "flask", "2.3.3", "idna", "3.4", "jinja2", "3.1.2", "click", "8.1"))
                .and("prod", pinned("b", "flask", "3.0.3", "idna", "3.7", "jinja2", "3.1.4", "click", "8.2"))
                .report();
        assertThat(told(report).get(0))
                .contains("are newer in prod than in dev (nothing pins 3 of them), 1 by a major version: flask");
    }

    @Test
    void leadsWithAnInstallationMadeAnewBeforeAMissingVariable() {
        Report report = side(
                        "dev",
                        unpinned("a", "flask", "2.3.3", "idna", "3.4", "jinja2", "3.1.2", "click", "8.1")
                                .section("env[shop]", "A_LIMIT", "5"))
                .and(
                        "prod",
                        unpinned("b", "flask", "3.0.3", "idna", "3.7", "jinja2", "3.1.4", "click", "8.2")
                                .section("env[shop]", "PATH", "/bin"))
                .report();
        assertThat(told(report).get(0)).contains("4 Python packages that nothing pins");
        assertThat(told(report)).anyMatch(summary -> summary.contains("A_LIMIT absent in prod"));
    }

    /** The same, where a requirements file asks for flask without a version. */
    private static TestHost unpinned(String name, String... packages) {
        return with(name, ">=2.2", "requirement", packages);
    }

    /** The same, where the file pins flask. */
    private static TestHost pinned(String name, String... packages) {
        return with(name, packages[1], "declared", packages);
    }

    private static TestHost with(String name, String asked, String aspect, String... packages) {
        List<Object> facts = new ArrayList<>();
        for (int i = 0; i < packages.length; i += 2) {
            facts.add("pypi[" + packages[i] + "]/version");
            facts.add(new Value.Version(packages[i + 1], VersionScheme.PEP440));
        }
        facts.add("pypi[flask]/" + aspect);
        facts.add(asked);
        return host(name).section("dependency[shop]", facts.toArray());
    }

    @Test
    void tellsAFewByTheirNames() {
        Report report = side("dev", shop("a", "flask", "2.3.3", "idna", "3.4"))
                .and("prod", shop("b", "flask", "3.0.3", "idna", "3.7"))
                .report();
        assertThat(told(report)).hasSize(2).noneMatch(summary -> summary.contains("Python packages"));
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
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
                        "shop: 4 Python packages are newer in prod than in dev, 2 by a major version: flask, urllib3");
    }

    @Test
    void tellsTheOneThatMovedTheOtherWayByItself() {
        Report report = side("staging", shop("a", "a", "1.0.1", "b", "1.0.1", "c", "1.0.1", "d", "1.0.1", "e", "1.0.2"))
                .and("prod", shop("b", "a", "1.0.2", "b", "1.0.3", "c", "1.0.4", "d", "1.0.5", "e", "1.0.1"))
                .report();
        assertThat(told(report))
                .hasSize(2)
                .contains("shop: 4 Python packages are newer in prod than in staging: a, b, c, d");
    }

    @Test
    void tellsAFewByTheirNames() {
        Report report = side("dev", shop("a", "flask", "2.3.3", "idna", "3.4"))
                .and("prod", shop("b", "flask", "3.0.3", "idna", "3.7"))
                .report();
        assertThat(told(report)).hasSize(2).noneMatch(summary -> summary.contains("Python packages"));
    }
}

package dev.leeway.collector.report;

import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Report;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every output says of a library which side is ahead and how far, in the order of its own ecosystem. */
class VersionsInReportsTest {
    @ParameterizedTest(name = "{1} {2} against {3} is {4}, {5} ahead")
    @CsvSource({
        "maven, MAVEN, 1.10, 1.9, minor, staging",
        "maven, MAVEN, 1.0-rc1, 1.0, build, prod",
        "maven, MAVEN, 1.0-SNAPSHOT, 1.0-rc1, build, staging",
        "maven, MAVEN, 6.1.4.Final, 6.1.1.Final, patch, staging",
        "pypi, PEP440, 1.0.post1, 1.0, build, staging",
        "pypi, PEP440, 2.0rc1, 2.0, build, prod",
        "pypi, PEP440, 1!1.0, 2.0, major, staging",
        "npm, SEMVER, 1.0.0-beta.11, 1.0.0-beta.2, build, staging",
        "npm, SEMVER, 2.0.0, 1.9.9, major, staging",
        "go, GO, v0.0.0-20240301000000-aaaaaaaaaaaa, v0.0.0-20230301000000-bbbbbbbbbbbb, build, staging",
        "go, GO, v1.2.4-0.20240301000000-aaaaaaaaaaaa, v1.2.3, patch, staging",
        "nuget, SEMVER, 8.0.1, 8.0.0, patch, staging",
        "pypi, GEM, 1.0.0.pre, 1.0.0, build, prod",
        "conda, DEB, 1:1.0-1, 2.0-1, major, staging",
        "conda, RPM, 1.0-2.el9, 1.0-1.el9, build, staging",
        "conda, APK, 1.2.3-r1, 1.2.3-r0, build, staging"
    })
    void tellsWhoIsAheadAndHowFarInEveryFormat(
            String ecosystem, VersionScheme scheme, String staging, String prod, String distance, String ahead) {
        String path = FactPath.of(ecosystem, "library").child("version").text();
        Report report = Compared.side(
                        "staging", host("a").section("dependency[shop]", path, new Value.Version(staging, scheme)))
                .and("prod", host("b").section("dependency[shop]", path, new Value.Version(prod, scheme)))
                .report();

        String told = "(" + distance + ", " + ahead + " ahead)";
        String behind = ahead.equals("staging") ? "prod" : "staging";
        assertThat(ReportFormat.TEXT.render(report, new RenderOptions(200, false, OptionalInt.empty())))
                .contains("is " + staging + " in staging, " + prod + " in prod " + told)
                .contains(ahead + " ahead by a " + distance);
        assertThat(ReportFormat.HTML.render(report, RenderOptions.PLAIN)).contains(told);
        assertThat(ReportFormat.JSON.render(report, RenderOptions.PLAIN).replaceAll("\\s", ""))
                .contains("\"ahead\":\"" + ahead + "\"")
                .contains("\"behind\":\"" + behind + "\"")
                .contains("\"distance\":\"" + distance + "\"");
    }
}

package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneThingTest {
    private static List<Cause> told(TestHost staging, TestHost prod) {
        Report report = side("staging", staging).and("prod", prod).report();
        return report.causes().stream()
                .filter(cause -> cause.disposition() != Disposition.WITHIN_LEEWAY)
                .toList();
    }

    private static TestHost listening(String name, String variable, String port) {
        return host(name)
                .section("env[shop]", "SERVER_PORT", variable)
                .section("process[shop]", "listen", Value.SetOf.texts(List.of("tcp " + port + " wildcard")))
                .section("network[shop]", "listener[" + port + "%2Ftcp]/bound", Value.SetOf.texts(List.of("0.0.0.0")));
    }

    @Test
    void tellsAPortOnceAsItsVariableProcessAndSocketHaveIt() {
        assertThat(told(listening("a", "8081", "8081"), listening("b", "8080", "8080")))
                .singleElement()
                .satisfies(cause ->
                        assertThat(cause.summary()).startsWith("shop: SERVER_PORT is 8081 in staging, 8080 in prod"))
                .satisfies(cause -> assertThat(cause.drifts()).hasSize(4));
    }

    @Test
    void keepsAVariableApartThatIsNotThePortTheServiceWaitsOn() {
        assertThat(told(listening("a", "7", "8081"), listening("b", "9", "8080")))
                .hasSize(2);
    }

    @Test
    void tellsAnotherCollectorOnceByItsName() {
        assertThat(told(
                        host("a").section("process[shop]", "jvm/flag[UseSerialGC]", true, "jvm/gc/name", "Serial"),
                        host("b").section("process[shop]", "jvm/flag[UseG1GC]", true, "jvm/gc/name", "G1")))
                .singleElement()
                .satisfies(cause ->
                        assertThat(cause.summary()).startsWith("shop: jvm gc name is Serial in staging, G1 in prod"));
    }

    @Test
    void tellsAnotherInterpreterOnceAsItRuns() {
        assertThat(told(interpreter("a", "3.9"), interpreter("b", "3.11")))
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).startsWith("shop: runtime line is 3.9 in staging"));
    }

    private static TestHost interpreter(String name, String version) {
        return host(name)
                .section("process[shop]", "runtime/line", new Value.Version(version, VersionScheme.GENERIC))
                .section(
                        "dependency[shop]",
                        "python/interpreter/version",
                        new Value.Version(version + ".2", VersionScheme.PEP440));
    }

    private static TestHost openssl(String name, String tool, String revision) {
        return host(name)
                .section(
                        "package",
                        "tool[openssl]/version",
                        new Value.Version(tool, VersionScheme.GENERIC),
                        "deb[openssl]/version",
                        new Value.Version("1:" + revision, VersionScheme.DEB),
                        "deb[libssl3]/version",
                        new Value.Version(revision, VersionScheme.DEB));
    }

    @Test
    void tellsAToolWithThePackagesItCameIn() {
        assertThat(told(openssl("a", "3.0.22", "3.0.22-1~deb12u2"), openssl("b", "3.0.20", "3.0.20-1~deb12u2")))
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary())
                        .isEqualTo("openssl version is 3.0.22 in staging, 3.0.20 in prod (patch, staging ahead);"
                                + " so is libssl3"));
    }

    @Test
    void keepsAToolApartFromPackagesThatMovedOtherwise() {
        assertThat(told(openssl("a", "3.0.22", "3.0.22-1"), openssl("b", "3.0.19", "3.0.20-1")))
                .hasSizeGreaterThan(1);
    }

    @Test
    void tellsDataOfTimeZonesWithItsPackage() {
        assertThat(told(zones("a", "2026a"), zones("b", "2025b"))).hasSize(1);
    }

    private static TestHost zones(String name, String version) {
        return host(name)
                .section("os", "tzdata/version", new Value.Version(version, VersionScheme.GENERIC))
                .section("package", "deb[tzdata]/version", new Value.Version(version + "-0", VersionScheme.DEB));
    }

    @Test
    void tellsOnceThatALibraryComesFromAWorkingCopy() {
        Report report = side("dev", host("a").section("dependency[shop]", "pypi[x]/version", "1"))
                .and("staging", host("b").section("dependency[shop]", "pypi[x]/version", "1"))
                .and("prod", host("c").section("dependency[shop]", "pypi[x]/version", "1", "pypi[x]/editable", true))
                .report();
        assertThat(report.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).contains("editable", "also between"));
    }
}

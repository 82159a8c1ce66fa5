package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the probes at hand can feed of the incidents Leeway exists for: each is the first thing its report says. */
class IncidentsTest {
    private static Value deb(String text) {
        return new Value.Version(text, VersionScheme.DEB);
    }

    private static Value upstream(String text) {
        return new Value.Version(text, VersionScheme.GENERIC);
    }

    private static TestHost machine(String name, String id, String version, String packages, Object... os) {
        List<Object> installed = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            installed.add("deb[library-" + i + "]/version");
            installed.add(deb("1." + i + "-" + packages));
        }
        List<Object> facts = new ArrayList<>(
                List.of("distribution/id", id, "distribution/version", upstream(version), "libc/kind", "glibc"));
        facts.addAll(List.of(os));
        return host(name).section("package", installed.toArray()).section("os", facts.toArray());
    }

    private static Cause first(Report report) {
        return report.causes().get(0);
    }

    @Test
    void incident4AClientToolBrokeAuthentication() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        "package",
                                        "tool[psql]/version",
                                        upstream("15.8"),
                                        "deb[curl]/version",
                                        deb("1-1")))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "package",
                                        "tool[psql]/version",
                                        upstream("13.2"),
                                        "deb[curl]/version",
                                        deb("1-2")))
                .report();

        assertThat(first(report).summary()).isEqualTo("psql version is 15.8 in dev, 13.2 in prod (major, dev ahead)");
        assertThat(first(report).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void incident5AVariableIsMissing() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        "env[shop]", "PAYMENT_TIMEOUT", 30, "LOG_LEVEL", "debug", "WEB_CONCURRENCY", 2))
                .and("prod", host("b").section("env[shop]", "LOG_LEVEL", "info", "WEB_CONCURRENCY", 16))
                .report();

        assertThat(first(report).summary()).isEqualTo("shop: PAYMENT_TIMEOUT absent in prod, set in dev");
        assertThat(report.causes()).hasSize(2);
        assertThat(report.causes().get(1).summary()).isEqualTo("2 differences within leeway");
    }

    @Test
    void incident6TheLiteEnvironment() {
        Report report = side("staging", machine("a", "alpine", "3.20", "r0", "architecture", "aarch64"))
                .and("prod", machine("b", "debian", "12", "deb12u1", "architecture", "aarch64"))
                .report();

        assertThat(first(report).summary())
                .isEqualTo(
                        "distribution id is alpine in staging, debian in prod: 120 packages and 1 other fact follow");
        assertThat(first(report).severity()).isEqualTo(Severity.HIGH);
        assertThat(report.causes()).hasSize(1);
    }

    @Test
    void incident6AnotherArchitecture() {
        Report report = side("staging", machine("a", "debian", "12", "1", "architecture", "aarch64"))
                .and("prod", machine("b", "debian", "12", "1", "architecture", "x86_64"))
                .report();

        assertThat(first(report).summary()).isEqualTo("architecture is aarch64 in staging, x86_64 in prod");
        assertThat(first(report).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void incident11ASettingIsANumberHereAndTextThere() {
        Report report = side("dev", host("a").section("env[shop]", "RETRIES", 3))
                .and("prod", host("b").section("env[shop]", "RETRIES", "three"))
                .report();

        assertThat(first(report).summary()).isEqualTo("shop: RETRIES is number 3 in dev, text 'three' in prod");
    }

    @Test
    void incident11TheSameDigitsAreOfAnotherType() {
        Report report = side("dev", host("a").section("env[shop]", "RETRIES", 3))
                .and("prod", host("b").section("env[shop]", "RETRIES", "3"))
                .report();

        assertThat(first(report).summary()).isEqualTo("shop: RETRIES is number 3 in dev, text '3' in prod");
    }

    @Test
    void incident12TheDateBoundary() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "os",
                                        "timezone",
                                        "Europe/Berlin",
                                        "timezone-rule",
                                        "CET-1CEST",
                                        "memory/total",
                                        8))
                .and(
                        "prod",
                        host("b").section("os", "timezone", "Etc/UTC", "timezone-rule", "UTC0", "memory/total", 64))
                .report();

        assertThat(first(report).summary()).isEqualTo("timezone is Europe/Berlin in staging, Etc/UTC in prod");
        assertThat(first(report).drifts()).hasSize(2);
        assertThat(first(report).severity()).isEqualTo(Severity.HIGH);
    }
}

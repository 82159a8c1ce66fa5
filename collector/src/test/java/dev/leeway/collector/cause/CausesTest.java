package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest extends CauseScene {

    @Test
    void gathersWhatAnotherJavaBringsAlong() {
        Report report = side("dev", withJava("a", "21.0.2", "debian-21"))
                .and("prod", withJava("b", "17.0.9", "debian-17"))
                .report();

        assertThat(summaries(report)).hasSize(1);
        assertThat(summaries(report).get(0))
                .isEqualTo("jdk default version is 21.0.2 in dev, 17.0.9 in prod (major, dev ahead); shop runs on it");
        assertThat(report.causes().get(0).drifts()).hasSizeGreaterThan(20);
    }

    private static TestHost withJava(String name, String version, String key) {
        List<Object> facts = new ArrayList<>(List.of(
                "default/version",
                java(version),
                "default/installation",
                key,
                "installation[" + key + "]/version",
                java(version)));
        for (int i = 0; i < 20; i++) {
            facts.add("installation[" + key + "]/truststore/certificate[CN=" + i + "]");
            facts.add("fingerprint-" + version + i);
        }
        return host(name)
                .section("jdk", facts.toArray())
                .section("process[shop]", "runtime/version", java(version), "runtime/line", java(version));
    }

    @Test
    void doesNotHideASettingOfJavaBehindItsVersion() {
        Report report = side(
                        "dev",
                        host("a")
                                .section("jdk", "default/version", java("21.0.2"), "installation[d]/security[x]", "on"))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "jdk", "default/version", java("17.0.9"), "installation[d]/security[x]", "off"))
                .report();

        assertThat(summaries(report)).hasSize(2);
    }

    @Test
    void gathersPackagesThatMoveTogether() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "package",
                                        "deb[openssl]/version",
                                        deb("3.0.11-1"),
                                        "deb[libssl3]/version",
                                        deb("3.0.11-1"),
                                        "deb[curl]/version",
                                        deb("7.88-1")))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "package",
                                        "deb[openssl]/version",
                                        deb("3.0.9-1"),
                                        "deb[libssl3]/version",
                                        deb("3.0.9-1"),
                                        "deb[curl]/version",
                                        deb("7.80-1")))
                .report();

        assertThat(summaries(report))
                .containsExactly(
                        "curl version is 7.88-1 in staging, 7.80-1 in prod (minor, staging ahead)",
                        "libssl3 version is 3.0.11-1 in staging, 3.0.9-1 in prod (patch, staging ahead); so is openssl");
    }

    @Test
    void gathersAVariableWithEverythingTakenOutOfIt() {
        Report report = side(
                        "dev",
                        host("a").section("env[shop]", "API_URL/host", "one", "API_URL/port", 1, "API_URL/path", "/a"))
                .and(
                        "prod",
                        host("b").section("env[shop]", "API_URL/host", "two", "API_URL/port", 2, "API_URL/path", "/b"))
                .report();

        assertThat(summaries(report)).containsExactly("shop: API_URL host is one in dev, two in prod");
        assertThat(report.causes().get(0).drifts()).hasSize(3);
    }

    @Test
    void gathersTheSameChangeOfSeveralServices() {
        Report report = side(
                        "dev",
                        host("a")
                                .section("env[shop]", "PROXY", "x")
                                .section("env[mail]", "PROXY", "x")
                                .section("env[cron]", "PROXY", "x"))
                .and(
                        "prod",
                        host("b")
                                .section("env[shop]", "PROXY", "y")
                                .section("env[mail]", "PROXY", "y")
                                .section("env[cron]", "PROXY", "z"))
                .report();

        assertThat(summaries(report))
                .containsExactly(
                        "mail: PROXY is x in dev, y in prod; the same for shop", "cron: PROXY is x in dev, z in prod");
    }

    @Test
    void gathersOneFactOverPairsOfEnvironments() {
        Report report = side("dev", host("a").section("os", "timezone", "CET"))
                .and("staging", host("b").section("os", "timezone", "CET"))
                .and("prod", host("c").section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(report.drifts()).hasSize(2);
        assertThat(summaries(report))
                .containsExactly("timezone is CET in staging, Etc/UTC in prod (also between dev and prod)");
        assertThat(report.causes().get(0).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void putsWhatLiesWithinLeewayUnderOneLine() {
        Report report = side("dev", host("a").section("os", "memory/total", 1, "cpu/online", 2))
                .and("prod", host("b").section("os", "memory/total", 3, "cpu/online", 4))
                .report();

        assertThat(summaries(report)).containsExactly("2 differences within leeway");
        assertThat(report.causes().get(0).disposition()).isEqualTo(Disposition.WITHIN_LEEWAY);
    }

    @Test
    void keepsTheIdOfACauseWhileItsOriginLasts() {
        Report before = side("dev", host("a").section("env[shop]", "REGION", "eu"))
                .and("prod", host("b").section("env[shop]", "REGION", "us"))
                .report();
        Report after = side("dev", host("a").section("env[shop]", "REGION", "asia", "OTHER", 1))
                .and("prod", host("b").section("env[shop]", "REGION", "us"))
                .report();

        assertThat(after.causes())
                .extracting(Cause::id)
                .contains(before.causes().get(0).id());
        assertThat(before.causes().get(0).id()).matches("[0-9a-f]{15}");
    }

    @Test
    void putsTheGravestFirstAndConsequenceBeforeNumber() {
        Report report = side(
                        "dev",
                        host("a")
                                .section("env[shop]", "DATABASE_URL/host", "db-1", "B", 1, "A", 2)
                                .section("os", "timezone", "CET"))
                .and(
                        "prod",
                        host("b")
                                .section("env[shop]", "DATABASE_URL/host", "db-1", "A", 3)
                                .section("os", "timezone", "UTC"))
                .report();

        assertThat(summaries(report))
                .containsExactly(
                        "shop: DATABASE_URL host is db-1 in both dev and prod, and must differ",
                        "shop: B absent in prod, set in dev",
                        "timezone is CET in dev, UTC in prod",
                        "shop: A is 2 in dev, 3 in prod");
    }

    @Test
    void leadsWithWhatIsOpenAndNotWithWhatTellsWithinLeeway() {
        Report report = side("dev", host("a").section("jdk", twoJdks("17.0.15")))
                .and("prod", host("b").section("jdk", oneJdk("17.0.19")))
                .report();

        Cause first = report.causes().get(0);
        assertThat(first.summary()).startsWith("JDK eclipse-adoptium-25 (25.0.1) is in dev and not in prod");
        assertThat(first.disposition()).isEqualTo(Disposition.OPEN);
        for (Cause cause : report.causes()) {
            Drift leading = report.drifts().stream()
                    .filter(drift -> drift.id().equals(cause.drifts().get(0)))
                    .findFirst()
                    .orElseThrow();
            assertThat(leading.disposition()).as(cause.summary()).isEqualTo(cause.disposition());
        }
        assertThat(first.drifts()).hasSize(2);
    }

    private static Object[] oneJdk(String version) {
        return new Object[] {
            "default/version",
            java(version),
            "default/installation",
            "debian-17",
            "installation[debian-17]/version",
            java(version)
        };
    }

    private static Object[] twoJdks(String version) {
        List<Object> facts = new ArrayList<>(List.of(oneJdk(version)));
        facts.addAll(List.of(
                "installation[eclipse-adoptium-25]/version",
                java("25.0.1"),
                "installation[eclipse-adoptium-25]/vendor",
                "Eclipse Adoptium"));
        return facts.toArray();
    }

    @Test
    void keepsAJdkThatOneSideLacksApartFromAnotherJava() {
        Report report = side("dev", host("a").section("jdk", twoJdks("21.0.2")))
                .and("prod", host("b").section("jdk", oneJdk("17.0.9")))
                .report();

        assertThat(summaries(report))
                .hasSize(2)
                .anyMatch(summary -> summary.startsWith("jdk default version is 21.0.2 in dev, 17.0.9 in prod"))
                .anyMatch(summary -> summary.startsWith("JDK eclipse-adoptium-25 (25.0.1) is in dev and not in prod"));
    }

    @Test
    void foldsVariablesOfOneServiceThatOneEnvironmentLacks() {
        Report report = side(
                        "dev",
                        host("a")
                                .section("env[shop]", "CURL_CA_BUNDLE", "x", "HOME", "y", "SHELL", "z", "REGION", "eu")
                                .section("env[mail]", "EDITOR", "vi", "PAGER", "less"))
                .and("prod", host("b").section("env[shop]", "REGION", "us").section("env[mail]", "OTHER", 1))
                .report();

        assertThat(summaries(report))
                .contains(
                        "shop: CURL_CA_BUNDLE absent in prod, set in dev; so are HOME, SHELL",
                        "shop: REGION is eu in dev, us in prod",
                        "mail: EDITOR absent in prod, set in dev",
                        "mail: PAGER absent in prod, set in dev",
                        "mail: OTHER absent in dev, set in prod")
                .hasSize(5);
    }

    @Test
    void foldsFlagsOfOneServiceThatOneEnvironmentLacks() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        "process[shop]",
                                        "jvm/property[a]",
                                        "1",
                                        "jvm/property[b]",
                                        "2",
                                        "jvm/property[c]",
                                        "3"))
                .and("prod", host("b").section("process[shop]", "jvm/property[d]", "4"))
                .report();

        assertThat(summaries(report))
                .containsExactlyInAnyOrder(
                        "shop: jvm property a absent in prod, 1 in dev; so are b, c",
                        "shop: jvm property d absent in dev, 4 in prod");
    }

    @Test
    void makesNoMoreOfTheSettingsOfALackedJdkThanOfTheLack() {
        List<Object> facts = new ArrayList<>(List.of(twoJdks("17.0.15")));
        facts.addAll(List.of("installation[eclipse-adoptium-25]/security[jdk.tls.disabledAlgorithms]", "SSLv3"));
        Report report = side("dev", host("a").section("jdk", facts.toArray()))
                .and("prod", host("b").section("jdk", oneJdk("17.0.15")))
                .report();

        assertThat(report.causes().get(0).summary()).startsWith("JDK eclipse-adoptium-25");
        assertThat(report.causes().get(0).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void leadsWithAServiceThatIsNotThereBeforeFactsOfHostsThatAreAsGrave() {
        Report report = side(
                        "dev",
                        host("a")
                                .section("process", "service[mail]/namedBy", "systemd")
                                .section("os", "mount[%2Ftmp]/filesystem", "ext4"))
                .and(
                        "prod",
                        host("b")
                                .section("process", "service[shop]/namedBy", "systemd")
                                .section("process[shop]", "replicas", 1)
                                .section("os", "mount[%2Ftmp]/filesystem", "tmpfs"))
                .report();

        assertThat(summaries(report).subList(0, 2))
                .containsExactly(
                        "service mail runs in dev and not in prod", "service shop runs in prod and not in dev");
    }

    @Test
    void keepsServicesApartThatDifferInOneFactFromOtherValues() {
        List<TestHost> hosts = new ArrayList<>();
        for (String environment : List.of("dev", "prod")) {
            TestHost host = host(environment);
            for (String service : List.of("one", "two", "three", "four")) {
                String group = service.startsWith("t") ? "north" : "south";
                host.section("env[" + service + "]", "REGION", group + (environment.equals("dev") ? 1 : 2));
            }
            hosts.add(host);
        }
        Report report = side("dev", hosts.get(0)).and("prod", hosts.get(1)).report();

        assertThat(report.drifts()).hasSize(4);
        assertThat(report.causes()).hasSize(2).allMatch(cause -> cause.drifts().size() == 2);
    }
}

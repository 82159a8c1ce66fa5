package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.HostKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of hosts: few things one by one, many at once, grave ones always by themselves. */
class HostCausesTest extends CauseScene {

    @Test
    void tellsOnceWhatManyThingsOfAHostLack() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        "os",
                                        "kernel/parameter[quiet]",
                                        "set",
                                        "kernel/parameter[panic]",
                                        1,
                                        "kernel/parameter[reboot]",
                                        "k",
                                        "kernel/parameter[console]",
                                        "one"))
                .and("prod", host("b").section("os", "kernel/parameter[console]", "two"))
                .report();

        assertThat(summaries(report))
                .containsExactly(
                        "kernel parameter panic absent in prod, 1 in dev; so are quiet, reboot",
                        "kernel parameter console is one in dev, two in prod");
    }

    @Test
    void tellsFewThingsOfAHostOneByOne() {
        Report report = side(
                        "dev", host("a").section("os", "kernel/parameter[quiet]", "set", "kernel/parameter[panic]", 1))
                .and("prod", host("b").section("os", "distribution/id", "debian"))
                .report();

        assertThat(summaries(report)).anyMatch(summary -> summary.startsWith("kernel parameter panic"));
        assertThat(summaries(report)).anyMatch(summary -> summary.startsWith("kernel parameter quiet"));
    }

    @Test
    void doesNotBlameTheDistributionOfOneHostForWhatOthersDisagreeOn() {
        Report report = side(
                        "prod",
                        plain("a", "debian", "1"),
                        plain("b", "debian", "1"),
                        plain("c", "debian", "2"),
                        plain("d", "ubuntu", "1"))
                .report();

        assertThat(summaries(report)).anyMatch(summary -> summary.startsWith("distribution id differs within prod"));
        assertThat(summaries(report)).anyMatch(summary -> summary.startsWith("sysctl vm.swappiness value differs"));
    }

    @Test
    void tellsWithTheDistributionWhatDiffersAsItDoes() {
        Report report = side(
                        "prod",
                        plain("a", "debian", "1"),
                        plain("b", "debian", "1"),
                        plain("c", "ubuntu", "2"),
                        plain("d", "alpine", "2"))
                .report();

        assertThat(summaries(report)).noneMatch(summary -> summary.startsWith("sysctl"));
    }

    private static TestHost plain(String name, String distribution, String swappiness) {
        return host(name).section("os", "distribution/id", distribution, "sysctl[vm.swappiness]/value", swappiness);
    }

    @Test
    void keepsVersionsThatMoveOppositeWaysApart() {
        List<Object> dev = new ArrayList<>();
        List<Object> prod = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            dev.addAll(
                    List.of("deb[late" + i + "]/version", deb("1." + i), "deb[early" + i + "]/version", deb("2." + i)));
            prod.addAll(
                    List.of("deb[late" + i + "]/version", deb("2." + i), "deb[early" + i + "]/version", deb("1." + i)));
        }
        Report report = side("staging", host("a").section("package", dev.toArray()))
                .and("prod", host("b").section("package", prod.toArray()))
                .report();

        assertThat(summaries(report))
                .containsExactlyInAnyOrder(
                        "late1 version is 1.1 in staging, 2.1 in prod (major, prod ahead); likewise late2, late3",
                        "early1 version is 2.1 in staging, 1.1 in prod (major, staging ahead); likewise early2, early3");
    }

    @Test
    void tellsEveryGraveFactOfAHostByItself() {
        List<Object> dev = new ArrayList<>();
        List<Object> prod = new ArrayList<>();
        for (String tool : List.of("mysqldump", "pg_dump", "pg_restore")) {
            dev.addAll(List.of("tool[" + tool + "]/version", generic("1." + tool.length())));
            prod.addAll(List.of("tool[" + tool + "]/version", generic("2." + tool.length())));
        }
        Report report = side("staging", host("a").section("package", dev.toArray()))
                .and("prod", host("b").section("package", prod.toArray()))
                .report();

        assertThat(report.causes()).extracting(Cause::severity).containsOnly(Severity.HIGH);
        assertThat(report.causes()).hasSize(3);
    }

    @Test
    void tellsLibrariesOfHostsOnceForAllRoles() {
        Report report = side("dev", ofRole("a", "web", true), ofRole("b", "worker", true))
                .and("prod", ofRole("c", "web", false), ofRole("d", "worker", false))
                .report();

        assertThat(summaries(report))
                .containsExactly("a:l version absent in prod, 1 in dev; likewise m; the same for 1 other role");
    }

    private static TestHost ofRole(String name, String role, boolean libraries) {
        return host(name)
                .role(role)
                .section(
                        "dependency",
                        libraries
                                ? new Object[] {
                                    "maven[a:l]/version",
                                    new Value.Version("1", VersionScheme.MAVEN),
                                    "maven[a:m]/version",
                                    new Value.Version("1", VersionScheme.MAVEN)
                                }
                                : new Object[] {});
    }

    @Test
    void namesOfUnlikeHostsTheGravestFirstAndWhatBothHaveBeforeWhatOneLacks() {
        Report report = side(
                        "dev",
                        host("a")
                                .kind(HostKind.LAPTOP)
                                .section("jdk", "default/vendor", "x")
                                .section(
                                        "os",
                                        "kernel/parameter[a]",
                                        "1",
                                        "kernel/parameter[b]",
                                        "1",
                                        "timezone",
                                        "UTC"))
                .and(
                        "prod",
                        host("b")
                                .section("jdk", "default/vendor", "y")
                                .section("os", "kernel/parameter[b]", "2", "timezone", "CET"))
                .report();

        assertThat(summaries(report))
                .singleElement()
                .asString()
                .endsWith("among them timezone, jdk default vendor, kernel parameter b, kernel parameter a");
    }
}

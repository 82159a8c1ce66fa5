package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.Reports.values;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServicesTest {
    private static TestHost running(String host, String... services) {
        List<Object> index = new ArrayList<>();
        for (String service : services) {
            index.addAll(List.of("service[" + service + "]/namedBy", "systemd"));
            index.addAll(List.of("service[" + service + "]/anchoredBy", "unit"));
        }
        return host(host).section("process", index.toArray());
    }

    @Test
    void comparesReplicasOnSeveralHostsAsOneService() {
        Report report = side("dev", running("a", "shop").section("env[shop]", "REGION", "eu"))
                .and(
                        "prod",
                        running("b", "shop").section("env[shop]", "REGION", "us"),
                        running("c", "shop").section("env[shop]", "REGION", "us"),
                        running("d", "other-things").section("env[other-things]", "REGION", "us"))
                .report();

        assertThat(values(at(report, "env[shop]/REGION"))).containsExactly("dev=eu(a)", "prod=us(b,c)");
        assertThat(at(report, "env[shop]/REGION").explanation().summary())
                .isEqualTo("shop: REGION is eu in dev, us in prod");
    }

    @Test
    void comparesServicesThatThePolicyNamesAlike() {
        String policy = "services: {shop-web: [app, gunicorn-shop]}";
        Report report = side("dev", running("a", "app").section("env[app]", "REGION", "eu", "PORT", 8000))
                .and("prod", running("b", "gunicorn-shop").section("env[gunicorn-shop]", "REGION", "us", "PORT", 8000))
                .policy(policy)
                .report();

        assertThat(lines(report)).containsExactly("different env[shop-web]/REGION dev|prod medium");
        assertThat(report.environments().get(0).services()).containsExactly("shop-web");
        assertThat(report.policyFindings()).isEmpty();
    }

    private static final String RENAMED = "process/service[shop-web]/namedBy";

    @Test
    void tellsARenamedServiceOnceUnderTheNameOfTheLaterEnvironment() {
        Report report = side("dev", running("a", "shopweb").section("env[shopweb]", "A", 1, "B", 2, "C", 3, "D", 4))
                .and("prod", running("b", "shop-web").section("env[shop-web]", "A", 1, "B", 2, "C", 3, "D", 4))
                .report();

        assertThat(lines(report)).containsExactly("missing " + RENAMED + " dev|prod medium");
        assertThat(report.causes()).hasSize(1);
        assertThat(at(report, RENAMED).explanation().summary())
                .isEqualTo("service shop-web runs in prod and not in dev, where shopweb may be its counterpart;"
                        + " as one service nothing else is adrift");
        assertThat(at(report, RENAMED).explanation().align()).contains("services: {shop-web: [shopweb]}");
    }

    @Test
    void doesNotHideBehindAnotherNameWhatIsGrave() {
        Value key = new Value.Secret(List.of(RandomFleet.tag(0, 1)), Presence.TAGGED);
        Report report = side("staging", running("a", "shopweb").section("env[shopweb]", "PAYMENT_API_KEY", key, "B", 1))
                .and("prod", running("b", "shop-web").section("env[shop-web]", "PAYMENT_API_KEY", key, "B", 2))
                .report();

        assertThat(lines(report)).containsExactly("missing " + RENAMED + " staging|prod critical");
        assertThat(at(report, RENAMED).explanation().summary())
                .endsWith("; as one service they have 2 drifts, the gravest critical: shop-web: PAYMENT_API_KEY is the"
                        + " same secret in staging and prod, and must differ");
    }

    @Test
    void keepsBothNamesWhereTheUserHasAnAnswerToOneOfThem() {
        Report report = side("dev", running("a", "shopweb"))
                .and("prod", running("b", "shop-web"))
                .policy("waivers: [{match: \"process/service[shopweb]/**\", because: moves next week, owner: web,"
                        + " until: 2027-01-31}]")
                .report();

        assertThat(lines(report))
                .containsExactly(
                        "missing " + RENAMED + " dev|prod medium",
                        "missing process/service[shopweb]/namedBy dev|prod medium waived");
    }

    @Test
    void takesNoServiceForTheCounterpartOfTwo() {
        Report report = side("dev", running("a", "shopweb", "shopwebs"))
                .and("prod", running("b", "shop-web"))
                .report();

        assertThat(lines(report))
                .containsExactly(
                        "missing " + RENAMED + " dev|prod medium",
                        "missing process/service[shopwebs]/namedBy dev|prod medium");
        assertThat(at(report, "process/service[shopwebs]/namedBy").explanation().summary())
                .isEqualTo("service shopwebs runs in dev and not in prod");
    }

    @Test
    void remembersBothNamesOfARenamedService() {
        Compared apart = side("dev", running("a", "shopweb")).and("prod", running("b", "checkout"));
        Report first = apart.report();
        Report renamed = side("dev", running("a", "shopweb"))
                .and("prod", running("b", "shop-web"))
                .after(first)
                .report();

        assertThat(first.drifts()).hasSize(2);
        assertThat(renamed.resolved())
                .extracting(drift -> drift.address().text())
                .containsExactly("process/service[checkout]/namedBy");
    }

    @Test
    void suggestsACounterpartThatReadsTheSameVariables() {
        Object[] variables = {"STRIPE_URL", 1, "CART_TTL", 2, "SEARCH_INDEX", 3, "PATH", "/bin"};
        Report report = side("dev", running("a", "app").section("env[app]", variables))
                .and("prod", running("b", "checkout").section("env[checkout]", variables))
                .report();

        assertThat(at(report, "process/service[checkout]/namedBy").explanation().summary())
                .contains("where app may be its counterpart");
    }

    @Test
    void doesNotSuggestWhatHasNothingInCommon() {
        Report report = side("dev", running("a", "mailer").section("env[mailer]", "PATH", "/bin"))
                .and("prod", running("b", "checkout").section("env[checkout]", "PATH", "/bin"))
                .report();

        assertThat(at(report, "process/service[mailer]/namedBy").explanation().summary())
                .isEqualTo("service mailer runs in dev and not in prod");
    }

    @Test
    void doesNotKnowWhetherAServiceIsThereWithoutItsIndex() {
        Report report = side(
                        "dev",
                        running("a", "shop")
                                .section("env[shop]", "REGION", "eu", "PORT", 1)
                                .section("os"))
                .and("prod", host("b").section("os"))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().unknown()).isEqualTo(4);
        assertThat(report.coverage().gaps()).anySatisfy(gap -> {
            assertThat(gap.pattern()).isEqualTo("process");
            assertThat(gap.environment()).isEqualTo("prod");
            assertThat(gap.outcome()).isEqualTo(Outcome.NOT_REQUESTED);
            assertThat(gap.facts()).isEqualTo(4);
        });
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void isIncompleteWhenTheIndexFell() {
        Report report = side("dev", running("a", "shop").section("env[shop]", "REGION", "eu"))
                .and("prod", host("b").fell("process", Outcome.TIMED_OUT))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.coverage().gaps()).anySatisfy(gap -> {
            assertThat(gap.outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(gap.required()).isTrue();
        });
    }

    @Test
    void doesNotReportTheSectionsOfAnAbsentService() {
        Report report = side(
                        "dev",
                        running("a", "shop")
                                .section("env[shop]", "A", 1, "B", 2)
                                .section("process[shop]", "user", "shop"))
                .and("prod", running("b", "mail").section("env[mail]", "X", 1).section("process[mail]", "user", "mail"))
                .report();

        assertThat(report.drifts())
                .hasSize(2)
                .allSatisfy(drift -> assertThat(drift.address().text()).startsWith("process/service["));
    }

    @Test
    void expandsReplicasOfOneHostThatDisagree() {
        Report report = side(
                        "prod",
                        running("a", "shop")
                                .section("process[shop]", "user", Value.SetOf.texts(List.of("alice", "shop"))))
                .report();

        assertThat(lines(report)).containsExactly("split process[shop]/user prod medium");
        assertThat(values(at(report, "process[shop]/user"))).containsExactly("prod=alice(a)", "prod=shop(a)");
    }

    @Test
    void leavesSetsThatAreSetsAlone() {
        Report report = side(
                        "prod",
                        running("a", "shop")
                                .section("process[shop]", "listen", Value.SetOf.texts(List.of("tcp/80", "tcp/443"))))
                .report();

        assertThat(report.drifts()).isEmpty();
    }

    @Test
    void summarisesALaptopAgainstServersInAtMostTenCauses() {
        Report report =
                side("dev", laptop()).and("prod", server("p1"), server("p2")).report();

        assertThat(report.causes()).hasSizeLessThanOrEqualTo(10);
        assertThat(report.causes())
                .filteredOn(cause -> cause.summary().startsWith("hosts of unlike kinds"))
                .hasSize(1);
        assertThat(report.drifts())
                .filteredOn(drift -> drift.address().section().probe().equals("package"))
                .isNotEmpty()
                .noneMatch(drift -> drift.disposition() == Disposition.OPEN);
        assertThat(report.coverage().compared()).isGreaterThan(400);
    }

    @Test
    void tellsHostFactsOneByOneWhenAsked() {
        Report report =
                side("dev", laptop()).and("prod", server("p1")).expandHosts().report();

        assertThat(at(report, "os/timezone").disposition()).isEqualTo(Disposition.OPEN);
        assertThat(report.causes().stream().map(Cause::summary))
                .noneMatch(summary -> summary.startsWith("hosts of unlike kinds"));
    }

    private static TestHost laptop() {
        return machine(running("lap", services("desktop")), 1).kind(HostKind.LAPTOP);
    }

    private static TestHost server(String name) {
        return machine(running(name, services("server")), 2).role("web");
    }

    private static String[] services(String kind) {
        List<String> services = new ArrayList<>(List.of("cron", "dbus", "shop-web"));
        for (int i = 0; i < 20; i++) {
            services.add(kind + "-daemon-" + i);
        }
        return services.toArray(String[]::new);
    }

    private static TestHost machine(TestHost host, int version) {
        List<Object> packages = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            packages.add("deb[p" + i + "]/version");
            packages.add(new Value.Version(version + "." + i + "-1", VersionScheme.DEB));
        }
        List<Object> variables = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            variables.add("SETTING_" + i);
            variables.add(i + version);
        }
        for (String service : List.of("cron", "dbus", "shop-web")) {
            host.section(
                            "process[" + service + "]",
                            "user",
                            "u" + version,
                            "umask",
                            "002" + version,
                            "limit[nofile]/soft",
                            "102" + version)
                    .section("env[" + service + "]", variables.toArray());
        }
        return host.section("package", packages.toArray())
                .section(
                        "os",
                        "timezone",
                        "Zone/" + version,
                        "architecture",
                        "arch" + version,
                        "kernel/version",
                        new Value.Version(version + ".1", VersionScheme.GENERIC));
    }

    @Test
    void speaksOfHostsWhereSidesAreHosts() {
        Report report = side("web-01", running("web-01", "billing", "shop"))
                .and("web-02", running("web-02", "shop"))
                .report();

        assertThat(at(report, "process/service[billing]/namedBy").explanation().summary())
                .isEqualTo("service billing runs on web-01 and not on web-02");
        assertThat(at(report, "process/service[billing]/namedBy").explanation().align())
                .contains("start it there")
                .doesNotContain("Deploy");
    }

    @Test
    void speaksOfTimeWhereSidesAreOneHost() {
        TestHost later = running("web-01", "shop").captured(TestHost.CAPTURED.plusSeconds(3600));
        TestHost earlier = running("web-01", "billing", "shop");

        Report gone = side("root1", earlier).and("root2", later).report();
        assertThat(at(gone, "process/service[billing]/namedBy").explanation().summary())
                .isEqualTo("service billing is gone since root1");
        assertThat(at(gone, "process/service[billing]/namedBy").explanation().align())
                .startsWith("Start it on web-01 again");

        TestHost now = running("web-01", "billing", "shop").captured(TestHost.CAPTURED.plusSeconds(3600));
        Report come = side("root1", running("web-01", "shop")).and("root2", now).report();
        assertThat(at(come, "process/service[billing]/namedBy").explanation().summary())
                .isEqualTo("service billing is new since root1");
    }
}

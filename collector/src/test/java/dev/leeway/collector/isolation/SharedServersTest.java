package dev.leeway.collector.isolation;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedServersTest extends ServerScene {
    /** Each pair: identifiers, instances and addresses of both sides, whether names are equal, and what is told. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 | 1 | 11 | 11 | 10.0.0.5   | 10.0.0.5   | shared database[shop]/server/instance critical
                    1 | 1 | 11 | 11 | 127.0.0.1  | 10.0.0.5   | shared database[shop]/server/instance critical
                    1 | 1 | 11 | 11 | ''         | 172.17.0.2 | shared database[shop]/server/instance critical
                    1 | 1 | 11 | 12 | 10.0.0.5   | 10.0.0.5   | shared database[shop]/server/identifier medium
                    1 | 1 | 11 | 12 | 10.0.0.9   | 10.0.0.5   | shared database[shop]/server/identifier medium
                    1 | 1 | 11 | 12 | 127.0.0.1  | 127.0.0.1  | shared database[shop]/server/identifier medium
                    1 | 2 | 11 | 12 | 10.0.0.5   | 10.0.0.5   | ''
                    1 | 2 | 11 | 12 | 127.0.0.1  | 127.0.0.1  | ''
                    """)
    void tellsOneServerFromACopyAndFromAnother(
            int id, int otherId, int start, int otherStart, String address, String otherAddress, String told) {
        Report report = report(
                on(tag(id), tag(start), address, "orders"), on(tag(otherId), tag(otherStart), otherAddress, "orders"));
        assertThat(isolation(report)).isEqualTo(told.isEmpty() ? List.of() : List.of(told));
    }

    @Test
    void takesAnAddressForAPlaceWhereThePolicySaysThatItsNetworkIsReal() {
        Object[] dev = on(Value.Secret.of(Presence.UNKEYED), Value.Secret.of(Presence.UNKEYED), "172.20.0.5", "orders");
        TestHost staging = host("a").section("database[shop]", dev);
        TestHost prod = host("b").section("database[orders]", dev);

        assertThat(isolation(report(staging, prod))).isEmpty();
        assertThat(isolation(side("dev", staging)
                        .and("prod", prod)
                        .policy("environments: [dev, staging, {name: prod, networks: [172.20.0.0/16]}]\n")
                        .report()))
                .containsExactly("shared database[shop]/server/address high");
    }

    /** Started anew between two looks, a server has another instance and may be the same. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.5,10.0.0.5,critical",
        "10.0.0.9,10.0.0.5,medium",
        "127.0.0.1,10.0.0.5,high",
        "'',10.0.0.5,high",
        "172.17.0.2,172.17.0.2,high",
        "172.18.0.2,172.18.0.2,high",
        "172.30.0.2,172.30.0.2,high",
        "10.42.0.9,10.42.0.9,high",
        "10.244.1.9,10.244.1.9,high",
        "172.31.0.2,172.31.0.2,critical",
        "{address},10.0.0.5,high"
    })
    void asksForAddressesWhereTheServerMayHaveBeenStartedAnew(String address, String other, String severity) {
        Object[] young = on(tag(1), tag(12), address, "orders");
        for (int i = 0; i < young.length; i += 2) {
            young[i + 1] = young[i].equals("server/started") ? "2026-11-20T20:00:00Z" : young[i + 1];
        }
        Report report = report(
                host("a").captured(later()).section("database[shop]", young),
                host("b").section("database[orders]", on(tag(1), tag(11), other, "orders")));
        assertThat(isolation(report)).containsExactly("shared database[shop]/server/identifier " + severity);
    }

    @Test
    void saysFirstWhichServiceConnectsToProductionAndWhatItMayDo() {
        Object[] dev = on(
                tag(1),
                tag(11),
                "127.0.0.1",
                "orders",
                "grant[app]/table[public.orders]",
                Value.SetOf.texts(List.of("SELECT", "INSERT", "UPDATE*")),
                "grant[writers]/table[public.lines]",
                Value.SetOf.texts(List.of("DELETE")),
                "role[app]/member-of",
                Value.SetOf.texts(List.of("writers")));
        Report report = report(
                host("a").section("database[shop]", dev).section("connection[shop-web]", connection("app")),
                host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")));
        assertThat(first(report))
                .isEqualTo("critical shop-web (by the database its settings name) connects to production's database:"
                        + " database shop of dev is database orders of prod, one running server"
                        + " (10.0.0.5:5432, database orders), as app, which may INSERT, UPDATE, DELETE");
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }

    @Test
    void saysThatItIsAnotherDatabaseOfOneServer() {
        Report report = report(on(tag(1), tag(11), "", "shop_dev"), on(tag(1), tag(11), "10.0.0.5", "orders"));
        assertThat(first(report))
                .isEqualTo("critical database shop of dev is on production's database server beside database orders"
                        + " of prod: one running server (10.0.0.5:5432, database shop_dev beside orders)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop_dev | false | , appr and auditor may write in database shop_dev
            orders   | false | , appr and auditor may write there
            shop_dev | true  | , appr and auditor may write in database shop_dev
            """)
    void saysInWhichDatabaseOfOneServerRolesMayWrite(String name, boolean superuser, String told) {
        Object[] dev = on(
                tag(1),
                tag(11),
                "",
                name,
                "role[appr]/owns",
                Value.SetOf.texts(List.of("public")),
                "role[auditor]/owns",
                Value.SetOf.texts(List.of("audit")),
                "role[auditor]/superuser",
                superuser);
        assertThat(first(report(dev, on(tag(1), tag(11), "10.0.0.5", "orders"))))
                .endsWith(told);
    }

    @Test
    void saysOfASuperuserThatItMayDoAnythingInEveryDatabase() {
        Object[] dev = on(tag(1), tag(11), "", "shop_dev", "role[root]/superuser", true);
        assertThat(first(report(dev, on(tag(1), tag(11), "10.0.0.5", "orders"))))
                .endsWith(", root may do anything, as a superuser there");
    }

    @Test
    void saysWhatCannotBeToldAndWhatIsACopy() {
        Report copy = report(on(tag(1), tag(12), "10.0.0.9", "orders"), on(tag(1), tag(11), "10.0.0.5", "orders"));
        assertThat(first(copy))
                .startsWith(
                        "medium database shop of dev is a physical copy of production's data directory, or a replica");
    }

    /** Of two databases on production's server the one that is meant is told, once. */
    @Test
    void joinsUnderWhateverNames() {
        Report report = report(
                host("a").section("database[x]", on(tag(1), tag(11), "", "b")),
                host("b")
                        .section("database[one]", on(tag(1), tag(11), "10.0.0.5", "a"))
                        .section("database[two]", on(tag(1), tag(11), "10.0.0.5", "b")));
        assertThat(isolation(report)).containsExactly("shared database[x]/server/instance critical");
        assertThat(first(report)).contains("database x of dev is production's database, database two of prod");
    }

    @Test
    void makesOneCauseOfSettingConnectionAndServer() {
        Object[] dev = connection("app");
        dev[9] = "db-prod-1:5432/orders";
        Object[] prod = connection("app");
        prod[9] = "db-prod-1:5432/orders";
        Report report = report(
                host("a")
                        .section("database[shop]", on(tag(1), tag(11), "127.0.0.1", "orders"))
                        .section("env[shop-web]", "DATABASE_URL/host", "db-prod-1")
                        .section("connection[shop-web]", dev),
                host("b")
                        .section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders"))
                        .section("env[shop-web]", "DATABASE_URL/host", "db-prod-1")
                        .section("connection[shop-web]", prod));
        assertThat(report.causes().get(0).drifts()).hasSize(3);
        assertThat(first(report)).startsWith("critical shop-web connects to production's database: database shop");
        assertThat(report.causes().stream()
                        .filter(cause -> cause.severity().text().equals("critical")))
                .hasSize(1);
    }

    @Test
    void tellsConnectionsAloneInOneCauseToo() {
        Object[] both = connection("app");
        both[9] = "db-prod-1:5432/orders";
        Report report = report(
                host("a")
                        .section("env[shop-web]", "DATABASE_URL/host", "db-prod-1")
                        .section("connection[shop-web]", both),
                host("b")
                        .section("env[shop-web]", "DATABASE_URL/host", "db-prod-1")
                        .section("connection[shop-web]", both));
        assertThat(report.causes()).hasSize(1);
        assertThat(first(report))
                .isEqualTo("critical shop-web connects to production's database: DATABASE_URL is db-prod-1:5432/orders"
                        + " in dev as in prod");
    }

    @Test
    void saysOfAServerThatBearsTheOthersNameNoMoreThanThat() {
        Object[] own = connection("app");
        own[9] = "db77:5432/shop";
        Object[] crossed = connection("app");
        crossed[9] = "db-dev:5432/shop";
        Report report = report(
                host("a").section("connection[shop-web]", own), host("b").section("connection[shop-web]", crossed));
        assertThat(first(report)).contains("db-dev:5432/shop").doesNotContain("as in prod", "production's database");
    }

    /** Nobody of dev logs in anywhere, and the connection shows it all the same. */
    @Test
    void knowsProductionsServerByTheAddressOfAConnection() {
        Report report = report(
                host("a")
                        .section(
                                "connection[shop-web]",
                                "endpoint[tcp:5432]/engine",
                                "postgresql",
                                "endpoint[tcp:5432]/address",
                                "10.0.0.5",
                                "endpoint[tcp:5432]/port",
                                5432,
                                "endpoint[tcp:5432]/established",
                                true),
                host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")));
        assertThat(first(report))
                .isEqualTo("critical shop-web connects to production's database: tcp:5432 is a connection held to"
                        + " 10.0.0.5:5432, where database orders of prod is");
    }

    @Test
    void neverCallsApartWhatCouldNotBeJudged() {
        Value unkeyed = new Value.Secret(List.of(), Presence.UNKEYED);
        Object[] prod = on(tag(1), tag(11), "10.0.0.5", "orders");
        assertThat(reasons(report(on(unkeyed, unkeyed, "10.0.0.9", "orders"), prod)))
                .containsExactly("whether it is on a server of prod could not be judged: identifiers are tagged with"
                        + " different fleet keys, or with none");
        assertThat(reasons(report(on(tag(1, 1), tag(1, 11), "10.0.0.9", "orders"), prod)))
                .hasSize(1);
        Report refused = report(
                host("a").partial("database[shop]", "database[shop]/server/identifier", "server/product", "PostgreSQL"),
                host("b").section("database[orders]", prod));
        assertThat(reasons(refused))
                .containsExactly("whether it is on a server of prod could not be judged: the identifier of"
                        + " database shop of dev was not seen");
        Report sqlite = report(
                host("a").section("database[shop]", "server/product", "SQLite"),
                host("b").section("database[orders]", prod));
        assertThat(reasons(sqlite)).isEmpty();
    }

    @Test
    void isIncompleteWhereThePolicyRequiresWhatCouldNotBeJudged() {
        Compared compared = side("dev", host("a").section("database[shop]", on(tag(1, 1), tag(1, 11), "", "shop")))
                .and("prod", host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")));
        String required = POLICY + "require: [\"database[*]/**\"]";
        Report told = compared.policy(required).report();

        assertThat(unjudged(told)).hasSize(1).allMatch(Gap::required);
        assertThat(told.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(unjudged(compared.policy(POLICY).report())).hasSize(1).noneMatch(Gap::required);
        compared.policy(required).allowUnknown("database[shop]/server/identifier");
        assertThat(unjudged(compared.report())).hasSize(1).noneMatch(Gap::required);
    }

    private static List<Gap> unjudged(Report report) {
        return report.coverage().gaps().stream()
                .filter(gap -> gap.reason().contains("could not be judged"))
                .toList();
    }

    @Test
    void resolvesNothingThatCanNoLongerBeJudged() {
        Report before = report(on(tag(1), tag(11), "10.0.0.5", "orders"), on(tag(1), tag(11), "10.0.0.5", "orders"));
        Report after = side("dev", host("a").section("database[shop]", on(tag(1, 1), tag(1, 11), "", "orders")))
                .and("prod", host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")))
                .policy(POLICY)
                .after(before)
                .report();

        assertThat(isolation(before)).isNotEmpty();
        assertThat(after.resolved()).isEmpty();
        assertThat(after.drifts())
                .filteredOn(drift -> drift.state() == DriftState.UNKNOWN)
                .extracting(Drift::id)
                .containsExactlyElementsOf(before.drifts().stream()
                        .filter(drift -> drift.state() == DriftState.SHARED)
                        .map(Drift::id)
                        .toList());

        Breaches first = Breaches.decide(before, Map.of(), before.asOf(), Duration.ofDays(7));
        Breaches blind = Breaches.decide(after, first.after(), after.asOf(), Duration.ofDays(7));
        assertThat(first.fresh()).hasSize(1);
        assertThat(blind.resolved()).isEmpty();
        assertThat(blind.after()).isEqualTo(first.after());
    }

    private static List<String> reasons(Report report) {
        return unjudged(report).stream().map(Gap::reason).toList();
    }

    /** A copy of one server says nothing of whether it is on another. */
    @Test
    void saysOfEachServerWhatCouldNotBeJudged() {
        Report report = report(
                host("a").section("database[shop]", on(tag(1), tag(12), "10.0.0.9", "orders")),
                host("b")
                        .section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders"))
                        .partial("database[x]", "database[x]/server/identifier", "server/product", "PostgreSQL")
                        .partial("database[y]", "database[y]/server/identifier", "server/product", "PostgreSQL"));
        assertThat(isolation(report)).containsExactly("shared database[shop]/server/identifier medium");
        assertThat(reasons(report))
                .containsExactlyInAnyOrder(
                        "whether it is on a server of prod could not be judged: the identifier of database x of prod"
                                + " was not seen",
                        "whether it is on a server of prod could not be judged: the identifier of database y of prod"
                                + " was not seen");
    }

    /** Two hosts of an environment may mean two servers by one name. */
    @Test
    void tellsOfEveryServerThatHostsMeanByOneName() {
        Report report = side(
                        "dev",
                        host("a").section("database[shop]", on(tag(1), tag(11), "10.0.0.5", "orders")),
                        host("c").section("database[shop]", on(tag(2), tag(21), "10.0.0.6", "bills")))
                .and(
                        "prod",
                        host("b")
                                .section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders"))
                                .section("database[bills]", on(tag(2), tag(21), "10.0.0.6", "bills")))
                .policy(POLICY)
                .report();
        assertThat(isolation(report))
                .containsExactly(
                        "shared database[shop]/server/instance critical",
                        "shared database[shop]/server/instance critical");
        assertThat(report.drifts().stream().map(drift -> drift.id())).doesNotHaveDuplicates();
        assertThat(report.causes().stream().map(cause -> cause.summary()).filter(each -> each.contains("database ")))
                .anyMatch(each -> each.contains("database bills of prod"))
                .anyMatch(each -> each.contains("database orders of prod"));
    }

    @Test
    void knowsNoServerOfH2ForOneOfAnotherEngine() {
        Object[] prod = on(tag(1), tag(11), "10.0.0.5", "orders");
        Report report = report(
                host("a").partial("database[shop]", "database[shop]/server/identifier", "server/product", "H2"),
                host("b").section("database[orders]", prod));
        assertThat(reasons(report)).isEmpty();
        Report both = report(
                host("a").partial("database[shop]", "database[shop]/server/identifier", "server/product", "H2"),
                host("b").partial("database[orders]", "database[orders]/server/identifier", "server/product", "H2"));
        assertThat(reasons(both)).hasSize(1);
    }

    @Test
    void isGraveWhereTheAddressIsProductionsAndNothingElseCanBeTold() {
        Value unkeyed = new Value.Secret(List.of(), Presence.UNKEYED);
        Report report = report(on(unkeyed, unkeyed, "10.0.0.5", "orders"), on(unkeyed, unkeyed, "10.0.0.5", "orders"));
        assertThat(isolation(report)).containsExactly("shared database[shop]/server/address high");
        assertThat(reasons(report)).hasSize(1);
    }

    @Test
    void leavesToOneAnotherWhatIsNotProductions() {
        Report report = side("dev", host("a").section("database[shop]", on(tag(1), tag(11), "10.0.0.5", "x")))
                .and("staging", host("b").section("database[shop]", on(tag(1), tag(11), "10.0.0.5", "x")))
                .report();
        assertThat(isolation(report)).isEmpty();
    }

    @Test
    void findsNothingGoneWhenAServerIsStartedAnewOrClientsCome() {
        Object[] young = on(tag(2), tag(13), "10.0.0.6", "x", "client[app]/application", "(unnamed)");
        Report report = side("dev", host("a").section("database[shop]", on(tag(1), tag(11), "10.0.0.5", "x")))
                .and(
                        "prod",
                        host("b").section("database[shop]", on(tag(2), tag(12), "10.0.0.6", "x")),
                        host("c").section("database[shop]", young))
                .report();
        assertThat(report.drifts()).allMatch(drift -> drift.disposition().text().equals("withinLeeway"));
    }

    private static Object[] leading(String address, String target, String database) {
        Object[] connection = connection("app");
        connection[5] = address;
        connection[9] = target;
        connection[11] = database;
        return connection;
    }

    private static List<String> told(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition().text().equals("open"))
                .map(cause -> cause.severity().text() + " " + cause.summary())
                .toList();
    }

    /** Under each other's likeness, or under no likeness at all. */
    @ParameterizedTest
    @CsvSource({"shop,myshop", "shop,orders"})
    void tellsOneDatabaseOfTwoNamesOnceAndFirst(String dev, String prod) {
        Object[] table = {"table[public.orders]/kind", "table"};
        Report report = report(
                listing(host("a"), dev).section("database[" + dev + "]", on(tag(1), tag(11), "", "orders", table)),
                listing(host("b"), prod)
                        .section("database[" + prod + "]", on(tag(1), tag(11), "10.0.0.5", "orders", table)));

        assertThat(told(report))
                .containsExactly("critical database " + dev + " of dev is production's database, database " + prod
                        + " of prod: one running server (10.0.0.5:5432, database orders)");
    }

    private static TestHost listing(TestHost host, String... names) {
        Object[] facts = new Object[2 * names.length];
        for (int i = 0; i < names.length; i++) {
            facts[2 * i] = "database[" + names[i] + "]/observed";
            facts[2 * i + 1] = true;
        }
        return host.section("database", facts);
    }

    /** Two databases are two, and a copy is no reason to call one absent by another's severity. */
    @Test
    void tellsAnAbsentDatabaseThatIsNoOther() {
        Report beside = report(
                listing(host("a"), "shop").section("database[shop]", on(tag(1), tag(11), "", "shop_dev")),
                listing(host("b"), "myshop").section("database[myshop]", on(tag(1), tag(11), "10.0.0.5", "shop")));
        assertThat(told(beside)).hasSize(2);
        assertThat(told(beside).get(0))
                .isEqualTo("critical database shop of dev is on production's database server beside database myshop of"
                        + " prod: one running server (10.0.0.5:5432, database shop_dev beside shop)");
        assertThat(told(beside).get(1)).contains("may be its counterpart").doesNotStartWith("critical");

        Report apart = report(
                listing(host("a"), "shop").section("database[shop]", on(tag(2), tag(12), "", "shop")),
                listing(host("b"), "myshop").section("database[myshop]", on(tag(1), tag(11), "10.0.0.5", "shop")));
        assertThat(told(apart)).hasSize(1).allMatch(cause -> cause.contains("may be its counterpart"));
    }

    /** Of two hosts that call two databases by one name, one has what the other environment lacks. */
    @Test
    void tellsAnAbsentDatabaseWhereOnlySomeOfItsNameAreAnother() {
        Report report = side(
                        "dev",
                        listing(host("a"), "shop").section("database[shop]", on(tag(1), tag(11), "", "orders")),
                        listing(host("c"), "shop").section("database[shop]", on(tag(2), tag(21), "10.1.0.6", "bills")))
                .and(
                        "prod",
                        listing(host("b"), "orders")
                                .section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")))
                .policy(POLICY)
                .report();
        assertThat(told(report)).anyMatch(cause -> cause.contains("database shop is in dev and not in prod"));
        assertThat(told(report)).noneMatch(cause -> cause.contains("database orders is in prod and not in dev"));
    }

    /** The agent looked at one database, and the service uses another beside it. */
    @Test
    void saysWhichDatabaseOfTheServerAServiceUses() {
        Report report = report(
                host("a")
                        .section("database[shop]", on(tag(1), tag(11), "10.0.0.5", "orders"))
                        .section("connection[shop-web]", leading("10.0.0.5", "db-1:5432/shopdev", "shopdev")),
                host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")));
        assertThat(first(report)).startsWith("critical database shop of dev is");

        Object[] reaching = leading("10.0.0.5", "db-1:5432/shopdev", "shopdev");
        reaching[7] = 5432;
        Report reached = report(
                host("a")
                        .section("database[shop]", on(tag(1), tag(11), "10.0.0.5", "orders"))
                        .section("connection[shop-web]", reaching),
                host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")));
        assertThat(first(reached))
                .startsWith(
                        "critical shop-web connects to production's database server, there to shopdev: database shop"
                                + " of dev is database orders of prod, one running server (10.0.0.5:5432, database orders)");

        Report unlooked = report(
                host("a").section("connection[shop-web]", reaching),
                host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")));
        assertThat(first(unlooked))
                .startsWith("critical shop-web connects to production's database server: DATABASE_URL leads to database"
                        + " shopdev at 10.0.0.5:5432, where database orders of prod is too");
    }

    /** The agent logs in as one role and the service as another, whose name no connection tells. */
    @Test
    void saysWhatTheRoleOfAServiceMayDoThere() {
        Value user = tag(77);
        Object[] connection = connection("");
        connection[13] = user;
        Object[] dev = on(
                tag(1),
                tag(11),
                "127.0.0.1",
                "orders",
                "grant[{self}]/table[public.orders]".replace("{self}", "%7Bself%7D"),
                Value.SetOf.texts(List.of("SELECT")),
                "grant[shop_app]/table[public.orders]",
                Value.SetOf.texts(List.of("DELETE", "INSERT", "UPDATE")),
                "used-by[shop-web]/role",
                Value.SetOf.texts(List.of("shop_app")));
        Report report = report(
                host("a").section("database[shop]", dev).section("connection[shop-web]", connection),
                host("b").section("database[orders]", on(tag(1), tag(11), "10.0.0.5", "orders")));
        assertThat(first(report))
                .isEqualTo(
                        "critical shop-web connects to production's database: database shop of dev is database orders"
                                + " of prod, one running server (10.0.0.5:5432, database orders), as shop_app, which may INSERT,"
                                + " UPDATE, DELETE");
    }

    /** Settings tell nobody's name, and roles that only others belong to log in nowhere. */
    @Test
    void saysWhoMayWriteWhereNobodyKnowsWhoLogsIn() {
        Object[] dev = on(
                tag(1),
                tag(11),
                "127.0.0.1",
                "orders",
                "grant[shop_app]/table[public.orders]",
                Value.SetOf.texts(List.of("INSERT")),
                "grant[writers]/table[public.orders]",
                Value.SetOf.texts(List.of("DELETE")),
                "role[writers]/login",
                false);
        Object[] prod = on(tag(1), tag(11), "10.0.0.5", "orders");
        Report report =
                report(host("a").section("database[shop]", dev), host("b").section("database[orders]", prod));
        assertThat(first(report)).endsWith("(10.0.0.5:5432, database orders), shop_app may INSERT there");
    }
}

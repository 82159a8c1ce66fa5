package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.MariadbServer;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real MariaDB: single changes by their own facts, and what may not leave. */
@ResourceLock(MariadbServer.SHARED)
class MariadbIT {
    private static final LoginSource ROOT = new LoginSource.Written("root");
    private static final String CUSTOMERS = "table[customers]/";
    private static final String ORDERS = "table[orders]/";
    private static MariadbServer server;
    private static SortedMap<String, Value> unchanged;

    @BeforeAll
    static void makeTheShop() throws Exception {
        server = MariadbServer.get();
        unchanged = Shop.facts(look(made(EngineShop.sql("mysql"))));
    }

    private static String made(String sql) throws Exception {
        String database = server.database();
        server.execute(database, sql);
        return database;
    }

    private static Section look(String database) throws Exception {
        return LookedAt.of("mysql", server.url(database), ROOT);
    }

    @Test
    void tellsWhatIsThere() throws Exception {
        Section section = look(made(EngineShop.sql("mysql")));
        assertThat(EngineShop.gaps(section)).isEmpty();
        assertThat(section.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(unchanged)
                .containsEntry("server/product", new Value.Text("MariaDB"))
                .containsEntry(CUSTOMERS + "column[payload]/type", new Value.Text("json"))
                .containsEntry(CUSTOMERS + "column[id]/type", new Value.Text("int"))
                .containsEntry(
                        CUSTOMERS + "column[created]/default",
                        new Value.Text("current_timestamp() on update current_timestamp()"))
                .containsEntry(CUSTOMERS + "unique[email]", new Value.Text("plain"))
                .containsEntry(ORDERS + "foreign-key[customer]/references", new Value.Text("customers(id)"))
                .containsEntry(ORDERS + "index[customer,placed desc]/method", new Value.Text("btree"))
                .containsEntry(ORDERS + "index[code(3)]/name", new Value.Text("pre"))
                .containsEntry("table[parts]/partition-by", new Value.Text("RANGE (y)"))
                .containsEntry("routine[nightly()]/schedule", new Value.Text("every 1 day"))
                .containsKeys("server/identifier", "server/instance", "server/started")
                .containsKey("server/setting[sql_mode]")
                .doesNotContainKey(CUSTOMERS + "check[payload]/definition");
    }

    @Test
    void tellsTheSameTwiceAndAfterMakingItInAnotherOrderUnderOtherNames() throws Exception {
        String other = EngineShop.changed("mysql", "constraint fk_c foreign", "constraint fk_other foreign")
                .replace("constraint named check", "check")
                .replace("unique key (email)", "unique key some_name (email)");
        assertThat(Shop.differences(unchanged, Shop.facts(look(made(EngineShop.sql("mysql"))))))
                .isEmpty();
        assertThat(Shop.differences(unchanged, Shop.facts(look(made(other))))).isEmpty();
    }

    @Test
    void letsNothingLeaveThatSomebodyWrote() throws Exception {
        assertThat(unchanged.toString()).doesNotContain("planted");
    }

    @Test
    void letsNoOptionLeaveThatOnlyAnEngineKnows() throws Exception {
        String database = made("create table hexed (c varbinary(20), check (c <> 0x67656865696d37))");
        server.execute(
                database,
                "set sql_mode = 'IGNORE_BAD_TABLE_OPTIONS'; create table fed (id int) engine = innodb max_rows = 100"
                        + " option_list = 'host=10.0.0.1, user=root, password=Tr0ub4dor, x=anna berg'");
        SortedMap<String, Value> facts = Shop.facts(look(database));
        assertThat(facts)
                .containsEntry("table[fed]/option[max_rows]", new Value.Text("100"))
                .containsKeys("table[fed]/option[others]", "table[hexed]/check[c]/definition");
        assertThat(facts.toString()).doesNotContain("Tr0ub4dor", "berg", "10.0.0.1", "67656865696d37");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tellsAChangeByItsOwnFactsAlone(String sql, Set<String> expected) throws Exception {
        String database = made(EngineShop.sql("mysql"));
        server.execute(database, sql);
        Section changed = look(database);
        KeptChange.keep("mariadb", sql, unchanged, Shop.facts(changed), changed, expected);
        assertThat(Shop.differences(unchanged, Shop.facts(changed))).containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> tellsAChangeByItsOwnFactsAlone() {
        return Stream.concat(tables(), objects());
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                change(
                        "alter table customers add phone varchar(20)",
                        CUSTOMERS + "column-order",
                        CUSTOMERS + "column[phone]/nullable",
                        CUSTOMERS + "column[phone]/type"),
                change("alter table orders modify total decimal(14,2) not null", ORDERS + "column[total]/type"),
                change("alter table orders modify total decimal(12,2)", ORDERS + "column[total]/nullable"),
                change("alter table customers alter name set default 'other'", CUSTOMERS + "column[name]/default"),
                change("alter table customers alter born drop default", CUSTOMERS + "column[born]/default"),
                change("alter table customers alter score set default 1", CUSTOMERS + "column[score]/default"),
                change(
                        "alter table customers modify status enum('new','old','gone') not null default 'new'",
                        CUSTOMERS + "column[status]/type"),
                change(
                        "alter table customers modify created timestamp not null default current_timestamp",
                        CUSTOMERS + "column[created]/default"),
                change(
                        "alter table customers modify note text character set latin1",
                        CUSTOMERS + "column[note]/collation"),
                change("alter table customers modify note text comment 'new'", CUSTOMERS + "column[note]/comment"),
                change(
                        "alter table customers modify payload longtext",
                        CUSTOMERS + "column[payload]/type",
                        // Documents are looked at where the type says that there are some.
                        "json[customers.payload]/bound",
                        "json[customers.payload]/rows-seen",
                        "json[customers.payload]/scan"),
                change(
                        "alter table customers drop upper_email, add upper_email varchar(120) generated always as"
                                + " (lower(email)) virtual after secret",
                        CUSTOMERS + "column[upper_email]/generated/expression"),
                change("alter table line modify a int not null after b", "table[line]/column-order"),
                change("alter table customers comment 'changed'", CUSTOMERS + "comment"),
                change(
                        "alter table line drop foreign key line_ibfk_1; alter table line engine = aria",
                        LINE_WITHOUT_KEY),
                change("alter table orders row_format = compact", ORDERS + "option[row_format]"),
                change("alter table line drop primary key, add primary key (b, a)", "table[line]/primary-key"),
                change("alter table customers drop key email", CUSTOMERS + "unique[email]"),
                change(
                        "alter table orders drop foreign key fk_c, add foreign key (customer) references customers (id)"
                                + " on delete restrict",
                        ORDERS + "foreign-key[customer]/on-delete"),
                change(
                        "alter table customers drop constraint constraint_1, add check (score >= 1)",
                        CUSTOMERS + "check[score]/definition"),
                change(
                        "alter table customers drop constraint named, add check (name <> 'x')",
                        CUSTOMERS + "check[name]/definition"),
                change("drop index big on orders", of(ORDERS + "index[total]/", "method", "name", "unique", "valid")),
                change(
                        "drop index pre on orders; create index pre on orders (code)",
                        Set.of(
                                ORDERS + "index[code(3)]/method",
                                ORDERS + "index[code(3)]/name",
                                ORDERS + "index[code(3)]/unique",
                                ORDERS + "index[code(3)]/valid",
                                ORDERS + "index[code btree]/method",
                                ORDERS + "index[code btree]/name",
                                ORDERS + "index[code btree]/unique",
                                ORDERS + "index[code btree]/valid",
                                ORDERS + "index[code fulltext]/method",
                                ORDERS + "index[code fulltext]/name",
                                ORDERS + "index[code fulltext]/unique",
                                ORDERS + "index[code fulltext]/valid",
                                ORDERS + "index[code]/method",
                                ORDERS + "index[code]/name",
                                ORDERS + "index[code]/unique",
                                ORDERS + "index[code]/valid")),
                change("alter table orders alter index big ignored", ORDERS + "index[total]/valid"),
                change("alter table orders rename index big to large", ORDERS + "index[total]/name"),
                change("alter table parts partition by hash (id) partitions 2", "table[parts]/partition-by"));
    }

    private static final String[] LINE_WITHOUT_KEY = {
        "table[line]/option[engine]",
        "table[line]/option[row_format]",
        "table[line]/option[transactional]",
        "table[line]/foreign-key[c]/deferrable",
        "table[line]/foreign-key[c]/on-delete",
        "table[line]/foreign-key[c]/on-update",
        "table[line]/foreign-key[c]/references",
        "table[line]/foreign-key[c]/validated"
    };

    private static Stream<Arguments> objects() {
        return Stream.of(
                change(
                        "drop trigger touched; create trigger touched after insert on orders for each row begin set @a ="
                                + " 1; end",
                        "table[orders]/trigger[touched]/text",
                        "table[orders]/trigger[touched]/timing"),
                change(
                        "create or replace view rich as select id, email from customers where status = 'old'",
                        "view[rich]/text"),
                change("alter function twice sql security invoker", "routine[twice(int)]/security"),
                change(
                        "create or replace function twice (a int) returns int deterministic no sql return a * 3",
                        "routine[twice(int)]/text"),
                change("alter event nightly enable", "routine[nightly()]/enabled"),
                change("alter event nightly on schedule every 2 hour", "routine[nightly()]/schedule"),
                change("alter sequence tickets maxvalue 2000", "sequence[tickets]/max"),
                change("alter sequence tickets nocycle", "sequence[tickets]/cycle"));
    }

    private static Set<String> of(String path, String... names) {
        return Set.copyOf(List.of(names).stream().map(path::concat).toList());
    }

    private static Arguments change(String sql, String... expected) {
        return Arguments.of(sql, Set.of(expected));
    }

    private static Arguments change(String sql, Set<String> expected) {
        return Arguments.of(sql, expected);
    }

    @ParameterizedTest
    @MethodSource
    void tellsNothingOfWhatChangesNothing(String sql) throws Exception {
        String database = made(EngineShop.sql("mysql"));
        server.execute(database, sql);
        Section changed = look(database);
        KeptChange.keep("mariadb", sql, unchanged, Shop.facts(changed), changed, Set.of());
        assertThat(Shop.differences(unchanged, Shop.facts(changed))).isEmpty();
    }

    static Stream<String> tellsNothingOfWhatChangesNothing() {
        return Stream.of(
                "insert into customers (email) values ('a@b.example')",
                "select nextval(tickets)",
                "optimize table orders",
                "analyze table customers",
                "alter table orders drop foreign key fk_c, add constraint fk_7f foreign key (customer) references"
                        + " customers (id) on delete cascade",
                "drop view rich; create algorithm = merge view rich as select `c`.`id` AS `id`, c.email from customers c"
                        + " where (c.status = 'new')",
                "alter table customers modify n int(9)",
                "alter table parts reorganize partition p1 into (partition p1 values less than (20), partition p2 values"
                        + " less than maxvalue)",
                "alter table customers add x int; alter table customers drop x");
    }

    @Test
    void tellsGrantsOfOthersAndWhatItWasNotShown() throws Exception {
        String database = made(EngineShop.sql("mysql"));
        server.execute(
                database,
                "create or replace user " + database + "_app; grant select, insert on " + database + ".* to " + database
                        + "_app; grant update (email) on customers to " + database + "_app");
        Section asRoot = look(database);
        assertThat(Shop.facts(asRoot))
                .containsKey("grant[" + database + "_app]/database[%7Bself%7D]")
                .containsKey("grant[" + database + "_app]/column[customers.email]")
                .containsEntry("role[%7Bself%7D]/superuser", new Value.Flag(true));
        Section asApp = LookedAt.of("mysql", server.url(database), new LoginSource.Written(database + "_app"));
        assertThat(asApp.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(EngineShop.gaps(asApp))
                .contains("client[*]/**", "grant[*]/**", "routine[*]/**", "table[*]/trigger[*]/**")
                .doesNotContain("table[*]/**");
        server.execute(database, "drop user " + database + "_app");
    }

    @Test
    void letsNoPersonLeaveAsLabel() throws Exception {
        SortedMap<String, Value> facts =
                Shop.facts(look(made("create table t (o enum('Anna Berg', 'x'), m enum('sad', 'ok'))")));
        assertThat(facts)
                .containsEntry("table[t]/column[m]/type", new Value.Text("enum('sad','ok')"))
                .containsKey("table[t]/column[o]/type");
        assertThat(facts.toString()).doesNotContain("Anna");
    }

    @Test
    void tellsWhoWritesThroughARole() throws Exception {
        String database = made("create table orders (id int)");
        server.execute(
                database,
                "create role app_rw; grant insert on orders to app_rw; create role app_team; grant app_rw to app_team;"
                        + "create user dev_app, dev_nobody; grant app_team to dev_app;"
                        + "set default role app_team for dev_app");
        try {
            assertThat(Shop.facts(look(database)))
                    .containsEntry("role[dev_app]/member-of", Value.SetOf.texts(List.of("app_team")))
                    .containsEntry("role[dev_app]/login", new Value.Flag(true))
                    .containsEntry("role[app_team]/member-of", Value.SetOf.texts(List.of("app_rw")))
                    .containsEntry("role[app_team]/login", new Value.Flag(false))
                    .doesNotContainKey("role[dev_nobody]/login");
        } finally {
            server.execute(database, "drop user dev_app, dev_nobody; drop role app_rw, app_team");
        }
    }

    @Test
    void saysThatALoginIsRefusedOrNothingListens() throws Exception {
        LoginSource nobody = new LoginSource.Written("nobody_here");
        assertThat(LookedAt.of("mysql", server.url("mysql"), nobody).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(LookedAt.of("mysql", server.url("no_such_database"), ROOT).outcome())
                .isEqualTo(Outcome.FAILED);
    }
}

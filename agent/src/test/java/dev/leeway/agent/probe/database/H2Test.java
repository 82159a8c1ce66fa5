package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real H2 in this process: single changes by their own facts, and what may not leave. */
class H2Test {
    private static final LoginSource ADMIN = new LoginSource.Written("sa");
    private static final String CUSTOMERS = "table[PUBLIC.CUSTOMERS]/";
    private static final String ORDERS = "table[PUBLIC.ORDERS]/";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private String url = "";
    private Connection connection;

    @BeforeEach
    void makeADatabase() throws SQLException {
        url = "jdbc:h2:mem:h2test" + DATABASES.incrementAndGet();
        connection = DriverManager.getConnection(url, "sa", "");
    }

    @AfterEach
    void dropIt() throws SQLException {
        connection.close();
    }

    private SortedMap<String, Value> facts() throws Exception {
        SortedMap<String, Value> facts = Shop.facts(LookedAt.of("h2", url, ADMIN));
        // The tests' own connection.
        facts.keySet().removeIf(path -> path.startsWith("client["));
        return facts;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private SortedMap<String, Value> made(String sql) throws Exception {
        execute(sql);
        return facts();
    }

    @Test
    void leavesOutSchemasOfWhichNoTableIsWantedAndMissesNone() throws Exception {
        execute("create schema app; create schema audit; create schema calls; create table app.orders (id int);"
                + "create table audit.log (id int); create table calls.log (id int);"
                + "create alias calls.magnitude for 'java.lang.Math.abs(int)'");
        assertThat(schemas(DatabaseTarget.Names.ALL))
                .containsExactly("schema[APP] told", "schema[AUDIT] told", "schema[CALLS] told");
        List<String> without = List.of("schema[APP] told", "schema[AUDIT] not requested", "schema[CALLS] told");
        assertThat(schemas(new DatabaseTarget.Names(List.of("APP.*"), List.of())))
                .isEqualTo(without);
        assertThat(schemas(new DatabaseTarget.Names(List.of(), List.of("LOG")))).isEqualTo(without);
        execute("drop table audit.log; create table app.log (id int)");
        assertThat(schemas(new DatabaseTarget.Names(List.of(), List.of("LOG"))))
                .containsExactly("schema[APP] told", "schema[CALLS] told");
    }

    /** Each by whether it is told or why not. */
    private List<String> schemas(DatabaseTarget.Names tables) throws Exception {
        Section section = LookedAt.of("h2", url, ADMIN, tables);
        Stream<String> told = Shop.facts(section).keySet().stream()
                .filter(path -> path.startsWith("schema["))
                .map(path -> path.replace("/present", " told"));
        Stream<String> gaps = section.uncovered().stream()
                .map(gap -> gap.pattern().text().replace("database[shop]/", "").replace("/**", " ") + gap.reason())
                .filter(gap -> gap.startsWith("schema["));
        return Stream.concat(told, gaps).sorted().toList();
    }

    @Test
    void tellsWhatIsThere() throws Exception {
        execute(EngineShop.sql("h2"));
        Section section = LookedAt.of("h2", url, ADMIN);
        assertThat(EngineShop.gaps(section)).containsExactly("server/version");
        assertThat(Shop.facts(section))
                .containsEntry("server/product", new Value.Text("H2"))
                .containsEntry(CUSTOMERS + "column[NAME]/type", new Value.Text("character varying(80)"))
                .containsEntry(CUSTOMERS + "column[ID]/identity", new Value.Text("by default"))
                .containsEntry(CUSTOMERS + "unique[EMAIL]", new Value.Text("plain"))
                .containsEntry(ORDERS + "column[TOTAL]/type", new Value.Text("PUBLIC.MONEY"))
                .containsEntry(ORDERS + "foreign-key[CUSTOMER]/references", new Value.Text("PUBLIC.CUSTOMERS(ID)"))
                .containsEntry(ORDERS + "foreign-key[CUSTOMER]/on-delete", new Value.Text("cascade"))
                .containsEntry(ORDERS + "index[TOTAL]/name", new Value.Text("BIG"))
                .doesNotContainKey(ORDERS + "index[TOTAL desc,CUSTOMER]/name")
                .containsKey(ORDERS + "index[TOTAL desc,CUSTOMER]/method")
                .containsEntry("table[MORE.LINES]/unique[C]", new Value.Text("nulls not distinct"))
                .containsEntry("view[PUBLIC.BUYS]/kind", new Value.Text("synonym"))
                .containsKey("routine[PUBLIC.ROOT_OF(double precision)]/text")
                .containsKey("grant[APP]/table[PUBLIC.ORDERS]")
                .containsEntry("role[%7Bself%7D]/superuser", new Value.Flag(true));
    }

    /** Nobody can say whether two such servers are one; of a database in this process there is no server to be told apart. */
    @Test
    void saysThatAServerDoesNotTellWhoItIs() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0").start();
        try {
            String remote = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + url.substring("jdbc:h2:".length());
            Section section = LookedAt.of("h2", remote, ADMIN);
            assertThat(EngineShop.gaps(section))
                    .contains("server/identifier", "server/instance", "server/address", "server/started")
                    .doesNotContain("server/version");
            assertThat(Shop.facts(section)).containsKey("server/version");
        } finally {
            server.stop();
        }
    }

    @Test
    void tellsTheSameAfterMakingItInAnotherOrderUnderOtherNames() throws Exception {
        SortedMap<String, Value> unchanged = made(EngineShop.sql("h2"));
        assertThat(Shop.differences(unchanged, facts())).isEmpty();
        connection.close();
        makeADatabase();
        String other = EngineShop.otherOrder("h2")
                .replace("constraint named check", "constraint x7 check")
                .replace("constraint fk_c foreign", "constraint other foreign");
        assertThat(Shop.differences(unchanged, made(other))).isEmpty();
    }

    @Test
    void letsNothingLeaveThatSomebodyWrote() throws Exception {
        assertThat(made(EngineShop.sql("h2")).toString()).doesNotContain("planted");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tellsAChangeByItsOwnFactsAlone(String sql, Set<String> expected) throws Exception {
        SortedMap<String, Value> unchanged = made(EngineShop.sql("h2"));
        assertThat(Shop.differences(unchanged, made(sql))).containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> tellsAChangeByItsOwnFactsAlone() {
        return Stream.concat(tables(), objects());
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                change(
                        "alter table more.lines add room int",
                        "table[MORE.LINES]/column-order",
                        "table[MORE.LINES]/column[ROOM]/nullable",
                        "table[MORE.LINES]/column[ROOM]/type"),
                change("alter table customers alter name set data type varchar(90)", CUSTOMERS + "column[NAME]/type"),
                change("alter table customers alter score set not null", CUSTOMERS + "column[SCORE]/nullable"),
                change("alter table customers alter email drop not null", CUSTOMERS + "column[EMAIL]/nullable"),
                change("alter table customers alter name set default 'x'", CUSTOMERS + "column[NAME]/default"),
                change("alter table customers alter score drop default", CUSTOMERS + "column[SCORE]/default"),
                change("alter table customers alter created drop on update", CUSTOMERS + "column[CREATED]/default"),
                change("alter table customers alter id drop identity", CUSTOMERS + "column[ID]/identity"),
                change("alter table customers alter name set invisible", CUSTOMERS + "option[invisible]"),
                change("comment on column orders.place is 'x'", ORDERS + "column[PLACE]/comment"),
                change("comment on table orders is 'new'", ORDERS + "comment"),
                change("alter table more.lines drop primary key", "table[MORE.LINES]/primary-key"),
                change("alter table orders add unique (place)", ORDERS + "unique[PLACE]"),
                change(
                        "alter table orders drop constraint fk_c; alter table orders add foreign key (customer)"
                                + " references customers (id)",
                        ORDERS + "foreign-key[CUSTOMER]/on-delete"),
                change(
                        "alter table customers drop constraint named; alter table customers add check (name <> 'x')",
                        CUSTOMERS + "check[NAME]/definition"),
                change("alter table orders add check (place > 0)", ORDERS + "check[PLACE]/definition"));
    }

    private static Stream<Arguments> objects() {
        return Stream.of(
                change(
                        "drop index big",
                        ORDERS + "index[TOTAL]/method",
                        ORDERS + "index[TOTAL]/name",
                        ORDERS + "index[TOTAL]/unique",
                        ORDERS + "index[TOTAL]/valid"),
                change("alter index big rename to large", ORDERS + "index[TOTAL]/name"),
                change(
                        "drop index once; create index once on orders (customer, total)",
                        ORDERS + "index[CUSTOMER,TOTAL]/unique"),
                change(
                        "create or replace view rich as select id, email from customers where status = 'old'",
                        "view[PUBLIC.RICH]/text"),
                change("alter sequence tickets increment by 3", "sequence[PUBLIC.TICKETS]/increment"),
                change("alter sequence tickets nocycle", "sequence[PUBLIC.TICKETS]/cycle"),
                change("alter domain money set default 1", "type[PUBLIC.MONEY]/definition"),
                change(
                        "drop constant limit_of_all; create constant limit_of_all value 6",
                        "type[PUBLIC.LIMIT_OF_ALL]/definition"),
                change(
                        "drop alias root_of; create alias root_of for 'java.lang.Math.cbrt(double)'",
                        "routine[PUBLIC.ROOT_OF(double precision)]/text"),
                change(
                        "drop trigger touched; create trigger touched after insert on customers for each row call"
                                + " 'dev.leeway.agent.probe.database.H2TouchTrigger'",
                        CUSTOMERS + "trigger[TOUCHED]/timing"),
                change("grant update on orders to app", "grant[APP]/table[PUBLIC.ORDERS]"),
                change("alter user app admin true", "role[APP]/createrole", "role[APP]/superuser"),
                change("set ignorecase true; set default_lock_timeout 7000", "server/setting[default_lock_timeout]"));
    }

    private static Arguments change(String sql, String... expected) {
        return Arguments.of(sql, new TreeSet<>(List.of(expected)));
    }

    @Test
    void readsAFileAndDoesNotChangeIt(@TempDir Path directory) throws Exception {
        String file = "jdbc:h2:" + directory.resolve("shop");
        try (Connection own = DriverManager.getConnection(file, "sa", "");
                Statement statement = own.createStatement()) {
            statement.execute(EngineShop.sql("h2"));
        }
        Path stored = directory.resolve("shop.mv.db");
        byte[] before = Files.readAllBytes(stored);
        Section section = LookedAt.of("h2", file, ADMIN);
        assertThat(section.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(Shop.facts(section).keySet()).contains(ORDERS + "column[TOTAL]/type");
        assertThat(Files.readAllBytes(stored)).isEqualTo(before);
    }

    @Test
    void makesNoDatabaseAndSaysWhoMayNotLogIn(@TempDir Path directory) throws Exception {
        assertThat(LookedAt.of("h2", "jdbc:h2:" + directory.resolve("none"), ADMIN)
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(directory).isEmptyDirectory();
        assertThat(LookedAt.of("h2", url, new LoginSource.Written("nobody")).outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void saysThatItIsNotShownWhatOthersHave() throws Exception {
        execute(EngineShop.sql("h2") + "create user guest password '';");
        Section section = LookedAt.of("h2", url, new LoginSource.Written("guest"));
        assertThat(EngineShop.gaps(section)).contains("table[*]/**", "grant[*]/**", "client[*]/**");
    }
}

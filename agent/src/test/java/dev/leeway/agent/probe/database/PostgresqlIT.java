package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way from a real server to a section, in the oldest and newest version tests have. */
@ResourceLock(PostgresServer.SHARED)
class PostgresqlIT {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final String[] UNREAD_DOCUMENTS = {
        "database[shop]/json[app.events.payload]/**", "database[shop]/json[audit.log.details]/**"
    };

    @ParameterizedTest
    @ValueSource(ints = {PostgresServer.OLD, PostgresServer.NEW})
    void seesTheSameSectionTwice(int version) throws Exception {
        PostgresServer server = PostgresServer.of(version);
        String database = Shop.copy(server);
        Section first = LookedAt.of(server, database);
        assertThat(first.outcome()).isEqualTo(Outcome.COLLECTED);
        assertThat(LookedAt.of(server, database).id()).isEqualTo(first.id());
    }

    @Test
    void seesOneSchemaInTwoVersionsOfTheServer() throws Exception {
        PostgresServer old = PostgresServer.of(PostgresServer.OLD);
        PostgresServer young = PostgresServer.of(PostgresServer.NEW);
        assertThat(Shop.differences(Shop.unchanged(old), Shop.unchanged(young)))
                .contains("server/version")
                .allMatch(path -> path.startsWith("server/"));
        assertThat(Shop.unchanged(young).keySet())
                .filteredOn(path -> !path.startsWith("server/"))
                .hasSizeGreaterThan(180);
    }

    /** Tables in reverse, constraints one by one under names of their own, as another history would have left them. */
    @Test
    void seesOneSchemaHoweverItCameAbout() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String one = server.database();
        server.execute(
                one,
                "create table a (id serial primary key, n integer not null unique, m text check (m <> ''));"
                        + "create table b (id integer primary key, a integer references a, k text);"
                        + "create index on b (a); create index on b (k); create view v as select * from a;");
        String other = server.database();
        server.execute(
                other,
                "create table b (id integer not null, a integer, k text); create index on b (k);"
                        + "create table a (id integer not null, n integer not null, m text);"
                        + "create sequence a_id_seq as integer; alter sequence a_id_seq rename to a_id_seq4;"
                        + "alter table a alter id set default nextval('a_id_seq4'); alter sequence a_id_seq4 owned by a.id;"
                        + "alter table a add constraint pk_77 primary key (id);"
                        + "alter table a add constraint u_1 unique (n), add constraint c_9 check (m <> '');"
                        + "alter table b add constraint pk_78 primary key (id);"
                        + "alter table b add constraint fk_0a foreign key (a) references a;"
                        + "create index b_a_idx5 on b (a);"
                        + "create view v as select a.id, a.n, a.m from public.a;");
        assertThat(Shop.differences(Shop.facts(LookedAt.of(server, one)), Shop.facts(LookedAt.of(server, other))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {PostgresServer.OLD, PostgresServer.NEW})
    void needsNoMoreThanTheDocumentedGrants(int version) throws Exception {
        PostgresServer server = PostgresServer.of(version);
        String database = Shop.copy(server);
        String grants = String.join(";", Grants.documented("PostgreSQL: what to grant", database));
        server.execute(database, "drop role if exists leeway_reader");
        try {
            server.execute(database, "create role leeway_reader login; " + grants);
            Section section = LookedAt.of(server.url(database), new LoginSource.Written("leeway_reader"), TIME);
            assertThat(section.uncovered())
                    .extracting(gap -> gap.pattern().text())
                    .as("documents take a grant on their table")
                    .containsExactlyInAnyOrder(UNREAD_DOCUMENTS);
            server.execute(database, String.join(";", Grants.documented("Shapes of JSON", database)));
            Section allowed = LookedAt.of(server.url(database), new LoginSource.Written("leeway_reader"), TIME);
            assertThat(allowed.uncovered())
                    .extracting(gap -> gap.pattern().text())
                    .containsExactly(UNREAD_DOCUMENTS[1]);
            assertThat(Shop.differences(Shop.unchanged(server), Shop.facts(allowed)))
                    .allMatch(path -> path.startsWith("role[")
                            || path.startsWith("grant[%7Bself%7D]")
                            || path.startsWith("json[audit.log.details]"));
        } finally {
            server.execute(database, "drop owned by leeway_reader; drop role leeway_reader");
        }
    }

    /** Every definition is open to every role; what is not is said to be unknown, by its own pattern. */
    @Test
    void saysWhatARoleWithoutAnyGrantDoesNotSee() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        server.execute(database, "drop role if exists nobody_much; create role nobody_much login");
        try (Connection other = server.connect(database)) {
            assertThat(other.isValid(5)).isTrue();
            Section section = LookedAt.of(server.url(database), new LoginSource.Written("nobody_much"), TIME);
            assertThat(section.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(section.uncovered()).extracting(Uncovered::reason).containsOnly("permission");
            assertThat(section.uncovered())
                    .extracting(gap -> gap.pattern().text())
                    .containsExactlyInAnyOrder(
                            "database[shop]/client[*]/address",
                            UNREAD_DOCUMENTS[0],
                            UNREAD_DOCUMENTS[1],
                            "database[shop]/server/setting[ssl_min_protocol_version]",
                            "database[shop]/server/setting[timezone]");
            assertThat(Shop.differences(Shop.unchanged(server), Shop.facts(section)))
                    .allMatch(path -> path.startsWith("role[")
                            || path.startsWith("client[")
                            || path.startsWith("json[")
                            || path.equals("server/setting[ssl_min_protocol_version]")
                            || path.equals("server/setting[timezone]"));
        } finally {
            server.execute(database, "drop role nobody_much");
        }
    }

    @Test
    void tellsWhoWritesThroughAGroupAnAttributeOrAPredefinedRole() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        try {
            server.execute(
                    database,
                    "create role rw_of_app; grant insert, update, delete on app.orders to rw_of_app;"
                            + "create role rw_team in role rw_of_app; create role dev_app login in role rw_team;"
                            + "create role dev_admin login superuser; create role dev_nobody login;"
                            + "create role dev_past login bypassrls;"
                            + "create role dev_writer login; grant pg_write_all_data to dev_writer");
            assertThat(Shop.facts(LookedAt.of(server, database)))
                    .containsEntry("role[dev_app]/member-of", Value.SetOf.texts(List.of("rw_team")))
                    .containsEntry("role[rw_team]/member-of", Value.SetOf.texts(List.of("rw_of_app")))
                    .containsEntry("role[dev_admin]/superuser", new Value.Flag(true))
                    .containsEntry("role[dev_past]/bypassrls", new Value.Flag(true))
                    .containsEntry("role[dev_writer]/member-of", Value.SetOf.texts(List.of("pg_write_all_data")))
                    .doesNotContainKey("role[dev_nobody]/login");
        } finally {
            server.execute(
                    database,
                    "drop owned by rw_of_app; drop role dev_app, dev_admin, dev_nobody, dev_past, dev_writer, rw_team, rw_of_app");
        }
    }

    /** Each refused function leaves a gap that covers all of which it is asked. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pg_get_expr(pg_node_tree, oid) | view[*]/columns, table[*]/column-order, table[*]/column[*]/**
                    pg_get_indexdef(oid)       | view[*]/index[*]/**, table[*]/index[*]/**
                    aclexplode(aclitem[])      | grant[*]/**, role[*]/**
                    """)
    void leavesNothingUncoveredWhereAFunctionIsRefused(String function, String gaps) throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        server.execute(database, "drop role if exists refused_reader; create role refused_reader login");
        try {
            server.execute(database, "revoke execute on function pg_catalog." + function + " from public");
            Section section = LookedAt.of(server.url(database), new LoginSource.Written("refused_reader"), TIME);
            assertThat(section.uncovered())
                    .extracting(gap -> gap.pattern().text().replace("database[shop]/", ""))
                    .contains(gaps.split(", "));
            assertThat(Shop.facts(section)).isNotEmpty().doesNotContainValue(new Value.ListOf(List.of()));
        } finally {
            server.execute(database, "drop role refused_reader");
        }
    }

    @Test
    void letsNoPersonLeaveAsLabelDefaultOrApplication() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        server.execute(
                database,
                "create type mood as enum ('sad', 'ok'); create type owner as enum ('Anna Berg', 'x');"
                        + "create table t (m mood default 'ok', o owner default 'Anna Berg', note text default 'Anna Berg',"
                        + " sad text default 'sad')");
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'DBeaver 24 - anna.berg@example.com - Staging <Anna Berg>'");
            SortedMap<String, Value> facts = Shop.facts(LookedAt.of(server, database));
            assertThat(facts)
                    .containsEntry("type[public.mood]/labels", Value.ListOf.texts(List.of("sad", "ok")))
                    .containsEntry("table[public.t]/column[m]/default", new Value.Text("ok"))
                    .containsEntry("client[%7Bself%7D]/application", Value.SetOf.texts(List.of("DBeaver staging")))
                    .containsKey("type[public.owner]/labels");
            assertThat(facts.toString()).doesNotContain("Anna", "anna", "Berg");
        }
    }

    @Test
    void tellsWhoElseIsConnected() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'shop-worker-17'");
            SortedMap<String, Value> facts = Shop.facts(LookedAt.of(server, database));
            assertThat(facts.get("client[%7Bself%7D]/application"))
                    .isEqualTo(Value.SetOf.texts(List.of("shop-worker-#")));
            assertThat(facts.get("client[%7Bself%7D]/address")).isEqualTo(Value.SetOf.texts(List.of("loopback")));
        }
    }

    @Test
    void knowsANameThatTheServerCutToItsLength() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        String table = "a_table_with_a_name_that_is_much_longer_than_thirty_letters";
        String column = "a_column_of_the_same_sort_of_length";
        server.execute(
                database,
                "create table " + table + " (" + column + " serial); create index on " + table + " (" + column + ")");
        assertThat(Shop.facts(LookedAt.of(server, database)).keySet())
                .contains("sequence[public." + table + "." + column + "]/type")
                .noneMatch(path -> path.endsWith("/name") || path.contains("_seq"));
    }

    @Test
    void leavesOutWhatExtensionsBring() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        server.execute(database, "create extension pg_trgm; create extension citext; create table t (c citext)");
        SortedMap<String, Value> facts = Shop.facts(LookedAt.of(server, database));
        assertThat(facts.keySet()).noneMatch(path -> path.startsWith("routine[") || path.startsWith("type["));
        assertThat(facts.get("table[public.t]/column[c]/type")).isEqualTo(new Value.Text("public.citext"));
        assertThat(facts).containsKey("server/extension[pg_trgm]/version");
    }

    @Test
    void waitsForNoLockLongAndLosesOnlyWhatNeedsIt() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table app.orders, app.events in access exclusive mode");
            long begin = System.nanoTime();
            Section section =
                    LookedAt.of(server.url(database), new LoginSource.Written("postgres"), Duration.ofSeconds(16));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(16));
            assertThat(section.uncovered())
                    .as("%s %s", section.outcome(), section.reason())
                    .extracting(gap -> gap.pattern().text() + " " + gap.reason())
                    .containsExactlyInAnyOrder(
                            "database[shop]/json[app.events.*]/** in use",
                            "database[shop]/json[app.orders.*]/** in use",
                            "database[shop]/table[app.events]/** in use",
                            "database[shop]/table[app.orders]/** in use",
                            "database[shop]/view[*]/text time");
            assertThat(Shop.differences(Shop.unchanged(server), Shop.facts(section)))
                    .allMatch(path -> path.matches("((table|json)\\[app\\.(orders|events)|client\\[).*|view.*/text"));
        }
    }

    @Test
    void letsNothingOutThatSomebodyWrote() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = Shop.copy(server);
        List<String> planted = List.of(
                "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
                "Erika Mustermann",
                "erika@mustermann.example",
                "hunter2hunter2",
                "DE89370400440532013000",
                "Kopernikus-77-Geheim");
        server.execute(database, """
                alter table app.orders alter note set default 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
                alter table app.customers alter email set default 'erika@mustermann.example';
                alter table app.customers alter name set default 'Erika Mustermann';
                comment on table app.orders is 'password is hunter2hunter2';
                comment on column app.orders.note is 'Erika Mustermann';
                alter table app.orders add check (note <> 'DE89370400440532013000');
                create index on app.orders ((note || 'Kopernikus-77-Geheim'));
                create index on app.orders (room) where note = 'Kopernikus-77-Geheim';
                create view app.secret as select 'hunter2hunter2'::text as x, 'Erika Mustermann' as y;
                create function app.secret(a text default 'Kopernikus-77-Geheim') returns text language sql
                  as 'select ''hunter2hunter2''';
                create domain app.iban as text default 'DE89370400440532013000' check (value <> 'Erika Mustermann');
                create policy p on app.orders using (note = 'erika@mustermann.example');
                alter table app.orders add g text generated always as (note || 'Kopernikus-77-Geheim') stored;
                create trigger t after insert on app.orders for each row when (new.note = 'hunter2hunter2')
                  execute function app.touch('DE89370400440532013000');
                """);
        String all = Shop.facts(LookedAt.of(server, database)).toString();
        assertThat(all).contains("table[app.orders]/column[note]/default");
        assertThat(planted).noneMatch(all::contains);
    }

    @Test
    void readsAThousandTablesInLittleMoreThanADozenQuestions() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        server.execute(database, thousandTables());
        server.execute(database, "analyze");
        QuestionCount counted = QuestionCount.of(server.url(database));
        assertThat(counted.questions()).isLessThanOrEqualTo(17);
        assertThat(counted.tables()).isEqualTo(1_000);
        assertThat(counted.took()).isLessThan(Duration.ofSeconds(15));
    }

    private static String thousandTables() {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            sql.append("create table t").append(i).append(" (id integer primary key, parent integer");
            for (int c = 2; c < 10; c++) {
                sql.append(", c").append(c).append(" varchar(").append(10 + c).append(") default 'x'");
            }
            sql.append("); create index on t").append(i).append(" (c3);");
            if (i > 0) {
                sql.append("alter table t").append(i).append(" add foreign key (parent) references t0;");
            }
        }
        return sql.toString();
    }

    @Test
    void namesTheServerByATagOfItsOwnIdentifier() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        Section one = LookedAt.of(server, Shop.copy(server));
        Section other = LookedAt.of(server, Shop.copy(server));
        FactPath identifier = FactPath.parse("server/identifier");
        assertThat(one.facts().find(identifier))
                .isPresent()
                .isEqualTo(other.facts().find(identifier));
        Section elsewhere =
                LookedAt.of(PostgresServer.of(PostgresServer.OLD), Shop.copy(PostgresServer.of(PostgresServer.OLD)));
        assertThat(elsewhere.facts().find(identifier)).isNotEqualTo(one.facts().find(identifier));
        FactPath instance = FactPath.parse("server/instance");
        assertThat(one.facts().find(instance))
                .isPresent()
                .isEqualTo(other.facts().find(instance))
                .isNotEqualTo(one.facts().find(identifier));
        assertThat(elsewhere.facts().find(instance)).isNotEqualTo(one.facts().find(instance));
    }
}

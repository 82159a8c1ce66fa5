package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.MariadbServer;
import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.selftest.Canary;
import dev.leeway.agent.selftest.CanaryCorpus;
import dev.leeway.agent.selftest.CanaryScanner;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Secrets of every kind wherever people write into a database: none is in a snapshot, in whatever dress. */
@ResourceLock(MariadbServer.SHARED)
@ResourceLock(PostgresServer.SHARED)
class PlantedSecretsIT {
    /** One of so many, so that every kind is there and a build stays short. */
    private static final int STRIDE = 31;

    private static final List<String> PEOPLE =
            List.of("erika.mustermann", "Jürgen Köhler", "anna.berg@mustermann.example", "Anna Berg");
    private static final String LITERAL = "{C}";
    /** Under a name that says nothing a number is taken for one. */
    private static final String UNNAMED = "{U}";
    /** Where texts may not be long. */
    private static final String SHORT = "{L}";

    /** A keyed tag is random letters, among which a short name turns up by chance once in some twenty runs. */
    private static final Pattern TAG = Pattern.compile("k-[0-9a-f]{8}:[A-Za-z0-9_-]{43}");

    private static final List<Canary> CANARIES = canaries();

    private static List<Canary> canaries() {
        List<Canary> all = CanaryCorpus.of(11);
        List<Canary> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += STRIDE) {
            if (all.get(i).text().indexOf('\0') < 0) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    private static final String POSTGRESQL = """
            create table t# (id integer primary key, password text default {C}, api_token varchar(4000) default {C},
              note text default {U}, doc jsonb,
              made text generated always as (note || {C}) stored, check (note <> {C}));
            comment on table t# is {C}; comment on column t#.note is {C};
            create index on t# ((note || {C})); create index on t# (password) where note = {C};
            create view v# as select {C}::text as x, t.note from t# t where t.note like {C};
            create materialized view m# as select id from t# where note = {C};
            create function f#(a text default {C}) returns text language sql as $body#$ select {C}::text $body#$;
            create function p#() returns trigger language plpgsql as $body#$ begin perform {C}; return new; end $body#$;
            create trigger g# after insert on t# for each row when (new.note = {C}) execute function p#({C});
            create policy l# on t# using (note = {C}) with check (note <> {C});
            create domain d# as text default {U} check (value <> {C});
            create table parts# (note text) partition by list (note);
            create table parts#_a partition of parts# for values in ({C});
            create statistics s# on (note || {C}), id from t#;
            create rule r# as on insert to v# do instead notify x, {C};
            insert into t# (id, note, doc)
              values (1, 'fine', jsonb_build_object('value', {C}::text, 'list', jsonb_build_array({C}::text)));
            insert into documents values (json_build_object({C}::text, 1));
            """;

    private static final String MARIADB = """
            create table t# (id int primary key, password varchar(2000) default {C}, api_token varchar(2000) default {C}
              comment 'x', note text default {U}, doc json,
              made varchar(2000) generated always as (concat(id, {C})) virtual, check (note <> {C}));
            insert into t# (id, note, doc) values (1, 'fine', json_object('value', {C}));
            insert into documents values (json_object({C}, 1));
            create table c# (id int) comment {L};
            create view v# as select {C} as x, t.note from t# t where t.note = {C};
            create function f#() returns text deterministic return {C};
            create procedure p#() begin select {C}; end;
            create trigger g# before insert on t# for each row begin set new.note = {C}; end;
            create event e# on schedule every 1 day disable do select {C};
            """;

    private static final String SQLITE = """
            create table t# (id integer primary key, password text default {C}, api_token text default {C},
              note text default {U}, doc json, made text generated always as (note || {C}),
              check (note <> {C}));
            create index i# on t# (note || {C}); create index j# on t# (password) where note = {C};
            create view v# as select {C} as x, note from t# where note = {C};
            create trigger g# after insert on t# when new.note = {C} begin select {C}; end;
            """;

    private static final String H2 = """
            create table t# (id integer primary key, password varchar default {C}, api_token varchar default {C},
              note varchar default {U},
              made varchar generated always as (note || {C}), check (note <> {C}));
            comment on table t# is {C}; comment on column t#.note is {C};
            create view v# as select {C} as x, note from t# where note = {C};
            create domain d# as varchar default {U} check (value <> {C});
            """;

    /** The statements with each secret in its own objects. */
    private static String planted(String statements, Function<String, String> literal, int longest) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < CANARIES.size(); i++) {
            Canary canary = CANARIES.get(i);
            String text = literal.apply(canary.text());
            boolean known = canary.strength() != Canary.Strength.NUMBER;
            boolean fits = canary.text().length() <= longest;
            sql.append(statements
                    .replace("#", Integer.toString(i))
                    .replace(LITERAL, text)
                    .replace(SHORT, fits ? text : "''")
                    .replace(UNNAMED, known ? text : "''"));
        }
        return sql.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quotedWithBackslashes(String text) {
        return quoted(text.replace("\\", "\\\\"));
    }

    @Test
    void noneLeavesPostgresql() throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        StringBuilder sql = new StringBuilder(
                "create table documents (doc json);" + planted(POSTGRESQL, PlantedSecretsIT::quoted, 4_000));
        PEOPLE.forEach(person -> sql.append("create role \"" + person + "\" login;"));
        for (String person : PEOPLE) {
            String role = '"' + person + '"';
            sql.append("grant select on t0 to " + role + "; grant insert on t1 to " + role
                    + "; alter table t2 owner to " + role + "; create policy \"p" + PEOPLE.indexOf(person)
                    + "\" on t3 to " + role + ";");
        }
        List<String> labels = CANARIES.stream()
                .filter(canary -> canary.strength() == Canary.Strength.SHAPE)
                .map(Canary::text)
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length < 64)
                .toList();
        labels.forEach(label ->
                sql.append("create type e" + labels.indexOf(label) + " as enum ('one', " + quoted(label) + ");"));
        server.execute(database, sql.toString());
        try {
            searched(login("postgresql", server.url(database), "postgres"), 40);
        } finally {
            for (String person : PEOPLE) {
                String role = '"' + person + '"';
                server.execute(database, "drop owned by " + role + " cascade; drop role " + role);
            }
        }
    }

    @Test
    void noneLeavesMariadb() throws Exception {
        MariadbServer server = MariadbServer.get();
        String database = server.database();
        server.execute(database, "create table documents (doc json)");
        server.execute(database, planted(MARIADB, PlantedSecretsIT::quotedWithBackslashes, 1_000));
        for (String person : PEOPLE) {
            server.execute(
                    database,
                    "create or replace user " + quoted(person) + "; grant select on t0 to " + quoted(person)
                            + "; grant insert on t1 to " + quoted(person));
        }
        try {
            searched(login("mysql", server.url(database), "root"), 40);
        } finally {
            for (String person : PEOPLE) {
                server.execute(database, "drop user " + quoted(person));
            }
        }
    }

    @Test
    void noneLeavesSqlite(@TempDir Path directory) throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("data.db");
        run(url, planted(SQLITE, PlantedSecretsIT::quoted, 4_000));
        searched(new DatabaseLogin(target("sqlite"), url, LoginSource.NONE, LoginSource.NONE), 40);
    }

    @Test
    void noneLeavesH2() throws Exception {
        String url = "jdbc:h2:mem:planted";
        try (Connection open = DriverManager.getConnection(url, "sa", "")) {
            run(url, planted(H2, PlantedSecretsIT::quoted, 4_000));
            searched(login("h2", url, "sa"), 40);
            assertThat(open.isValid(1)).isTrue();
        }
    }

    private static void run(String url, String sql) throws Exception {
        try (Connection connection = url.contains(":h2:")
                        ? DriverManager.getConnection(url, "sa", "")
                        : DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static DatabaseLogin login(String engine, String url, String user) {
        return new DatabaseLogin(target(engine), url, new LoginSource.Written(user), LoginSource.NONE);
    }

    private static DatabaseTarget target(String engine) {
        return new DatabaseTarget(
                "shop",
                engine,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.JsonLook.SAMPLE,
                Duration.ofSeconds(30));
    }

    private static void searched(DatabaseLogin login, int tables) throws Exception {
        ConfiguredDatabases servers = ConfiguredDatabases.of(List.of(login), Map.of());
        for (Snapshot snapshot : List.of(LookedAt.snapshot(servers), LookedAt.snapshotWithoutKey(servers))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SnapshotJson.write(snapshot, out);
            String text = out.toString(StandardCharsets.UTF_8);
            assertThat(LookedAt.section(snapshot).facts().size())
                    .as("something was looked at")
                    .isGreaterThan(tables * 10);
            assertThat(text).contains("table[").contains("/default\"");
            assertThat(CanaryScanner.of(CANARIES).scan(out.toByteArray()))
                    .as("secrets that left")
                    .isEmpty();
            assertThat(PEOPLE).noneMatch(text::contains);
            assertThat(TAG.matcher(text).replaceAll("").toLowerCase(Locale.ROOT))
                    .doesNotContain("mustermann", "anna", "köhler");
        }
    }
}

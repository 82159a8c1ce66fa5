package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Histories as the tools themselves lay out their tables. */
final class MigrationsIT {
    private static SortedMap<String, String> facts(String sql) throws Exception {
        PostgresServer server = PostgresServer.of(PostgresServer.NEW);
        String database = server.database();
        server.execute(database, sql);
        Section section = LookedAt.of(server, database);
        SortedMap<String, String> facts = new TreeMap<>();
        section.facts().forEach((path, value) -> {
            boolean sum = path.contains("/checksum[");
            if (path.startsWith("migration[")) {
                assertThat(value.kind() == Value.Kind.SECRET).isEqualTo(sum);
                facts.put(path, sum ? "a tag" : value.display());
            }
        });
        return facts;
    }

    @Test
    void readsFlyway() throws Exception {
        String table = """
                create table %1$s (installed_rank integer primary key, version varchar(50), description varchar(200) not null,
                  type varchar(20) not null, script varchar(1000) not null, checksum integer, installed_by varchar(100) not null,
                  installed_on timestamp not null default now(), execution_time integer not null, success boolean not null);
                """;
        String row = "insert into %s values (%d, %s, 'd', '%s', '%s', 1, 'jane.doe', now(), 5, %s);";
        String sql = String.format(table, "flyway_schema_history")
                + String.format(row, "flyway_schema_history", 1, "'1'", "SQL", "V1__init.sql", true)
                + String.format(row, "flyway_schema_history", 2, "'1.9'", "SQL", "V1_9__a.sql", true)
                + String.format(row, "flyway_schema_history", 3, "'1.10'", "SQL", "V1_10__b.sql", true)
                + String.format(row, "flyway_schema_history", 4, "null", "SQL", "R__views.sql", true)
                + String.format(row, "flyway_schema_history", 5, "'1.11'", "SQL", "V1_11__c.sql", true)
                + String.format(row, "flyway_schema_history", 6, "'1.11'", "UNDO_SQL", "U1_11__c.sql", true)
                + String.format(row, "flyway_schema_history", 7, "'2'", "SQL", "V2__d.sql", false)
                + "create schema tenant;"
                + String.format(table, "tenant.flyway_schema_history");

        assertThat(facts(sql))
                .containsOnly(
                        Map.entry("migration[flyway]/latest", "1.10"),
                        Map.entry("migration[flyway]/applied", "3"),
                        Map.entry("migration[flyway]/failed", "{2}"),
                        Map.entry("migration[flyway]/checksum[1]", "a tag"),
                        Map.entry("migration[flyway]/checksum[1.9]", "a tag"),
                        Map.entry("migration[flyway]/checksum[1.10]", "a tag"),
                        Map.entry("migration[flyway@tenant]/applied", "0"));
    }

    @Test
    void readsLiquibaseAlembicAndDjango() throws Exception {
        String sql = """
                create table databasechangelog (id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null,
                  dateexecuted timestamp not null, orderexecuted integer not null, exectype varchar(10) not null, md5sum varchar(35));
                insert into databasechangelog values ('add-total', 'jane', 'b.xml', now(), 2, 'EXECUTED', '8:x'),
                  ('create', 'jane', 'a.xml', now(), 1, 'EXECUTED', '8:y');
                create table alembic_version (version_num varchar(32) primary key);
                insert into alembic_version values ('ae1027a6acf0'), ('1975ea83b712');
                create table django_migrations (id bigint primary key, app varchar(255) not null, name varchar(255) not null,
                  applied timestamptz not null);
                insert into django_migrations values (1, 'shop', '0001_initial', now()), (2, 'shop', '0002_total', now()),
                  (3, 'auth', '0012_alter_user', now());
                """;

        assertThat(facts(sql))
                .containsOnly(
                        Map.entry("migration[liquibase]/latest", "add-total"),
                        Map.entry("migration[liquibase]/applied", "2"),
                        Map.entry("migration[liquibase]/checksum[a.xml::create (8)]", "a tag"),
                        Map.entry("migration[liquibase]/checksum[b.xml::add-total (8)]", "a tag"),
                        Map.entry("migration[alembic]/latest", "{1975ea83b712, ae1027a6acf0}"),
                        Map.entry("migration[django:shop]/latest", "0002_total"),
                        Map.entry("migration[django:shop]/applied", "2"),
                        Map.entry("migration[django:auth]/latest", "0012_alter_user"),
                        Map.entry("migration[django:auth]/applied", "1"));
    }

    @Test
    void readsRailsAndPrisma() throws Exception {
        String sql = """
                create table schema_migrations (version varchar primary key);
                insert into schema_migrations values ('20240101120000'), ('20240301090000');
                create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
                  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
                  started_at timestamptz not null default now(), applied_steps_count integer not null default 0);
                insert into _prisma_migrations values ('a', 'c', now(), '20240101120000_init', null, null, now(), 1),
                  ('b', 'c', null, '20240201120000_gone', 'x', now(), now(), 0),
                  ('c', 'c', null, '20240301120000_total', 'password hunter2', null, now(), 0);
                """;

        assertThat(facts(sql))
                .containsOnly(
                        Map.entry("migration[rails]/latest", "20240301090000"),
                        Map.entry("migration[rails]/applied", "2"),
                        Map.entry("migration[prisma]/latest", "20240101120000_init"),
                        Map.entry("migration[prisma]/applied", "1"),
                        Map.entry("migration[prisma]/checksum[20240101120000_init]", "a tag"),
                        Map.entry("migration[prisma]/failed", "{20240301120000_total}"));
    }

    @Test
    void readsGolangMigrateAndLeavesTablesOfOtherMakeAlone() throws Exception {
        assertThat(facts("create table schema_migrations (version bigint primary key, dirty boolean not null);"
                        + "insert into schema_migrations values (42, true);"
                        + "create table schema_version (id integer, text text)"))
                .containsOnly(
                        Map.entry("migration[golang-migrate]/latest", "42"),
                        Map.entry("migration[golang-migrate]/dirty", "true"));
    }
}

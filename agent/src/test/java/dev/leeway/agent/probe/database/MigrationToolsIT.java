package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers of the tools themselves beside those of the probe, over histories that the tools themselves wrote. */
final class MigrationToolsIT {
    private static final String FLYWAY = "srv/shop/db/migration/";
    private static final String LIQUIBASE = "srv/shop/db/changelog/";
    private static final String MASTER = "db/changelog/db.changelog-master.yaml";

    @TempDir
    Path directory;

    private final PostgresServer server = PostgresServer.of(PostgresServer.NEW);

    private void write(String path, String text) throws Exception {
        Path file = directory.resolve("root").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String place(String path) {
        return directory.resolve("root").resolve(path).toString();
    }

    private RecordedSection look(String database) throws Exception {
        DatabaseTarget target = new DatabaseTarget(
                "shop",
                "postgresql",
                DatabaseTarget.Names.ALL,
                DatabaseTarget.Names.ALL,
                DatabaseTarget.JsonLook.SAMPLE,
                Duration.ofSeconds(20),
                new DatabaseTarget.Scripts(List.of("/srv/shop"), Optional.empty()));
        ConfiguredDatabases databases = ConfiguredDatabases.of(
                List.of(new DatabaseLogin(
                        target, server.url(database), new LoginSource.Written("postgres"), LoginSource.NONE)),
                Map.of());
        return RecordingRecorder.of(
                        new DatabaseProbe(), FixtureHost.in(directory).databases(databases), Duration.ofSeconds(30))
                .about("shop");
    }

    @Test
    void agreesWithFlyway() throws Exception {
        MigrationTool flyway = MigrationTool.of("FlywayAnswers", directory);
        String database = server.database();
        write(FLYWAY + "V1__init.sql", "create table a (i integer);\n");
        write(FLYWAY + "V1_2__more.sql", "\uFEFFcreate table b (i integer);\r\n\r\n-- end");
        write(FLYWAY + "V03__x.sql", "create table c (i integer);");
        write(FLYWAY + "V4__gone.sql", "create table d (i integer);");
        write(FLYWAY + "R__view.sql", "create or replace view v as select 1 as one;\n");
        write(FLYWAY + "R__same.sql", "create or replace view w as select 1 as one;\n");
        MigrationTool.Answers first = flyway.ask("migrate", server.url(database), place(FLYWAY));
        assertThat(first.in("success")).isEqualTo("{03, 1, 1.2, 4, R__same.sql, R__view.sql}");
        assertThat(look(database).shown("migration[flyway]/pending")).contains("{}");
        assertThat(look(database).shown("migration[flyway]/mismatch")).contains("{}");

        write(FLYWAY + "V03__x.sql", "create table c (i bigint);");
        write(FLYWAY + "V5__held_back.sql", "create table e (i integer);");
        write(FLYWAY + "V2__late.sql", "create table f (i integer);");
        write(FLYWAY + "R__view.sql", "create or replace view v as select 2 as one;\n");
        Files.delete(Path.of(place(FLYWAY + "V4__gone.sql")));

        RecordedSection seen = look(database);
        MigrationTool.Answers told = flyway.ask("info", server.url(database), place(FLYWAY));
        assertThat(told.in("validate:checksum_mismatch")).isEqualTo("{03}");
        assertThat(told.in("missing_success", "future_success")).isEqualTo("{4}");
        assertThat(told.in("pending", "outdated")).isEqualTo("{2, 5, R__view.sql}");
        assertThat(seen.shown("migration[flyway]/mismatch")).contains("{3}");
        assertThat(seen.shown("migration[flyway]/ahead")).contains("{4}");
        assertThat(seen.shown("migration[flyway]/pending")).contains("{2, 5, R__view}");
    }

    @Test
    void agreesWithLiquibase() throws Exception {
        MigrationTool liquibase = MigrationTool.of("LiquibaseAnswers", directory);
        String database = server.database();
        write("srv/shop/" + MASTER, "databaseChangeLog:\n  - includeAll: {path: db/changelog/changes/}\n");
        String first = """
                --liquibase formatted sql
                --changeset jane:1
                create table a (i %s);
                --changeset jane:2 dbms:mysql
                create table never (i integer);
                """;
        write(LIQUIBASE + "changes/a.sql", String.format(first, "integer"));
        String second = """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                      http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <changeSet id="b" author="joe"><sql>create table b (i integer)</sql></changeSet>
                %s</databaseChangeLog>
                """;
        write(LIQUIBASE + "changes/b.xml", String.format(second, ""));
        MigrationTool.Answers updated = liquibase.ask("update", server.url(database), place("srv/shop"), MASTER);
        assertThat(updated.in("pending", "changed")).isEqualTo("{}");
        assertThat(look(database).shown("migration[liquibase]/pending")).contains("{}");
        assertThat(look(database).shown("migration[liquibase]/applied")).contains("2");

        String more = "<changeSet id=\"c\" author=\"joe\"><sql>create table c (i integer)</sql></changeSet>";
        write(LIQUIBASE + "changes/b.xml", String.format(second, more));
        MigrationTool.Answers told = liquibase.ask("status", server.url(database), place("srv/shop"), MASTER);
        RecordedSection seen = look(database);
        assertThat(told.in("pending")).isEqualTo("{db/changelog/changes/b.xml::c}");
        assertThat(seen.shown("migration[liquibase]/pending"))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("db/changelog/changes/b.xml::c")
                        .doesNotContain(",")
                        .doesNotContain("joe"));
        assertThat(seen.shown("migration[liquibase]/ahead")).contains("{}");

        write(LIQUIBASE + "changes/a.sql", String.format(first, "bigint"));
        // The tool sees that a script was changed since; the probe does not take its sums, and never says that none
        // was.
        assertThat(liquibase
                        .ask("status", server.url(database), place("srv/shop"), MASTER)
                        .in("changed"))
                .isEqualTo("{db/changelog/changes/a.sql::1}");
        assertThat(look(database).shown("migration[liquibase]/mismatch")).isNotEqualTo(Optional.of("{}"));
    }
}

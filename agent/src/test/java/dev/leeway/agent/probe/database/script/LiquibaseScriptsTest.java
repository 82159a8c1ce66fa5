package dev.leeway.agent.probe.database.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.migration.History.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Changelogs in each format, and what leads from one to the next. */
class LiquibaseScriptsTest {
    private final List<ScriptFile> files = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    private void file(String path, String text) {
        files.add(new ScriptFile(path, false, Optional.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    private void applied(String path, String author, String id) {
        entries.add(new Entry(id, "EXECUTED", true, author, path, Optional.empty()));
    }

    private Standing standing() {
        History history =
                new History("liquibase", List.of(), false, OptionalInt.empty(), new TreeSet<>(), false, entries);
        return ScriptTool.LIQUIBASE.standing(history, files, "PostgreSQL");
    }

    @Test
    void followsIncludesThroughEveryFormat() {
        file("db/changelog/db.changelog-master.yaml", """
                databaseChangeLog:
                  - include: {file: "classpath:db/changelog/a.xml"}
                  - include: {file: b.json, relativeToChangelogFile: true}
                  - includeAll: {path: db/changelog/sql/}
                """);
        file("db/changelog/a.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" logicalFilePath="logical.xml">
                  <changeSet id="1" author="jane"><sql>x</sql></changeSet>
                  <changeSet id="2" author="jane" dbms="mysql"/>
                  <changeSet id="3" author="jane" context="test"/>
                  <changeSet id="4" author="jane" dbms="postgresql, h2"/>
                  <changeSet id="5" author="jane" dbms="!oracle"/>
                </databaseChangeLog>
                """);
        file(
                "db/changelog/b.json",
                "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"b1\", \"author\": \"joe\", \"changes\": []}}]}");
        file("db/changelog/sql/c.sql", """
                -- liquibase formatted sql
                -- changeset joe:c1 splitStatements:false
                create table c (i int);
                --changeset "joe doe":c2 dbms:h2
                --changeset joe:c3 logicalFilePath:other.sql
                """);
        file("db/changelog/sql/raw.sql", "create table r (i int);");
        applied("logical.xml", "jane", "1");
        applied("db/changelog/b.json", "joe", "b1");
        applied("db/changelog/b.json", "joe", "gone");

        Standing standing = standing();

        assertThat(standing.pending().orElseThrow())
                .containsExactly(
                        "db/changelog/sql/c.sql::c1",
                        "db/changelog/sql/raw.sql::raw",
                        "logical.xml::4",
                        "logical.xml::5",
                        "other.sql::c3");
        assertThat(standing.ahead().orElseThrow()).containsExactly("db/changelog/b.json::gone");
        assertThat(standing.mismatch()).isEmpty();
        assertThat(standing.toString()).doesNotContain("jane").doesNotContain("joe");
    }

    @Test
    void tellsNothingWhereAnIncludeLeadsNowhere() {
        file(
                "db/changelog/db.changelog-master.yaml",
                "databaseChangeLog:\n  - include: {file: nowhere.xml}\n" + "  - changeSet: {id: 1, author: a}\n");
        assertThat(standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void tellsNothingWhereAPropertySaysWhereToGo() {
        file(
                "db/changelog.xml",
                "<databaseChangeLog><include file=\"${where}.xml\"/><changeSet id='1' author='a'/>"
                        + "</databaseChangeLog>");
        assertThat(standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void endsWhereChangelogsIncludeEachOther() {
        file("db/changelog-master.yaml", "databaseChangeLog:\n  - include: {file: db/one.yaml}\n");
        file(
                "db/one.yaml",
                "databaseChangeLog:\n  - include: {file: db/two.yaml}\n  - changeSet: {id: 1, author: a}\n");
        file("db/two.yaml", "databaseChangeLog:\n  - include: {file: db/one.yaml}\n");
        assertThat(standing().pending().orElseThrow()).containsExactly("db/one.yaml::1");
    }

    @Test
    void meetsPathsThatBeginAtAnotherRoot() {
        files.add(new ScriptFile(
                "srv/shop/db/changelog.sql",
                true,
                Optional.of("--liquibase formatted sql\n--changeset a:1\n--changeset a:2\n"
                        .getBytes(StandardCharsets.UTF_8))));
        applied("classpath:/db/changelog.sql", "a", "1");
        assertThat(standing().pending().orElseThrow()).containsExactly("srv/shop/db/changelog.sql::2");
    }

    @Test
    void refusesChangelogsWithADocumentType() {
        file(
                "db/changelog.xml",
                "<!DOCTYPE x [<!ENTITY e 'x'>]><databaseChangeLog><changeSet id='1' author='a'/>"
                        + "</databaseChangeLog>");
        assertThat(standing()).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void namesNoHomeOfWhoeverRanTheTool() {
        file("db/changelog/master.sql", """
                -- liquibase formatted sql
                -- changeset anna:1 logicalFilePath:/home/anna.berg/shop/db/one.sql
                """);
        applied("/home/anna.berg/shop/db/changelog/old.xml", "anna", "2");
        assertThat(standing().pending().orElseThrow()).containsExactly("db/one.sql::1");
        assertThat(standing().ahead().orElseThrow()).containsExactly("db/changelog/old.xml::2");
    }
}

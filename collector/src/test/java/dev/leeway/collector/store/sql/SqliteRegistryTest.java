package dev.leeway.collector.store.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.IdentityScene;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RegistryContract;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteRegistryTest extends RegistryContract {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("leeway.db");
    }

    @Override
    protected Registry open() throws Exception {
        return SqlStores.sqliteCollector(file(), clock).registry();
    }

    private void change(Path database, String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    @Test
    void sharesTheFileWithTheSnapshots() throws Exception {
        try (CollectorStore both = SqlStores.sqliteCollector(file(), clock);
                SnapshotStore snapshots = SqlStores.sqlite(file(), clock)) {
            both.snapshots().add(List.of(StoreScene.whole(StoreScene.snapshot("prod", "web-01", 1, "v"))));
            both.registry().record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "")));
            assertThat(snapshots.hosts()).hasSize(1);
            assertThat(registry.audit(0, 9)).hasSize(1);
        }
    }

    /** What was said to be sent before counts as sent, not as about to be. */
    @Test
    void takesNoticesOfAnEarlierReleaseForSent() throws Exception {
        Path old = ofVersion("2");
        change(old, "insert into notice values ('notice/a', " + IdentityScene.NOON.toEpochMilli() + ")");
        try (CollectorStore store = SqlStores.sqliteCollector(old, clock)) {
            assertThat(store.registry().sending("notice/a", IdentityScene.NOON.minusSeconds(1)))
                    .isEqualTo(Claim.SENT);
            assertThat(store.registry().handOver("alerts", 0, new byte[] {1})).isTrue();
        }
    }

    /** A store as the first release that had one made it. */
    private Path ofTheFirstVersion() throws Exception {
        return ofVersion("1");
    }

    private Path ofVersion(String version) throws Exception {
        Path old = folder.resolve("old.db");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + old, null, null)
                .locations("classpath:dev/leeway/collector/store/sql/sqlite")
                .table("leeway_schema")
                .target(version)
                .load()
                .migrate();
        change(old, "pragma application_id = " + 0x4C574159, "insert into host values (7, 'prod', 'web-01')");
        return old;
    }

    @Test
    void bringsAStoreOfAnEarlierReleaseUpToDate() throws Exception {
        Path old = ofTheFirstVersion();
        try (CollectorStore store = SqlStores.sqliteCollector(old, clock)) {
            String token = IdentityScene.text(TokenKind.JOIN);
            store.registry().issue(IdentityScene.oneTime(token, "prod"), "store");
            assertThat(store.registry().tokens()).hasSize(1);
            assertThat(store.registry().auditHead().number()).isEqualTo(1);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select name from host").getString(1))
                    .isEqualTo("web-01");
        }
    }

    @Test
    void refusesAStoreOfALaterRelease() throws Exception {
        Path old = ofTheFirstVersion();
        change(
                old,
                "insert into leeway_schema (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) values (99, '99', 'later', 'SQL', 'V99', 'x', 1, 1)");
        assertThatThrownBy(() -> SqlStores.sqliteCollector(old, clock))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("later release");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("select count(*) from sqlite_schema where name = 'agent'")
                            .getInt(1))
                    .isZero();
        }
    }

    /** Each way to change a log of nine entries, and the first entry that shows it. */
    private static final Map<String, List<String>> DOCTORED = Map.of(
            "edit", List.of("update audit set detail = 'nothing' where number = 4"),
            "time", List.of("update audit set at = at + 1 where number = 4"),
            "actor", List.of("update audit set actor = 'b' where number = 4"),
            "delete", List.of("delete from audit where number = 4"),
            "swap",
                    List.of(
                            "update audit set number = -1 where number = 4",
                            "update audit set number = 4 where number = 6",
                            "update audit set number = 6 where number = -1"),
            "closed",
                    List.of(
                            "delete from audit where number = 4",
                            "update audit set number = number - 1 where number > 4"),
            "inserted", List.of("insert into audit values (0, 1, 'x', 'pruned', 'x', '', 'x')"),
            "digest", List.of("update audit set digest = '" + "0".repeat(64) + "' where number = 4"),
            "cut", List.of("delete from audit where number >= 4"),
            "cut with head",
                    List.of(
                            "delete from audit where number >= 4",
                            "update audit_head set number = 3, digest = (select digest from audit where number = 3)"));

    @ParameterizedTest
    @ValueSource(
            strings = {"edit", "time", "actor", "delete", "swap", "closed", "inserted", "digest", "cut", "cut with head"
            })
    void namesTheFirstEntryThatIsNotWhatItWas(String way) throws Exception {
        for (int i = 1; i <= 9; i++) {
            registry.record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "entry " + i)));
        }
        AuditHead published = registry.auditHead();
        assertThat(registry.verifyAudit(List.of(published)).damage()).isEmpty();
        change(file(), requireNonNull(DOCTORED.get(way)).toArray(String[]::new));
        assertThat(registry.verifyAudit(List.of(published))
                        .damage()
                        .orElseThrow()
                        .number())
                .isEqualTo(way.equals("inserted") ? 0 : 4);
        // Without the head that was told to others, only what was cut off together with the kept head goes unseen.
        assertThat(registry.verifyAudit(List.of()).damage().isEmpty()).isEqualTo(way.equals("cut with head"));
    }

    @Test
    void findsALogWrittenAnewByTheHeadsThatWereTold() throws Exception {
        registry.record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "one")));
        AuditHead told = registry.auditHead();
        change(file(), "delete from audit", "update audit_head set number = 0, digest = '" + "0".repeat(64) + "'");
        registry.record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "other")));
        assertThat(registry.verifyAudit(List.of()).damage()).isEmpty();
        assertThat(registry.verifyAudit(List.of(told)).damage().orElseThrow().number())
                .isEqualTo(1);
    }
}

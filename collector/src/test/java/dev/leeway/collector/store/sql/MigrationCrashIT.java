package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.CollectorStore;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that brings an older store up to date: afterwards it is the older or the newer one, and opens. */
class MigrationCrashIT {
    private static final int KILLS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 500;
        case "slow" -> 100;
        default -> 5;
    };

    @TempDir
    private Path folder;

    /** Opens the store given, after it said that it will. */
    static final class Opener {
        private Opener() {}

        /** Opens it and waits. */
        public static void main(String[] args) throws Exception {
            Class.forName("org.flywaydb.core.Flyway");
            System.out.println("opening");
            try (CollectorStore store = SqlStores.sqliteCollector(Path.of(args[0]), Clock.systemUTC())) {
                store.registry().auditHead();
                Thread.sleep(Duration.ofSeconds(30).toMillis());
            }
        }
    }

    @Test
    void opensWhateverWasLeft() throws Exception {
        Random random = new Random(3);
        for (int kill = 0; kill < KILLS; kill++) {
            Path file = folder.resolve("old" + kill + ".db");
            ofTheFirstVersion(file);
            killed(file, random.nextInt(700));
            try (CollectorStore store = SqlStores.sqliteCollector(file, Clock.systemUTC())) {
                assertThat(store.registry().auditHead().number()).isZero();
                store.registry().record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "")));
                assertThat(store.registry().verifyAudit(List.of()).damage()).isEmpty();
                assertThat(store.snapshots().verify().damages()).isEmpty();
            }
            Files.delete(file);
        }
    }

    private static void ofTheFirstVersion(Path file) throws Exception {
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:dev/leeway/collector/store/sql/sqlite")
                .table("leeway_schema")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("pragma application_id = " + 0x4C574159);
        }
    }

    private static void killed(Path file, int millis) throws Exception {
        Process opener = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Opener.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = opener.inputReader()) {
            assertThat(out.readLine()).isEqualTo("opening");
            Thread.sleep(millis);
            opener.toHandle().destroyForcibly();
        }
        opener.waitFor();
    }
}

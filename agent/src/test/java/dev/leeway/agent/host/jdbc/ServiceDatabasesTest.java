package dev.leeway.agent.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceDatabasesTest {
    private static final String TABLE = "create table orders (id integer primary key, total numeric not null)";

    @TempDir
    Path directory;

    private ServiceScene scene;

    @BeforeEach
    void startAService() {
        scene = new ServiceScene(directory);
    }

    @Test
    void readsAFileWhereAServiceWorks() throws Exception {
        RecordingRecorder seen = scene.store("/srv/shop/shop.db", TABLE, "insert into orders values (1, 4711)")
                .seen(false);
        RecordedSection section = seen.about("shop-web:shop.db");
        assertThat(section.shown("server/product")).contains("SQLite");
        assertThat(section.shown("table[orders]/column[total]/type")).contains("numeric");
        assertThat(section.toString()).doesNotContain("4711");
        assertThat(seen.host().shown("database[shop-web:shop.db]/observed")).contains("true");
    }

    @Test
    void readsAFileThatASettingNames() throws Exception {
        RecordingRecorder seen = scene.store("/var/lib/shop/data", TABLE)
                .with("DATABASE_URL", "sqlite:////var/lib/shop/data")
                .seen(false);
        assertThat(seen.about("shop-web:/var/lib/shop/data").shown("table[orders]/kind"))
                .contains("table");
    }

    @Test
    void leavesNothingBesideTheFile() throws Exception {
        scene.store("/srv/shop/shop.db", "pragma journal_mode = wal", TABLE).seen(false);
        try (Stream<Path> kept = Files.walk(directory)) {
            assertThat(kept.map(each -> each.getFileName().toString()))
                    .contains("shop.db")
                    .noneMatch(name -> name.endsWith("-wal") || name.endsWith("-shm") || name.endsWith("-journal"));
        }
    }

    @Test
    void tellsOfAFileThatMayNotBeReadAsUnknown() throws Exception {
        scene.store("/srv/shop/shop.db", TABLE).host().refuse("/srv/shop/shop.db", Kind.DENIED);
        RecordingRecorder seen = scene.seen(false);
        assertThat(seen.subjects()).isEmpty();
        assertThat(seen.host().uncovered()).contains("database[shop-web:*]/observed permission");
    }

    @Test
    void tellsOfAFileThatIsNoDatabaseInside() throws Exception {
        scene.host().file("/srv/shop/shop.db", "SQLite format 3\0and nothing that makes sense");
        RecordingRecorder seen = scene.seen(false);
        assertThat(seen.about("shop-web:shop.db").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(seen.host().uncovered()).contains("database[shop-web:shop.db]/observed format");
    }

    @Test
    void looksAtAFewOfMany() throws Exception {
        for (int i = 0; i < 40; i++) {
            scene.store("/srv/shop/many" + i + ".db", TABLE);
        }
        RecordingRecorder seen = scene.seen(false);
        assertThat(seen.subjects()).hasSize(32);
        assertThat(seen.host().uncovered().stream().filter(each -> each.endsWith("observed limit")))
                .hasSize(8);
    }

    @Test
    void looksOnceAtWhatIsConfigured() throws Exception {
        scene.store("/srv/shop/shop.db", TABLE);
        assertThat(scene.seen(false, configured("sqlite", "jdbc:sqlite:/srv/shop/shop.db?mode=ro"))
                        .subjects())
                .containsExactly("shop");
    }

    @Test
    void readsAFileWhosePathOnlyEndsLikeAConfiguredOne() throws Exception {
        scene.store("/srv/shop/shop.db", TABLE);
        assertThat(scene.seen(false, configured("sqlite", "jdbc:sqlite:/backup/srv/shop/shop.db"))
                        .subjects())
                .containsExactlyInAnyOrder("shop", "shop-web:shop.db");
    }

    @Test
    void logsInOnceToWhatIsConfiguredWithoutItsUsualPort() throws Exception {
        scene.with("DATABASE_URL", "postgres://app:hunter2@127.0.0.1:5432/shop");
        assertThat(scene.seen(true, configured("postgresql", "jdbc:postgresql://127.0.0.1/shop?connectTimeout=1"))
                        .subjects())
                .containsExactly("shop");
    }

    @Test
    void sendsNoLoginToWhomTheHostCallsLikeAnotherContainer() throws Exception {
        RecordingRecorder seen = scene.contained()
                .with("DATABASE_URL", "postgres://app:hunter2@db:1/shop")
                .seen(true);
        assertThat(seen.subjects()).isEmpty();
        assertThat(seen.host().uncovered()).anyMatch(each -> each.contains(":DATABASE_URL]/observed "));
    }

    @Test
    void goesWhereTheContainersOwnHostsFileLeads() throws Exception {
        scene.host().file("/etc/hosts", "127.0.0.1 localhost me\n255.255.255.255 db\n");
        RecordingRecorder seen = scene.contained()
                .with("DATABASE_URL", "postgres://app:hunter2@db:1/shop")
                .with("OTHER_DATABASE_URL", "postgres://app:hunter2@me:1/shop")
                .seen(true);
        // Nobody answers there, and the system says so at once; what the container calls itself is left alone.
        assertThat(seen.subjects()).containsExactly("shop:DATABASE_URL");
        assertThat(seen.about("shop:DATABASE_URL").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(seen.toString()).doesNotContain("hunter2");
    }

    @Test
    void looksOnceAtWhatIsConfiguredByTheAddressThatTheContainerMeans() throws Exception {
        scene.host().file("/etc/hosts", "255.255.255.255 db\n");
        scene.contained().with("DATABASE_URL", "postgres://app:hunter2@db/shop");
        assertThat(scene.seen(true, configured("postgresql", "jdbc:postgresql://255.255.255.255:5432/shop"))
                        .subjects())
                .containsExactly("shop");
    }

    private static DatabaseLogin configured(String engine, String url) {
        return new DatabaseLogin(DatabaseTarget.all("shop", engine), url, LoginSource.NONE, LoginSource.NONE);
    }

    @Test
    void logsInNowhereUnlessTold() throws Exception {
        RecordingRecorder seen = scene.with("DATABASE_URL", "postgres://app:hunter2@localhost:1/shop")
                .seen(false);
        assertThat(seen.subjects()).isEmpty();
        assertThat(seen.host().outcome()).isEqualTo(Outcome.NOT_REQUESTED);
    }

    @Test
    void saysThatAServerDoesNotAnswerWithoutTheLogin() throws Exception {
        RecordingRecorder seen = scene.with("DATABASE_URL", "postgres://app:hunter2@localhost:1/shop")
                .seen(true);
        assertThat(seen.about("shop-web:DATABASE_URL").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(seen.toString()).doesNotContain("hunter2");
    }
}

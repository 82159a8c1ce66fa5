package dev.leeway.agent.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceDatabasesIT {
    @TempDir
    Path directory;

    private static PostgresServer server() {
        return PostgresServer.of(PostgresServer.NEW);
    }

    private ServiceScene scene(String user, String database) {
        String url =
                String.format(Locale.ROOT, "postgres://%s:hunter2@localhost:%d/%s", user, server().port(), database);
        return new ServiceScene(directory).with("DATABASE_URL", url);
    }

    @Test
    void looksAtAServerAsTheServiceDoesWhereToldTo() throws Exception {
        String database = server().database();
        server().execute(database, "create table orders (id int primary key, total numeric not null)");
        RecordingRecorder seen = scene("postgres", database).seen(true);
        RecordedSection section = seen.about("shop-web:DATABASE_URL");
        assertThat(section.shown("server/product")).contains("PostgreSQL");
        assertThat(section.shown("table[public.orders]/column[total]/type")).contains("numeric");
        assertThat(seen.toString()).doesNotContain("hunter2");
    }

    @Test
    void saysThatALoginIsRefused() throws Exception {
        RecordingRecorder seen = scene("nobody_there", server().database()).seen(true);
        assertThat(seen.about("shop-web:DATABASE_URL").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(seen.toString()).doesNotContain("hunter2");
    }

    @Test
    void looksOnceAtWhatIsConfigured() throws Exception {
        String database = server().database();
        String url = String.format(
                Locale.ROOT, "jdbc:postgresql://localhost:%d/%s?user=postgres", server().port(), database);
        DatabaseLogin login =
                new DatabaseLogin(DatabaseTarget.all("shop", "postgresql"), url, LoginSource.NONE, LoginSource.NONE);
        assertThat(scene("postgres", database).seen(true, login).subjects()).containsExactly("shop");
    }
}

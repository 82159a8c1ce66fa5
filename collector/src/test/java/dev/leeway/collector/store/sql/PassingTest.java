package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to know which hosts come and go: nothing for agents of hosts that nobody asks about. */
class PassingTest {
    @TempDir
    private Path folder;

    private static List<String> plan(Query query) {
        return query.map((row, context) -> row.getString("detail")).list();
    }

    @Test
    void looksAtNoAgentOfAnotherHost() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("leeway.db"));
                Handle handle = database.reading().open()) {
            assertThat(plan(handle.createQuery("explain query plan " + Passing.ANY)))
                    .isNotEmpty()
                    .allMatch(step -> step.contains("agent_pool"));
            List<String> ofHosts = plan(handle.createQuery("explain query plan " + Passing.OF_HOSTS)
                    .bind("environment", "prod")
                    .bindList("hosts", List.of("h1", "h2")));
            assertThat(ofHosts)
                    .anyMatch(step -> step.contains("environment=? AND host=?"))
                    .noneMatch(step -> step.matches("SCAN (agent|p)\\b.*"));
        }
    }
}

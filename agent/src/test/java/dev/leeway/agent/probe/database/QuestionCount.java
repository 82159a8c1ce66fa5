package dev.leeway.agent.probe.database;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.postgresql.PostgresqlReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one look costs.
 *
 * @param questions asked of the server
 * @param tables found
 * @param took from login to the last answer
 */
record QuestionCount(int questions, int tables, Duration took) {
    static QuestionCount of(String url) throws Exception {
        ConfiguredDatabases servers =
                LookedAt.servers(url, new LoginSource.Written("postgres"), LoginSource.NONE, Duration.ofSeconds(60));
        AtomicReference<@Nullable QuestionCount> counted = new AtomicReference<>();
        long begin = System.nanoTime();
        servers.session(servers.targets().get(0), session -> {
            int tables = new PostgresqlReader()
                    .read(session, servers.targets().get(0), new Gaps())
                    .tables()
                    .size();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            counted.set(new QuestionCount(session.cost().questions(), tables, took));
        });
        return requireNonNull(counted.get(), "nothing was counted");
    }
}

package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.h2.H2Reader;
import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.mysql.MysqlReader;
import dev.leeway.agent.probe.database.postgresql.PostgresqlReader;
import dev.leeway.agent.probe.database.sqlite.SqliteReader;
import dev.leeway.agent.probe.database.standard.StandardReader;
import java.util.Optional;

/** Which reader knows which engine. */
final class Engines {
    private Engines() {}

    /** For an engine as {@link dev.leeway.agent.spi.DatabaseTarget#engine} calls it. */
    static Optional<EngineReader> reader(String engine) {
        return switch (engine) {
            case "postgresql" -> Optional.of(new PostgresqlReader());
            case "mysql" -> Optional.of(new MysqlReader());
            case "sqlite" -> Optional.of(new SqliteReader());
            case "h2" -> Optional.of(new H2Reader());
            default -> Optional.of(new StandardReader());
        };
    }
}

package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.h2.H2Reader;
import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.mysql.MysqlReader;
import dev.leeway.agent.probe.database.postgresql.PostgresqlReader;
import dev.leeway.agent.probe.database.sqlite.SqliteReader;
import dev.leeway.agent.probe.database.standard.StandardReader;

/** Which reader knows which engine. */
final class Engines {
    private Engines() {}

    /** For an engine as {@link dev.leeway.agent.spi.DatabaseTarget#engine} calls it; one that asks only what drivers describe for those unknown. */
    static EngineReader reader(String engine) {
        return switch (engine) {
            case "postgresql" -> new PostgresqlReader();
            case "mysql" -> new MysqlReader();
            case "sqlite" -> new SqliteReader();
            case "h2" -> new H2Reader();
            default -> new StandardReader();
        };
    }
}

package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.postgresql.PostgresqlReader;
import java.util.Optional;

/** Which reader knows which engine. */
final class Engines {
    private Engines() {}

    /** For an engine as {@link dev.leeway.agent.spi.DatabaseTarget#engine} calls it. */
    static Optional<EngineReader> reader(String engine) {
        return switch (engine) {
            case "postgresql" -> Optional.of(new PostgresqlReader());
            default -> Optional.empty();
        };
    }
}

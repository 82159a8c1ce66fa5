package dev.leeway.agent.format.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words that names of settings end with before they name a part of an endpoint. */
final class OwnerWords {
    private static final Set<String> ANY_DATABASE = Set.of("DB", "DATABASE", "DATASOURCE", "SQL", "RDS", "JDBC");

    private static final Map<String, Engine> ENGINES = Map.ofEntries(
            Map.entry("PG", Engine.POSTGRESQL),
            Map.entry("POSTGRES", Engine.POSTGRESQL),
            Map.entry("POSTGRESQL", Engine.POSTGRESQL),
            Map.entry("PGSQL", Engine.POSTGRESQL),
            Map.entry("MYSQL", Engine.MYSQL),
            Map.entry("MARIADB", Engine.MARIADB),
            Map.entry("MSSQL", Engine.SQLSERVER),
            Map.entry("SQLSERVER", Engine.SQLSERVER),
            Map.entry("ORACLE", Engine.ORACLE),
            Map.entry("SQLITE", Engine.SQLITE),
            Map.entry("MONGO", Engine.MONGODB),
            Map.entry("MONGODB", Engine.MONGODB),
            Map.entry("REDIS", Engine.REDIS),
            Map.entry("VALKEY", Engine.REDIS),
            Map.entry("MEMCACHED", Engine.MEMCACHED),
            Map.entry("RABBITMQ", Engine.AMQP),
            Map.entry("RABBIT", Engine.AMQP),
            Map.entry("AMQP", Engine.AMQP),
            Map.entry("KAFKA", Engine.KAFKA),
            Map.entry("NATS", Engine.NATS),
            Map.entry("CASSANDRA", Engine.CASSANDRA),
            Map.entry("CLICKHOUSE", Engine.CLICKHOUSE),
            Map.entry("ELASTICSEARCH", Engine.ELASTICSEARCH),
            Map.entry("OPENSEARCH", Engine.ELASTICSEARCH),
            Map.entry("SMTP", Engine.SMTP),
            Map.entry("MAIL", Engine.SMTP),
            Map.entry("EMAIL", Engine.SMTP),
            Map.entry("MAILER", Engine.SMTP));

    private OwnerWords() {}

    static boolean isOwner(String owner) {
        return engine(owner).isPresent()
                || ANY_DATABASE.contains(lastWord(owner))
                || owner.contains("DATASOURCE")
                || owner.startsWith("DATABASES_");
    }

    /** The engine the owner is named after; empty where it speaks of any database. */
    static Optional<Engine> engine(String owner) {
        Engine last = ENGINES.get(lastWord(owner));
        if (last != null || ANY_DATABASE.contains(lastWord(owner))) {
            return Optional.ofNullable(last);
        }
        // SPRING_KAFKA_CONSUMER, REDIS_CACHE
        for (String word : owner.split("_", 20)) {
            Engine engine = ENGINES.get(word);
            if (engine == Engine.KAFKA || engine == Engine.REDIS) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    private static String lastWord(String owner) {
        return owner.substring(owner.lastIndexOf('_') + 1).replaceAll("\\d{1,3}$", "");
    }
}

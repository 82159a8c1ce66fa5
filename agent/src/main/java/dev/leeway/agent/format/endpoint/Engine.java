package dev.leeway.agent.format.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What answers at an endpoint, with the port it usually answers on and the schemes its URLs begin with. */
public enum Engine {
    POSTGRESQL("postgresql", 5432, "postgresql", "postgres", "postgis", "psql", "pgsql", "pg"),
    MYSQL("mysql", 3306, "mysql", "mysql2", "mysqlx"),
    MARIADB("mariadb", 3306, "mariadb"),
    SQLSERVER("sqlserver", 1433, "sqlserver", "mssql", "jtds"),
    ORACLE("oracle", 1521, "oracle"),
    DB2("db2", 50_000, "db2", "ibmdb2"),
    SQLITE("sqlite", 0, "sqlite", "sqlite3"),
    H2("h2", 9092, "h2"),
    HSQLDB("hsqldb", 9001, "hsqldb"),
    COCKROACHDB("cockroachdb", 26_257, "cockroachdb", "cockroach"),
    CLICKHOUSE("clickhouse", 8123, "clickhouse"),
    CASSANDRA("cassandra", 9042, "cassandra"),
    NEO4J("neo4j", 7687, "neo4j", "neo4j+s", "bolt", "bolt+s"),
    MONGODB("mongodb", 27_017, "mongodb", "mongodb+srv", "mongo"),
    REDIS("redis", 6379, "redis", "rediss", "valkey", "valkeys"),
    MEMCACHED("memcached", 11_211, "memcached"),
    AMQP("amqp", 5672, "amqp", "amqps"),
    KAFKA("kafka", 9092, "kafka"),
    NATS("nats", 4222, "nats"),
    ELASTICSEARCH("elasticsearch", 9200, "elasticsearch", "opensearch"),
    SMTP("smtp", 25, "smtp", "smtps");

    private static final int MAX_WORDS = 8;

    private final String text;
    private final int port;
    /** With a blank around each: a constant holds nothing that could be changed. */
    private final String schemes;

    Engine(String text, int port, String... schemes) {
        this.text = text;
        this.port = port;
        this.schemes = " " + String.join(" ", schemes) + " ";
    }

    /** The word used in facts. */
    public String text() {
        return text;
    }

    /** The port where none is written; empty for what lives in a file. */
    public OptionalInt port() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Whether its data may lie in a file that the program itself opens. */
    public boolean embeddable() {
        return this == SQLITE || this == H2 || this == HSQLDB;
    }

    /**
     * The engine whose URLs begin with {@code scheme}; a driver's name behind a plus sign says nothing, nor does a program's
     * own word before one: {@code db+postgresql+psycopg2}.
     */
    public static Optional<Engine> ofScheme(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return ofWord(lower)
                .or(() -> Arrays.stream(lower.split("\\+", MAX_WORDS))
                        .map(Engine::ofWord)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<Engine> ofWord(String word) {
        return Arrays.stream(values()).filter(engine -> engine.has(word)).findFirst();
    }

    /** The engine a driver, dialect or adapter is named after: {@code django.db.backends.postgresql}. */
    public static Optional<Engine> ofDriver(String driver) {
        String lower = driver.toLowerCase(Locale.ROOT);
        if (lower.contains("psycopg") || lower.contains("npgsql") || lower.equals("pg")) {
            return Optional.of(POSTGRESQL);
        }
        return Arrays.stream(values())
                .filter(engine -> engine.isIn(lower))
                .findFirst()
                .or(() -> lower.contains("org.h2") || lower.equals("h2") ? Optional.of(H2) : Optional.empty());
    }

    private boolean has(String scheme) {
        return !scheme.isBlank() && schemes.contains(" " + scheme + " ");
    }

    private boolean isIn(String driver) {
        return Arrays.stream(schemes.strip().split(" ", 20))
                .anyMatch(word -> word.length() > 3 && driver.contains(word));
    }

    /** The engine that usually answers on {@code port}; only where no other one does. */
    public static Optional<Engine> ofPort(int port) {
        return switch (port) {
            case 5432 -> Optional.of(POSTGRESQL);
            case 3306 -> Optional.of(MYSQL);
            case 1433 -> Optional.of(SQLSERVER);
            case 1521 -> Optional.of(ORACLE);
            case 26_257 -> Optional.of(COCKROACHDB);
            case 9042 -> Optional.of(CASSANDRA);
            case 27_017 -> Optional.of(MONGODB);
            case 6379 -> Optional.of(REDIS);
            case 11_211 -> Optional.of(MEMCACHED);
            case 5671, 5672 -> Optional.of(AMQP);
            case 9092, 9093 -> Optional.of(KAFKA);
            case 4222 -> Optional.of(NATS);
            case 9200 -> Optional.of(ELASTICSEARCH);
            case 25, 465, 587 -> Optional.of(SMTP);
            default -> Optional.empty();
        };
    }
}

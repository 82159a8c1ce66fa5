package dev.leeway.agent.format.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the command-line clients of databases are told by their short options: {@code psql -h db-1 -p 5433 shop}. */
final class ClientArguments {
    private static final Map<String, String> OF_POSTGRES = Map.of(
            "h",
            "PGHOST",
            "p",
            "PGPORT",
            "d",
            "PGDATABASE",
            "U",
            "PGUSER",
            "host",
            "PGHOST",
            "port",
            "PGPORT",
            "dbname",
            "PGDATABASE",
            "username",
            "PGUSER");
    private static final Map<String, String> OF_MYSQL = Map.of(
            "h",
            "MYSQL_HOST",
            "P",
            "MYSQL_PORT",
            "D",
            "MYSQL_DATABASE",
            "u",
            "MYSQL_USER",
            "host",
            "MYSQL_HOST",
            "port",
            "MYSQL_PORT",
            "database",
            "MYSQL_DATABASE",
            "user",
            "MYSQL_USER");
    private static final Map<String, String> OF_REDIS =
            Map.of("h", "REDIS_HOST", "p", "REDIS_PORT", "n", "REDIS_DATABASE");
    private static final Map<String, String> OF_MONGO =
            Map.of("host", "MONGO_HOST", "port", "MONGO_PORT", "h", "MONGO_HOST", "d", "MONGO_DATABASE");
    private static final Set<String> POSTGRES = Set.of(
            "psql",
            "pg_dump",
            "pg_dumpall",
            "pg_restore",
            "pg_isready",
            "createdb",
            "dropdb",
            "createuser",
            "dropuser",
            "vacuumdb",
            "reindexdb",
            "clusterdb",
            "pgbench",
            "pgcli");
    private static final Set<String> MYSQL = Set.of(
            "mysql",
            "mysqldump",
            "mysqladmin",
            "mysqlimport",
            "mysqlcheck",
            "mariadb",
            "mariadb-dump",
            "mariadb-admin",
            "mariadb-import",
            "mycli");

    private ClientArguments() {}

    /** The settings, where a client stands among the first words; a program before it may only pass it on. */
    static List<Setting> of(List<String> arguments) {
        for (int i = 0; i < Math.min(arguments.size(), 8); i++) {
            Optional<Map<String, String>> options = optionsOf(arguments.get(i));
            if (options.isPresent()) {
                return settings(options.get(), arguments.subList(i + 1, arguments.size()));
            }
        }
        return List.of();
    }

    private static Optional<Map<String, String>> optionsOf(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        if (POSTGRES.contains(name)) {
            return Optional.of(OF_POSTGRES);
        }
        if (MYSQL.contains(name)) {
            return Optional.of(OF_MYSQL);
        }
        boolean mongo = Set.of("mongosh", "mongo", "mongodump", "mongorestore", "mongoexport", "mongoimport")
                .contains(name);
        return mongo
                ? Optional.of(OF_MONGO)
                : Set.of("redis-cli", "valkey-cli").contains(name) ? Optional.of(OF_REDIS) : Optional.empty();
    }

    private static List<Setting> settings(Map<String, String> options, List<String> arguments) {
        List<Setting> found = new ArrayList<>();
        for (int i = 0; i < Math.min(arguments.size(), 1_000); i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (argument.startsWith("--")) {
                int sign = argument.indexOf('=');
                String name = argument.substring(2, sign < 0 ? argument.length() : sign);
                add(found, options.get(name), sign < 0 ? next : argument.substring(sign + 1));
            } else if (argument.length() > 1 && argument.charAt(0) == '-') {
                add(found, options.get(argument.substring(1, 2)), argument.length() > 2 ? argument.substring(2) : next);
            } else if (argument.indexOf("dbname=") >= 0 || argument.indexOf("host=") >= 0) {
                found.add(new Setting("PG_DSN", argument, Setting.Kind.ARGUMENT, "argument"));
            }
        }
        return found;
    }

    private static void add(List<Setting> found, @Nullable String name, String value) {
        if (name != null && !value.isEmpty()) {
            boolean words = name.equals("PGDATABASE") && value.indexOf('=') > 0;
            found.add(new Setting(words ? "PG_DSN" : name, value, Setting.Kind.ARGUMENT, "argument"));
        }
    }
}

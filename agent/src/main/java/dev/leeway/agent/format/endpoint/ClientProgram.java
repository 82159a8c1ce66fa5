package dev.leeway.agent.format.endpoint;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the command line of a database's client reads.
 *
 * @param options which variable a letter or a long option stands for
 * @param letters those that take a value; whatever follows one is no further letter
 * @param ofMongo whether a place may stand there without any option or scheme
 */
record ClientProgram(Map<String, String> options, String letters, boolean ofMongo) {
    private static final Map<String, String> OF_POSTGRES = Map.of(
            "h", "PGHOST",
            "p", "PGPORT",
            "d", "PGDATABASE",
            "U", "PGUSER",
            "host", "PGHOST",
            "port", "PGPORT",
            "dbname", "PGDATABASE",
            "username", "PGUSER");
    private static final Map<String, String> OF_MYSQL = Map.of(
            "h", "MYSQL_HOST",
            "P", "MYSQL_PORT",
            "D", "MYSQL_DATABASE",
            "u", "MYSQL_USER",
            "host", "MYSQL_HOST",
            "port", "MYSQL_PORT",
            "database", "MYSQL_DATABASE",
            "user", "MYSQL_USER");
    private static final Map<String, String> OF_REDIS =
            Map.of("h", "REDIS_HOST", "p", "REDIS_PORT", "n", "REDIS_DATABASE");
    private static final Map<String, String> OF_MONGO =
            Map.of("host", "MONGO_HOST", "port", "MONGO_PORT", "h", "MONGO_HOST", "d", "MONGO_DATABASE");
    private static final Map<String, String> OF_SQL_SERVER = Map.of("S", "MSSQL_HOST", "d", "MSSQL_DATABASE");

    /** In {@code psql} alone {@code e}, {@code n}, {@code s}, {@code S} and {@code t} take nothing. */
    private static final ClientProgram PSQL = new ClientProgram(OF_POSTGRES, "cdfFhLopPRTUv", false);

    private static final ClientProgram POSTGRES = new ClientProgram(OF_POSTGRES, "cdefFhjlLMnNopPrRsStTUvZ", false);
    /** What follows {@code p} is a password. */
    private static final ClientProgram MYSQL = new ClientProgram(OF_MYSQL, "#DehPpSu", false);

    private static final ClientProgram REDIS = new ClientProgram(OF_REDIS, "abDhinprstuX", false);
    private static final ClientProgram MONGO = new ClientProgram(OF_MONGO, "cdfhopqu", true);
    private static final ClientProgram SQL_SERVER =
            new ClientProgram(OF_SQL_SERVER, "acdDfhHiKlmoPqQrRsStuUvwyYzZ", false);
    private static final Set<String> POSTGRES_NAMES = Set.of(
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
    private static final Set<String> MYSQL_NAMES = Set.of(
            "mysql",
            "mysqldump",
            "mysqladmin",
            "mysqlimport",
            "mysqlcheck",
            "mysqlsh",
            "mariadb",
            "mariadb-dump",
            "mariadb-admin",
            "mariadb-import",
            "mycli");
    private static final Set<String> MONGO_NAMES = Set.of(
            "mongosh", "mongo", "mongodump", "mongorestore", "mongoexport", "mongoimport", "mongostat", "mongotop");
    private static final Set<String> REDIS_NAMES = Set.of("redis-cli", "valkey-cli");

    /** By which way SQL Server is reached: {@code tcp:db-1,1433}, {@code admin:db-1}. */
    private static final Pattern PROTOCOLS = Pattern.compile("(?i)^\\s*(?:(?:tcp|np|lpc|admin):\\s*)+");

    private static final Pattern PIPE = Pattern.compile("(?i)^\\\\\\\\([^\\\\]+)\\\\pipe\\\\.*");
    private static final Pattern INSTANCE = Pattern.compile("\\\\[A-Za-z0-9_$#]{1,64}(?=,|$)");

    /** A place with a port, a database or both. */
    private static final Pattern PLACE = Pattern.compile(
            "(?:[A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,60}])(?::\\d{1,5}(?:/[^/]{0,120})?|/[^/]{0,120})");

    /** The client a program is; empty where it is none that is known here. */
    static Optional<ClientProgram> of(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.equals("psql")) {
            return Optional.of(PSQL);
        }
        if (POSTGRES_NAMES.contains(name)) {
            return Optional.of(POSTGRES);
        }
        if (MYSQL_NAMES.contains(name)) {
            return Optional.of(MYSQL);
        }
        if (name.equals("sqlcmd")) {
            return Optional.of(SQL_SERVER);
        }
        return MONGO_NAMES.contains(name)
                ? Optional.of(MONGO)
                : REDIS_NAMES.contains(name) ? Optional.of(REDIS) : Optional.empty();
    }

    boolean takesValue(char letter) {
        return letters.indexOf(letter) >= 0;
    }

    /** What {@code text}, said by the variable {@code name}, is without what SQL Server's clients write around a server's name. */
    static String value(String name, String text) {
        if (!name.equals("MSSQL_HOST")) {
            return text;
        }
        String named = PIPE.matcher(PROTOCOLS.matcher(text).replaceFirst("")).replaceFirst("$1");
        String alone = INSTANCE.matcher(named).replaceFirst("");
        return alone.indexOf(':') < 0 ? alone.replaceFirst(",\\s*(?=\\d{1,5}$)", ":") : alone;
    }

    /** {@code db-1:27017/shop}, which MongoDB's shell takes without a scheme, as a URL; a script is none. */
    Optional<String> positional(String argument) {
        boolean place =
                ofMongo && !argument.endsWith(".js") && PLACE.matcher(argument).matches();
        return place ? Optional.of("mongodb://" + argument) : Optional.empty();
    }
}

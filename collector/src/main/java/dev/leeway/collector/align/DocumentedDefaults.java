package dev.leeway.collector.align;

import dev.leeway.schema.fact.Value;
import java.util.Map;
import java.util.Optional;

/**
 * Facts whose absence is documented to mean a value: a URL without a port means its scheme's.
 *
 * <p>Only defaults that the thing itself documents and that no host can change.
 */
public final class DocumentedDefaults {
    private static final Map<String, Integer> PORTS = Map.ofEntries(
            Map.entry("http", 80),
            Map.entry("https", 443),
            Map.entry("postgres", 5432),
            Map.entry("postgresql", 5432),
            Map.entry("mysql", 3306),
            Map.entry("mariadb", 3306),
            Map.entry("redis", 6379),
            Map.entry("rediss", 6379),
            Map.entry("amqp", 5672),
            Map.entry("amqps", 5671),
            Map.entry("mongodb", 27017),
            Map.entry("smtp", 25),
            Map.entry("ldap", 389),
            Map.entry("ldaps", 636),
            Map.entry("ssh", 22),
            Map.entry("ftp", 21));
    private static final Map<String, String> VARIABLES =
            Map.of("PGPORT", "5432", "MYSQL_TCP_PORT", "3306", "NODE_TLS_REJECT_UNAUTHORIZED", "1");
    private static final String PORT = "/port";
    private static final String JDBC = "jdbc:";

    private DocumentedDefaults() {}

    /** Reads other facts of the section a fact is absent from. */
    public interface Siblings {
        /** The value at an encoded path of that section. */
        Optional<Value> find(String path);
    }

    /** Whether the absence of {@code path} may mean a value. */
    public static boolean may(String probe, String path) {
        return path.endsWith(PORT) || (probe.equals("env") && VARIABLES.containsKey(path));
    }

    /** What the absence of {@code path} means in a section with these other facts, as it is shown. */
    public static Optional<String> meant(String probe, String path, Siblings absentFrom) {
        if (path.endsWith(PORT)) {
            String scheme = path.substring(0, path.length() - PORT.length()) + "/scheme";
            return absentFrom
                    .find(scheme)
                    .map(Value::display)
                    .map(text -> PORTS.get(text.startsWith(JDBC) ? text.substring(JDBC.length()) : text))
                    .map(String::valueOf);
        }
        return probe.equals("env") ? Optional.ofNullable(VARIABLES.get(path)) : Optional.empty();
    }
}

package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.Value;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What to type at a database's own prompt to see the object a difference is about. Shows things and changes nothing.
 *
 * <p>Names are quoted as the engine wants it; for one that could end its quotes, or drive a terminal, there is no command.
 */
final class CloserLook {
    private static final String PRODUCT = "server/product";
    private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N}_$ .:-]{1,200}");
    private static final Pattern SETTING = Pattern.compile("[a-z_]{1,60}");
    /** What PostgreSQL lists with the database and not among its settings. */
    private static final Pattern OF_DATABASE = Pattern.compile("encoding|ctype|locale|collation.*");

    /** What psql takes without quotes; it folds letters and reads signs as patterns. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");

    private CloserLook() {}

    /** The command, with the program whose prompt it is for; empty where there is none, or engines differ. */
    static Optional<String> at(FactRow row) {
        Optional<SchemaFact> fact = SchemaFact.of(row.address());
        if (fact.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> products = new TreeSet<>();
        for (int environment = 0; environment < row.tallies().size(); environment++) {
            row.beside(environment, PRODUCT).stream().map(Value::display).forEach(products::add);
        }
        return products.size() == 1 ? command(products.first(), fact.get()) : Optional.empty();
    }

    /** The command for one engine. */
    static Optional<String> command(String product, SchemaFact fact) {
        boolean grant = fact.kind().equals("grant");
        String kind = grant ? fact.part() : fact.kind();
        String object = grant ? fact.partKey() : fact.object();
        if (kind.equals("server")) {
            return fact.part().equals("setting")
                            && SETTING.matcher(fact.partKey()).matches()
                    ? setting(product, fact.partKey())
                    : Optional.empty();
        }
        if (!HARMLESS.matcher(object).matches()) {
            return Optional.empty();
        }
        return switch (product) {
            case "PostgreSQL" -> postgresql(kind, object, grant);
            case "MySQL", "MariaDB" -> mysql(kind, object, grant);
            case "SQLite" -> sqlite(kind, object);
            case "H2" -> h2(kind, object, grant);
            default -> Optional.empty();
        };
    }

    private static Optional<String> setting(String product, String name) {
        return switch (product) {
            case "PostgreSQL" ->
                Optional.of((OF_DATABASE.matcher(name).matches() ? "\\l" : "SHOW " + name) + " (psql)");
            case "MySQL", "MariaDB" -> Optional.of("SHOW GLOBAL VARIABLES LIKE '" + name + "' (mariadb, mysql)");
            default -> Optional.empty();
        };
    }

    private static Optional<String> postgresql(String kind, String object, boolean grant) {
        String name = PLAIN.matcher(object).matches() ? object : quoted(object, "\"");
        return switch (kind) {
            case "table", "view" ->
                Optional.of((grant ? "\\dp " : kind.equals("view") ? "\\d+ " : "\\d ") + name + " (psql)");
            case "sequence" -> Optional.of((grant ? "\\dp " : "\\d ") + name + " (psql)");
            case "type" -> Optional.of("\\dT+ " + name + " (psql)");
            case "role" -> Optional.of("\\du " + name + " (psql)").filter(unused -> !object.startsWith("{"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> mysql(String kind, String object, boolean grant) {
        return switch (kind) {
            case "table", "view" ->
                grant
                        ? Optional.empty()
                        : Optional.of("SHOW CREATE TABLE " + quoted(object, "`") + " (mariadb, mysql)");
            default -> Optional.empty();
        };
    }

    private static Optional<String> sqlite(String kind, String object) {
        return kind.equals("table") || kind.equals("view")
                ? Optional.of("SELECT sql FROM sqlite_master WHERE tbl_name = '" + object + "'; (sqlite3)")
                : Optional.empty();
    }

    private static Optional<String> h2(String kind, String object, boolean grant) {
        return kind.equals("table") && !grant
                ? Optional.of("SCRIPT NODATA TABLE " + quoted(object, "\"") + " (H2 console)")
                : Optional.empty();
    }

    private static String quoted(String name, String quote) {
        return Arrays.stream(name.split("\\.", 2))
                .map(part -> quote + part + quote)
                .collect(Collectors.joining("."));
    }
}

package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What to type at a database's own prompt to see the object a difference is about. Shows things and changes nothing.
 *
 * <p>Names are quoted as the engine wants it; for one that could end its quotes, or drive a terminal, there is no command.
 */
public final class CloserLook {
    private static final String PRODUCT = "server/product";
    private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N}_$ .:-]{1,200}");
    private static final Pattern SETTING = Pattern.compile("[A-Za-z_]{1,60}");

    private CloserLook() {}

    /** The command, with the program whose prompt it is for; empty where there is none, or engines differ. */
    static Optional<String> at(FactRow row) {
        Optional<SchemaFact> fact = SchemaFact.of(row.address());
        if (fact.isEmpty()) {
            return Optional.empty();
        }
        List<String> products = beside(row, PRODUCT);
        List<String> sorts = fact.get().kind().equals("type")
                ? beside(
                        row,
                        FactPath.of("type", fact.get().object()).child("kind").text())
                : List.of();
        return products.size() == 1
                ? command(products.get(0), fact.get(), sorts.size() == 1 ? sorts.get(0) : "")
                : Optional.empty();
    }

    private static List<String> beside(FactRow row, String path) {
        Set<String> values = new TreeSet<>();
        for (int environment = 0; environment < row.tallies().size(); environment++) {
            row.beside(environment, path).stream().map(Value::display).forEach(values::add);
        }
        return List.copyOf(values);
    }

    /**
     * The command for one engine.
     *
     * @param sort of the type, where the fact is about one: {@code enum}; empty where that is not known
     */
    public static Optional<String> command(String product, SchemaFact fact, String sort) {
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
            case "PostgreSQL" ->
                (grant ? PsqlLook.atPrivileges(kind, object) : PsqlLook.at(fact, sort)).map(look -> look + " (psql)");
            case "MySQL", "MariaDB" -> grant ? Optional.empty() : mysql(product, kind, object);
            case "SQLite" -> sqlite(kind, object);
            case "H2" -> grant ? Optional.empty() : h2(kind, object);
            default -> Optional.empty();
        };
    }

    private static Optional<String> setting(String product, String name) {
        return switch (product) {
            case "PostgreSQL" -> Optional.of(PsqlLook.atSetting(name) + " (psql)");
            case "MySQL", "MariaDB" -> Optional.of("SHOW GLOBAL VARIABLES LIKE '" + name + "'; (mariadb, mysql)");
            default -> Optional.empty();
        };
    }

    private static Optional<String> mysql(String product, String kind, String object) {
        return switch (kind) {
            case "table", "view" ->
                SqlName.of(object, '`').map(name -> "SHOW CREATE TABLE " + name + "; (mariadb, mysql)");
            case "sequence" ->
                SqlName.of(object, '`')
                        .filter(unused -> product.equals("MariaDB"))
                        .map(name -> "SHOW CREATE SEQUENCE " + name + "; (mariadb)");
            default -> Optional.empty();
        };
    }

    private static Optional<String> sqlite(String kind, String object) {
        return kind.equals("table") || kind.equals("view")
                ? Optional.of("SELECT sql FROM sqlite_master WHERE tbl_name = '" + object + "'; (sqlite3)")
                : Optional.empty();
    }

    private static Optional<String> h2(String kind, String object) {
        return kind.equals("table")
                ? SqlName.of(object, '"').map(name -> "SCRIPT NODATA TABLE " + name + "; (H2 console)")
                : Optional.empty();
    }
}

package dev.leeway.collector.align;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What databases of several engines and releases call by several names though it is the same: {@code int} and
 * {@code integer}, {@code utf8} and {@code utf8mb3}, {@code now()} and {@code CURRENT_TIMESTAMP}.
 *
 * <p>One spelling within an engine is the agent's business. Here only what holds the same values in the same way on both
 * sides is made equal; what only serves the same purpose, such as MySQL's {@code tinyint(1)} and a {@code boolean}, is not.
 */
final class SchemaSpellings extends TextStep {
    private static final String PROBE = "database";
    private static final Set<String> MYSQL = Set.of("MySQL", "MariaDB");
    private static final Set<String> LOCALES = Set.of("setting[collation]", "setting[ctype]", "setting[locale]");
    private static final Set<String> CLOCKS = Set.of("now()", "current_timestamp", "transaction_timestamp()");
    private static final Pattern OLD_UTF8 = Pattern.compile("\\butf8(?=_|\\b)");
    private static final Pattern TYPE = Pattern.compile("([a-z][a-z0-9_ ]*?)\\s*(\\([^)]*\\))?((?:\\[])*)");

    /** Other names of types with the engine that has them; their length goes with them. */
    private static final Map<String, String> POSTGRESQL_TYPES = Map.ofEntries(
            Map.entry("int2", "smallint"),
            Map.entry("int4", "integer"),
            Map.entry("int", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("varchar", "character varying"),
            Map.entry("char", "character"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("timetz", "time with time zone"));

    private static final Map<String, String> MYSQL_TYPES = Map.of(
            "int", "integer",
            "float", "real",
            "double", "double precision",
            "decimal", "numeric",
            "varchar", "character varying");

    private static final Map<String, String> H2_TYPES =
            Map.of("decimal", "numeric", "varchar", "character varying", "int", "integer");

    @Override
    String text(FactContext fact, String text) {
        if (!fact.section().probe().equals(PROBE) || fact.product().isEmpty()) {
            return text;
        }
        String product = fact.product().get();
        String leaf = fact.leaf();
        if (leaf.equals("type") && fact.path().contains("/column[")) {
            return type(product, text);
        }
        if (leaf.equals("default")) {
            return clock(product, text);
        }
        if (LOCALES.contains(leaf) && !MYSQL.contains(product)) {
            return Spellings.locale(text);
        }
        return MYSQL.contains(product) && saysCharset(leaf) ? charset(text) : text;
    }

    private static boolean saysCharset(String leaf) {
        return leaf.contains("collation") || leaf.contains("character_set") || leaf.contains("charset");
    }

    /** What older releases call {@code utf8} newer ones call {@code utf8mb3}: three bytes at most. */
    private static String charset(String text) {
        return OLD_UTF8.matcher(text).replaceAll("utf8mb3");
    }

    private static String type(String product, String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return switch (product) {
            case "PostgreSQL" -> ofPostgresql(plain, text);
            case "MySQL", "MariaDB" ->
                plain.equals("datetime(6)") ? "timestamp without time zone" : renamed(MYSQL_TYPES, plain, text);
            case "H2" ->
                plain.equals("timestamp") || plain.equals("timestamp(6)")
                        ? "timestamp without time zone"
                        : renamed(H2_TYPES, plain, text);
            default -> text;
        };
    }

    /** Precision stands amid the words that say whether there is a zone. */
    private static String ofPostgresql(String plain, String text) {
        if (plain.startsWith("timestamptz(")) {
            return "timestamp" + plain.substring("timestamptz".length()) + " with time zone";
        }
        if (plain.equals("timestamp") || plain.equals("time")) {
            return plain + " without time zone";
        }
        return renamed(POSTGRESQL_TYPES, plain, text);
    }

    private static String renamed(Map<String, String> names, String plain, String text) {
        Matcher parts = TYPE.matcher(plain);
        if (!parts.matches() || !names.containsKey(parts.group(1))) {
            return text;
        }
        String length = parts.group(2) == null ? "" : parts.group(2).replace(" ", "");
        return names.get(parts.group(1)) + length + parts.group(3);
    }

    /** The moment of the transaction to the microsecond; clocks of fewer digits or another moment are others. */
    private static String clock(String product, String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        return product.equals("PostgreSQL") && CLOCKS.contains(plain) ? "now()" : text;
    }
}

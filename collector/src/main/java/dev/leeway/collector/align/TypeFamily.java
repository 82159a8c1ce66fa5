package dev.leeway.collector.align;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sorts of column types that hold the same sort of value on every engine, however they are called and however much fits in.
 *
 * <p>For what two engines have in common only: within one engine types are compared as they are.
 */
public enum TypeFamily {
    INTEGER,
    EXACT,
    FLOATING,
    TEXT,
    BYTES,
    FLAG,
    DATE,
    TIME,
    MOMENT,
    UUID,
    JSON,
    BITS,
    OTHER;

    private static final Pattern LENGTH = Pattern.compile("\\s*\\([^)]*\\)");
    private static final Map<String, TypeFamily> NAMES = Map.ofEntries(
            Map.entry("tinyint", INTEGER),
            Map.entry("smallint", INTEGER),
            Map.entry("mediumint", INTEGER),
            Map.entry("int", INTEGER),
            Map.entry("integer", INTEGER),
            Map.entry("bigint", INTEGER),
            Map.entry("int2", INTEGER),
            Map.entry("int4", INTEGER),
            Map.entry("int8", INTEGER),
            Map.entry("year", INTEGER),
            Map.entry("numeric", EXACT),
            Map.entry("decimal", EXACT),
            Map.entry("decfloat", EXACT),
            Map.entry("number", EXACT),
            Map.entry("real", FLOATING),
            Map.entry("float", FLOATING),
            Map.entry("double", FLOATING),
            Map.entry("double precision", FLOATING),
            Map.entry("float4", FLOATING),
            Map.entry("float8", FLOATING),
            Map.entry("char", TEXT),
            Map.entry("character", TEXT),
            Map.entry("bpchar", TEXT),
            Map.entry("nchar", TEXT),
            Map.entry("varchar", TEXT),
            Map.entry("nvarchar", TEXT),
            Map.entry("varchar_ignorecase", TEXT),
            Map.entry("character varying", TEXT),
            Map.entry("character large object", TEXT),
            Map.entry("clob", TEXT),
            Map.entry("text", TEXT),
            Map.entry("tinytext", TEXT),
            Map.entry("mediumtext", TEXT),
            Map.entry("longtext", TEXT),
            Map.entry("citext", TEXT),
            Map.entry("binary", BYTES),
            Map.entry("varbinary", BYTES),
            Map.entry("binary varying", BYTES),
            Map.entry("binary large object", BYTES),
            Map.entry("blob", BYTES),
            Map.entry("tinyblob", BYTES),
            Map.entry("mediumblob", BYTES),
            Map.entry("longblob", BYTES),
            Map.entry("bytea", BYTES),
            Map.entry("bool", FLAG),
            Map.entry("boolean", FLAG),
            Map.entry("date", DATE),
            Map.entry("time", TIME),
            Map.entry("time without time zone", TIME),
            Map.entry("time with time zone", TIME),
            Map.entry("datetime", MOMENT),
            Map.entry("timestamp", MOMENT),
            Map.entry("timestamptz", MOMENT),
            Map.entry("timestamp without time zone", MOMENT),
            Map.entry("timestamp with time zone", MOMENT),
            Map.entry("uuid", UUID),
            Map.entry("json", JSON),
            Map.entry("jsonb", JSON),
            Map.entry("bit", BITS),
            Map.entry("bit varying", BITS));

    /** The family of a type as any engine prints it. */
    public static TypeFamily of(String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        if (plain.equals("tinyint(1)") || plain.equals("bit(1)")) {
            return FLAG;
        }
        String name = LENGTH.matcher(plain)
                .replaceAll("")
                .replace(" unsigned", "")
                .replace(" zerofill", "")
                .strip();
        return NAMES.getOrDefault(name, OTHER);
    }

    /**
     * Whether two types of unlike engines hold the same sort of value. MariaDB keeps JSON as a long text.
     */
    public static boolean alike(String one, String other) {
        TypeFamily left = of(one);
        TypeFamily right = of(other);
        return left == right || isKeptAsText(one, right) || isKeptAsText(other, left);
    }

    private static boolean isKeptAsText(String text, TypeFamily other) {
        return other == JSON && text.equalsIgnoreCase("longtext");
    }
}

package dev.leeway.collector.judge;

import java.util.Optional;
import java.util.regex.Pattern;

/** What shows an object of PostgreSQL at the prompt of {@code psql}, as versions 12 and later of it understand. */
final class PsqlLook {
    /** What PostgreSQL keeps with the database and not among its settings. */
    private static final Pattern OF_DATABASE = Pattern.compile("encoding|ctype|locale|collation.*");

    private static final String DATABASE =
            "SELECT pg_encoding_to_char(encoding), * FROM pg_database WHERE datname = current_database();";

    /** What takes no quotes; letters without them are folded, and signs read as patterns. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private PsqlLook() {}

    /**
     * A setting of the server or the database. {@code \l} would show the latter, but an older client fails with it on a
     * newer server.
     */
    static String atSetting(String name) {
        return OF_DATABASE.matcher(name).matches() ? DATABASE : "SHOW " + name + ";";
    }

    /** An object; {@code sort} is that of a type. */
    static Optional<String> at(SchemaFact fact, String sort) {
        String object = fact.object();
        return switch (fact.kind()) {
            case "table" -> name(object).map(name -> table(fact, name));
            case "view" -> name(object).map(name -> "\\d+ " + name);
            case "sequence" -> sequence(object);
            case "type" -> name(object).map(name -> type(sort, name));
            case "schema" -> Optional.of("\\dn+ " + part(object));
            case "role" -> role(fact.aspect(), object);
            default -> Optional.empty();
        };
    }

    /** What was granted on an object. */
    static Optional<String> atPrivileges(String kind, String object) {
        return switch (kind) {
            case "table" -> name(object).map(name -> "\\dp " + name);
            case "column" -> owner(object).flatMap(PsqlLook::name).map(name -> "\\dp " + name);
            case "sequence" ->
                counter(object)
                        .map(counter -> "SELECT relacl FROM pg_class WHERE oid = " + counter + "::regclass;")
                        .or(() -> name(object).map(name -> "\\dp " + name));
            case "schema" -> Optional.of("\\dn+ " + part(object));
            default -> Optional.empty();
        };
    }

    private static String table(SchemaFact fact, String name) {
        if (fact.part().isEmpty() && fact.aspect().equals("comment")) {
            return "SELECT obj_description('" + name + "'::regclass);";
        }
        boolean more = fact.part().equals("option") || fact.aspect().equals("comment");
        return (more ? "\\d+ " : "\\d ") + name;
    }

    /** A sequence behind a column goes by that column, because its name is the server's own. */
    private static Optional<String> sequence(String object) {
        return counter(object)
                .map(counter ->
                        "SELECT * FROM pg_sequences WHERE format('%I.%I', schemaname, sequencename) = " + counter + ";")
                .or(() -> name(object).map(name -> "\\d " + name));
    }

    /** {@code pg_get_serial_sequence('app.orders', 'id')} for {@code app.orders.id}; empty for all else. */
    private static Optional<String> counter(String object) {
        return owner(object)
                .filter(table -> table.indexOf('.') > 0)
                .flatMap(PsqlLook::name)
                .map(table -> "pg_get_serial_sequence('" + table + "', '"
                        + object.substring(object.lastIndexOf('.') + 1) + "')");
    }

    private static Optional<String> owner(String object) {
        int dot = object.lastIndexOf('.');
        return dot > 0 ? Optional.of(object.substring(0, dot)) : Optional.empty();
    }

    private static String type(String sort, String name) {
        return switch (sort) {
            case "domain" -> "\\dD " + name;
            case "composite" -> "\\d " + name;
            case "range" -> "SELECT rngsubtype::regtype FROM pg_range WHERE rngtypid = '" + name + "'::regtype;";
            default -> "\\dT+ " + name;
        };
    }

    /** What a role belongs to is told by its newer versions alone, and what it owns by none. */
    private static Optional<String> role(String aspect, String role) {
        return switch (aspect) {
            case "owns" -> Optional.empty();
            case "member-of" ->
                Optional.of(
                        "SELECT roleid::regrole FROM pg_auth_members WHERE member = '" + part(role) + "'::regrole;");
            default -> Optional.of("\\du " + part(role));
        };
    }

    private static Optional<String> name(String object) {
        return SqlName.of(object, '"').map(quoted -> quoted.replaceAll("\"([a-z_][a-z0-9_]*)\"", "$1"));
    }

    private static String part(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name + '"';
    }
}

package dev.leeway.agent.probe.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The fewest questions that fetch what the facts of a schema are made of, through plain JDBC: what any reader of a catalogue has to pay.
 *
 * <p>Nothing is made of the answers: every value is read and dropped.
 */
final class BareQuestions {
    private static final String OWN = " n.nspname !~ '^pg_' and n.nspname <> 'information_schema' ";

    /** Expressions as the server keeps them, which nobody but the server can read. */
    private static final List<String> POSTGRESQL_RAW = List.of(
            "select c.*, n.nspname, d.description from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass"
                    + " and d.objsubid = 0 where c.relkind in ('r', 'p', 'v', 'm', 'S') and" + OWN,
            "select a.attrelid, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, a.attgenerated,"
                    + " a.attcollation, f.adbin, d.description from pg_attribute a"
                    + " join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace"
                    + " left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum"
                    + " left join pg_description d on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass"
                    + " and d.objsubid = a.attnum where a.attnum > 0 and not a.attisdropped"
                    + " and c.relkind in ('r', 'p', 'v', 'm') and" + OWN,
            "select k.* from pg_constraint k join pg_namespace n on n.oid = k.connamespace where" + OWN,
            "select i.*, x.relname, x.relam from pg_index i join pg_class x on x.oid = i.indexrelid"
                    + " join pg_namespace n on n.oid = x.relnamespace where" + OWN,
            "select s.* from pg_sequence s");

    /** The same, with types and expressions as text. */
    private static final List<String> POSTGRESQL = List.of(
            "select c.oid, c.relname, c.relkind, c.relpersistence, c.reltuples, c.relrowsecurity, c.reloptions,"
                    + " c.relacl, c.relowner, n.nspname, d.description from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace"
                    + " left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass"
                    + " and d.objsubid = 0 where c.relkind in ('r', 'p', 'v', 'm', 'S') and" + OWN,
            "select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
                    + " a.attgenerated, a.attcollation, pg_get_expr(f.adbin, f.adrelid), d.description"
                    + " from pg_attribute a"
                    + " join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace"
                    + " left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum"
                    + " left join pg_description d on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass"
                    + " and d.objsubid = a.attnum where a.attnum > 0 and not a.attisdropped"
                    + " and c.relkind in ('r', 'p', 'v', 'm') and" + OWN,
            "select k.conrelid, k.contype, k.conkey, k.confrelid, k.confkey, k.confupdtype, k.confdeltype,"
                    + " pg_get_constraintdef(k.oid) from pg_constraint k join pg_namespace n on n.oid = k.connamespace"
                    + " where" + OWN,
            "select i.indrelid, i.indisunique, i.indisvalid, x.relname, pg_get_indexdef(i.indexrelid)"
                    + " from pg_index i join pg_class x on x.oid = i.indexrelid"
                    + " join pg_namespace n on n.oid = x.relnamespace where not i.indisprimary and" + OWN,
            "select s.* from pg_sequence s");

    private static final List<String> MARIADB = List.of(
            "select table_name, table_type, engine, row_format, table_rows, table_collation, create_options,"
                    + " table_comment from information_schema.tables where table_schema = database()",
            "select table_name, column_name, column_default, is_nullable, column_type, collation_name, extra,"
                    + " generation_expression, column_comment from information_schema.columns"
                    + " where table_schema = database()",
            "select table_name, constraint_name, column_name, referenced_table_name, referenced_column_name"
                    + " from information_schema.key_column_usage where table_schema = database()",
            "select table_name, constraint_name, update_rule, delete_rule"
                    + " from information_schema.referential_constraints where constraint_schema = database()",
            "select table_name, index_name, seq_in_index, non_unique, column_name, collation, sub_part, index_type"
                    + " from information_schema.statistics where table_schema = database()",
            "select table_name, check_clause from information_schema.check_constraints"
                    + " where constraint_schema = database()",
            "select event_object_table, trigger_name, action_statement from information_schema.triggers"
                    + " where event_object_schema = database()");

    private BareQuestions() {}

    /** Those for an engine that answer with texts everybody can read. */
    static List<String> of(String engine) {
        return engine.equals("postgresql") ? POSTGRESQL : MARIADB;
    }

    /** Those that have the server compute nothing, where an engine has such. */
    static List<String> raw(String engine) {
        return engine.equals("postgresql") ? POSTGRESQL_RAW : List.of();
    }

    /** Asks them in one session; how many values came. */
    static long ask(Connection connection, List<String> questions) throws SQLException {
        long values = 0;
        try (Statement statement = connection.createStatement()) {
            for (String question : questions) {
                try (ResultSet answer = statement.executeQuery(question)) {
                    int columns = answer.getMetaData().getColumnCount();
                    while (answer.next()) {
                        for (int i = 1; i <= columns; i++) {
                            values += answer.getString(i) == null ? 0 : 1;
                        }
                    }
                }
            }
        }
        return values;
    }
}

package dev.leeway.agent.probe.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Many tables of ten columns each, with what tables have: keys, two indexes, a check, defaults, comments. */
final class WideSchema {
    private static final int AT_ONCE = 50;

    private WideSchema() {}

    /** Makes so many tables in an empty database of {@code engine}, each of which refers to an earlier one. */
    static void create(Connection connection, String engine, int tables) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (int from = 0; from < tables; from += AT_ONCE) {
                StringBuilder sql = new StringBuilder();
                for (int i = from; i < Math.min(tables, from + AT_ONCE); i++) {
                    sql.append(engine.equals("postgresql") ? ofPostgresql(i) : ofMysql(i));
                }
                statement.execute(sql.toString());
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
    }

    /** The columns that both engines write alike. */
    private static String columns() {
        return "name varchar(80) not null, email varchar(200), amount numeric(12,2) not null default 0,"
                + " state varchar(20) not null default 'new', created timestamp not null default current_timestamp,"
                + " note text, flag boolean not null default false, score integer check (score >= 0)";
    }

    private static String parent(int i) {
        return ", parent bigint" + (i == 0 ? "" : ", foreign key (parent) references t" + i / 10 + " (id)");
    }

    private static String ofPostgresql(int i) {
        return "create table t" + i + " (id bigint generated always as identity primary key, " + columns() + parent(i)
                + ");create index on t" + i + " (name, created desc);create unique index on t" + i
                + " (lower(email)) where flag;comment on table t" + i + " is 'table " + i + "';comment on column t" + i
                + ".note is 'what people say';";
    }

    private static String ofMysql(int i) {
        return "create table t" + i + " (id bigint auto_increment primary key, "
                + columns().replace("note text", "note text comment 'what people say'") + parent(i)
                + ", index i_name (name, created), unique index i_email (email)) comment 'table " + i + "';";
    }
}

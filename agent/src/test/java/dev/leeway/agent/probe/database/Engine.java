package dev.leeway.agent.probe.database;

import dev.leeway.agent.engine.MariadbServer;
import dev.leeway.agent.engine.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A real server with a schema to be measured in it.
 *
 * @param name what it is called in what is printed
 * @param engine as a target has it
 * @param database the one with the schema
 * @param schema what other tools call the schema
 * @param process of the server, all of whose children are counted with it
 */
record Engine(String name, String engine, int port, String database, String schema, String user, long process) {
    /** Starts a server and makes so many tables: {@code postgresql-18}, {@code postgresql-14}, {@code mariadb}. */
    static Engine with(String name, int tables) throws SQLException, IOException {
        if (name.equals("mariadb")) {
            MariadbServer server = MariadbServer.get();
            String database = server.database();
            try (Connection connection = server.connect(database)) {
                WideSchema.create(connection, "mysql", tables);
                String file = text(connection, "select @@pid_file");
                return new Engine(name, "mysql", server.port(), database, database, "root", process(file));
            }
        }
        PostgresServer server = PostgresServer.of(Integer.parseInt(name.substring(name.indexOf('-') + 1)));
        String database = server.database();
        try (Connection connection = server.connect(database)) {
            WideSchema.create(connection, "postgresql", tables);
            connection.createStatement().execute("vacuum analyze");
            String file = text(connection, "show data_directory") + "/postmaster.pid";
            return new Engine(name, "postgresql", server.port(), database, "public", "postgres", process(file));
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static long process(String file) throws IOException {
        return Long.parseLong(Files.readAllLines(Path.of(file)).get(0).strip());
    }

    /** The URL of the database at {@code port}, which may be that of a relay. */
    String url(int at) {
        return (engine.equals("mysql") ? "jdbc:mariadb" : "jdbc:postgresql") + "://127.0.0.1:" + at + "/" + database;
    }

    /** Seconds of processor the server took by now; those of children once they have ended. */
    double processor() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        long ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields.get(i));
        }
        return ticks / 100.0;
    }
}

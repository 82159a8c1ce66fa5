package dev.leeway.samples.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.MariadbServer;
import dev.leeway.agent.engine.PostgresServer;
import dev.leeway.collector.judge.CloserLook;
import dev.leeway.collector.judge.SchemaFact;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that a report names for a closer look is run where it is said to run, and shows what it is about. */
class CloserLookIT {
    private static final String ODD_NAMES = """
            create schema "Sales";
            create table "Sales"."Order Lines" ("Id" serial primary key, "Größe" integer check ("Größe" > 0));
            create sequence "Sales"."Tickets";
            create table app.price$list (id integer generated always as identity, price numeric);
            do $$ begin
              if not exists (select from pg_roles where rolname = 'look.reader') then
                create role "look.reader" login; create role look_group; grant look_group to "look.reader";
              end if;
            end $$;
            grant select on app.orders, app.rich to "look.reader";
            grant update (total) on app.orders to look_group;
            grant usage on sequence app.tickets, app.orders_id_seq, "Sales"."Order Lines_Id_seq" to "look.reader";
            grant usage on schema "Sales", app to look_group;
            """;

    private static final String MARK = "----8<----";

    @TempDir
    Path scratch;

    /** Each command with the fact it was printed for. */
    private static SortedMap<String, SchemaFact> commands(Section section) {
        String product = text(section, "server/product");
        SortedMap<String, SchemaFact> commands = new TreeMap<>();
        section.facts()
                .forEach((path, value) -> SchemaFact.of(new Address(section.key(), new FactPath(path)))
                        .ifPresent(fact -> {
                            String sort = fact.kind().equals("type")
                                    ? text(
                                            section,
                                            FactPath.of("type", fact.object())
                                                    .child("kind")
                                                    .text())
                                    : "";
                            CloserLook.command(product, fact, sort)
                                    .ifPresent(look ->
                                            commands.putIfAbsent(look.substring(0, look.lastIndexOf(" (")), fact));
                        }));
        return commands;
    }

    private static String text(Section section, String path) {
        return section.facts().find(new FactPath(path)).map(Value::display).orElse("");
    }

    /** The last part of what the command is about, as any client prints it somewhere. */
    private static String about(SchemaFact fact) {
        String object = fact.kind().equals("grant") ? fact.partKey() : fact.object();
        return object.substring(object.lastIndexOf('.') + 1);
    }

    /** In every build those of the newest server, and in thorough those of the oldest as well. */
    private static IntStream majors() {
        boolean newest = System.getProperty("leeway.scale", "short").equals("short");
        return newest ? IntStream.of(PostgresServer.NEW) : IntStream.of(PostgresServer.OLD, PostgresServer.NEW);
    }

    @ParameterizedTest
    @MethodSource("majors")
    @Tag("seeded")
    void showsObjectsOfPostgresqlInPsql(int major) throws Exception {
        PostgresServer server = PostgresServer.of(major);
        String database = server.database();
        server.execute(database, Seen.shop("postgresql"));
        server.execute(database, ODD_NAMES);
        SortedMap<String, SchemaFact> commands = commands(Seen.section(scratch, server.url(database), "postgres"));
        SortedMap<String, String> answers = inPsql(server, database, commands);
        for (Map.Entry<String, SchemaFact> each : commands.entrySet()) {
            String answer = answers.get(each.getKey());
            assertThat(answer).as(each.getKey()).isNotBlank().doesNotContain("(0 rows)");
            if (each.getKey().startsWith("\\")) {
                boolean ofColumn = each.getValue().kind().equals("grant")
                        && each.getValue().part().equals("column");
                assertThat(answer).as(each.getKey()).contains(ofColumn ? "orders" : about(each.getValue()));
            }
        }
        assertThat(commands.size()).isGreaterThan(60);
        Map<String, String> shown = Map.ofEntries(
                Map.entry("\\d app.orders", "own_orders"),
                Map.entry("\\d+ app.orders", "fillfactor=80"),
                Map.entry("\\d+ app.customers", "where to write"),
                Map.entry("SELECT obj_description('app.customers'::regclass);", "who buys"),
                Map.entry("\\d app.tickets", "100000"),
                Map.entry("\\dT+ app.mood", "happy"),
                Map.entry("\\dD app.positive", "VALUE > 0"),
                Map.entry("\\d app.point3", "numeric(8,2)"),
                Map.entry("SELECT rngsubtype::regtype FROM pg_range WHERE rngtypid = 'app.span'::regtype;", "numeric"),
                Map.entry("\\d+ app.monthly", "date_trunc"),
                Map.entry("\\dp app.orders", "look.reader"),
                Map.entry("\\du \"look.reader\"", "look.reader"),
                Map.entry("\\d \"Sales\".\"Order Lines\"", "Größe"),
                Map.entry("\\d app.\"price$list\"", "price"),
                Map.entry(
                        "SELECT roleid::regrole FROM pg_auth_members WHERE member = '\"look.reader\"'::regrole;",
                        "look_group"),
                Map.entry(counter("app.orders", "id"), "orders_id_seq"),
                Map.entry(counter("\"Sales\".\"Order Lines\"", "Id"), "Order Lines_Id_seq"),
                Map.entry(
                        "SELECT relacl FROM pg_class WHERE oid = pg_get_serial_sequence('app.orders', 'id')::regclass;",
                        "look.reader"),
                Map.entry(
                        "SELECT pg_encoding_to_char(encoding), * FROM pg_database WHERE datname = current_database();",
                        "UTF8"));
        shown.forEach((command, words) -> assertThat(answers)
                .as(command)
                .containsKey(command)
                .hasEntrySatisfying(command, answer -> assertThat(answer).contains(words)));
    }

    /** What the client says to each, all in one session. */
    private SortedMap<String, String> inPsql(
            PostgresServer server, String database, SortedMap<String, SchemaFact> commands)
            throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        commands.keySet()
                .forEach(command -> script.append("\\echo ")
                        .append(MARK)
                        .append('\n')
                        .append(command)
                        .append('\n'));
        Path file = Files.writeString(Files.createTempFile(scratch, "look", ".sql"), script);
        String[] said = server.answer(database, "\\i " + file).split(MARK + "\n", -1);
        return paired(commands, said);
    }

    private static SortedMap<String, String> paired(SortedMap<String, SchemaFact> commands, String[] said) {
        assertThat(said).hasSize(commands.size() + 1);
        SortedMap<String, String> answers = new TreeMap<>();
        int next = 1;
        for (String command : commands.keySet()) {
            answers.put(command, said[next++]);
        }
        return answers;
    }

    private static String counter(String table, String column) {
        return "SELECT * FROM pg_sequences WHERE format('%I.%I', schemaname, sequencename) = pg_get_serial_sequence('"
                + table + "', '" + column + "');";
    }

    @Test
    void showsObjectsOfMariadbInItsOwnClient() throws Exception {
        MariadbServer server = MariadbServer.get();
        String database = server.database();
        server.execute(database, Seen.shop("mysql"));
        SortedMap<String, SchemaFact> commands = commands(Seen.section(scratch, server.url(database), "root"));
        String mark = "select '" + MARK + "';";
        String said = server.answer(database, mark + String.join(mark, commands.keySet()));
        SortedMap<String, String> answers = paired(commands, said.split(MARK + "\n" + MARK + "\n", -1));
        for (Map.Entry<String, SchemaFact> each : commands.entrySet()) {
            assertThat(answers.get(each.getKey()))
                    .as(each.getKey())
                    .contains(
                            each.getValue().kind().equals("server")
                                    ? each.getValue().partKey()
                                    : about(each.getValue()));
        }
        assertThat(commands)
                .containsKeys(
                        "SHOW CREATE TABLE `orders`;",
                        "SHOW CREATE TABLE `rich`;",
                        "SHOW CREATE SEQUENCE `tickets`;",
                        "SHOW GLOBAL VARIABLES LIKE 'sql_mode';");
    }

    @Test
    void showsObjectsOfSqlite() throws Exception {
        String url = "jdbc:sqlite:" + scratch.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            make(connection, Seen.shop("sqlite"));
        }
        SortedMap<String, SchemaFact> commands = commands(Seen.section(scratch, url, ""));
        try (Connection connection = DriverManager.getConnection(url)) {
            answered(connection, commands);
        }
        assertThat(commands).containsKeys(of("customers"), of("rich"));
    }

    private static String of(String table) {
        return "SELECT sql FROM sqlite_master WHERE tbl_name = '" + table + "';";
    }

    @Test
    void showsObjectsOfH2() throws Exception {
        String url = "jdbc:h2:" + scratch.resolve("shop");
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            make(connection, Seen.shop("h2"));
        }
        SortedMap<String, SchemaFact> commands = commands(Seen.section(scratch, url, "sa"));
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            answered(connection, commands);
        }
        assertThat(commands).containsKeys("SCRIPT NODATA TABLE \"PUBLIC\".\"ORDERS\";");
    }

    private static void make(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : sql.split(";\n", -1)) {
                // Triggers of H2 are classes, which are not here.
                if (!each.isBlank() && !each.contains(" call '")) {
                    statement.execute(each);
                }
            }
        }
    }

    private static void answered(Connection connection, SortedMap<String, SchemaFact> commands) throws SQLException {
        for (Map.Entry<String, SchemaFact> each : commands.entrySet()) {
            StringBuilder answer = new StringBuilder();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(each.getKey())) {
                while (rows.next()) {
                    answer.append(rows.getString(1)).append('\n');
                }
            }
            assertThat(answer.toString()).as(each.getKey()).containsIgnoringCase(about(each.getValue()));
        }
        assertThat(commands.keySet()).as("something to run").hasSizeGreaterThan(2);
    }
}

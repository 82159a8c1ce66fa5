package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.model.Attempts;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.LeftOut;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a SQLite file in fewer than ten questions, and one more for each hundred of tables that were never analysed. */
public final class SqliteReader implements EngineReader {
    /** {@code leeway_file} is what the head of the file says, laid beside it by whoever opened it. */
    private static final String FILE = """
            select f.writer as writer, f.journal as journal, f.name as name, e.encoding as encoding,
                   u.user_version as version, a.application_id as application, p.page_size as page, v.auto_vacuum as vacuum
            from temp.leeway_file f, pragma_encoding e, pragma_user_version u, pragma_application_id a,
                 pragma_page_size p, pragma_auto_vacuum v
            """;

    private static final Map<Long, String> VACUUM = Map.of(0L, "none", 1L, "full", 2L, "incremental");

    @Override
    public Database read(DatabaseSession session, DatabaseTarget target, Gaps gaps)
            throws HostAccessException, InterruptedException {
        List<DatabaseRow> answer = session.query(FILE, List.of());
        if (answer.isEmpty()) {
            throw new HostAccessException(Kind.MALFORMED, "leeway_file");
        }
        Server server = server(answer.get(0), gaps);
        Attempts attempts = new Attempts(gaps);
        NameFilter filter = NameFilter.of(target);
        SqliteTables tables = new SqliteTables(filter);
        tables.read(session);
        attempts.ask(Gaps.ROWS, () -> tables.count(session));
        SqliteKeys keys = new SqliteKeys(tables);
        attempts.ask("table[*]/**", () -> keys.indexes(session));
        attempts.ask("table[*]/foreign-key[*]/**", () -> keys.foreignKeys(session));
        SqliteViews views = new SqliteViews(tables, gaps);
        attempts.ask("view[*]/columns", () -> views.columns(session));
        attempts.ask("table[*]/trigger[*]/**", () -> views.triggers(session));
        LeftOut.tell(filter, new LeftOut.Unnamed("main", false, true), gaps);
        return new Database(
                server,
                tables.tables(),
                views.views(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Server server(DatabaseRow row, Gaps gaps) {
        SortedMap<String, Server.Setting> settings = new TreeMap<>();
        word(settings, "encoding", row.text("encoding"));
        word(settings, "journal", row.text("journal"));
        word(settings, "auto_vacuum", VACUUM.getOrDefault(row.number("vacuum").orElse(0), "unknown"));
        number(settings, row, "user_version", "version");
        number(settings, row, "application_id", "application");
        settings.put("page_size", new Server.Setting(Server.Kind.BYTES, row.text("page")));
        long writer = row.number("writer").orElse(0);
        if (writer == 0) {
            gaps.add("server/version", Kind.ABSENT);
        }
        return new Server(
                "SQLite",
                writer == 0 ? "" : version(writer),
                Optional.empty(),
                new TreeMap<>(),
                settings,
                new Server.Identity(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        row.text("name"),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The library counts 3045001 for 3.45.1. */
    private static String version(long number) {
        return number / 1_000_000 + "." + number / 1_000 % 1_000 + "." + number % 1_000;
    }

    private static void word(SortedMap<String, Server.Setting> settings, String name, String text) {
        settings.put(name, new Server.Setting(Server.Kind.WORD, text));
    }

    private static void number(
            SortedMap<String, Server.Setting> settings, DatabaseRow row, String name, String column) {
        settings.put(name, new Server.Setting(Server.Kind.NUMBER, row.text(column)));
    }
}

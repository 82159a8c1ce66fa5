package dev.leeway.agent.probe.database.h2;

import dev.leeway.agent.probe.database.model.Attempts;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.LeftOut;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;

/** Reads a database of H2 in some fifteen questions, however many tables it has. */
public final class H2Reader implements EngineReader {
    @Override
    public Database read(DatabaseSession session, DatabaseTarget target, Gaps gaps)
            throws HostAccessException, InterruptedException {
        H2Server about = new H2Server(session, gaps);
        Server server = about.server();
        NameFilter filter = NameFilter.of(target);
        H2Tables tables = new H2Tables(filter);
        tables.read(session);
        Attempts attempts = new Attempts(gaps);
        attempts.ask(Attempts.COLUMNS, () -> tables.columns(session));
        attempts.ask("table[*]/**", () -> new H2Constraints(tables).ask(session));
        H2Indexes indexes = new H2Indexes(tables);
        attempts.ask("table[*]/index[*]/**", () -> indexes.indexes(session));
        attempts.ask("table[*]/trigger[*]/**", () -> indexes.triggers(session));
        attempts.ask("view[*]/**", () -> tables.synonyms(session));
        H2Objects objects = new H2Objects(filter);
        List<Database.Sequence> sequences = attempts.answer("sequence[*]/**", () -> objects.sequences(session));
        List<Database.UserType> types = attempts.answer("type[*]/**", () -> objects.types(session));
        List<Database.Routine> routines = attempts.answer("routine[*]/**", () -> objects.routines(session));
        attempts.ask("grant[*]/**", () -> about.grants(tables));
        List<Database.Role> roles = attempts.answer("role[*]/**", about::roles);
        List<Database.Client> clients = attempts.answer("client[*]/**", about::clients);
        LeftOut.tell(filter, LeftOut.Unnamed.NONE, gaps);
        return new Database(
                server,
                tables.tables(),
                tables.views(),
                routines,
                sequences,
                types,
                roles,
                about.foundGrants(),
                clients);
    }
}

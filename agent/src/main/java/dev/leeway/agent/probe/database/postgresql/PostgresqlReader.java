package dev.leeway.agent.probe.database.postgresql;

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

/** Reads a PostgreSQL database in little more than a dozen questions, however many tables it has. */
public final class PostgresqlReader implements EngineReader {
    @Override
    public Database read(DatabaseSession session, DatabaseTarget target, Gaps gaps)
            throws HostAccessException, InterruptedException {
        ServerQuestions about = new ServerQuestions(session, gaps);
        Server server = about.server();
        NameFilter filter = NameFilter.of(target);
        Attempts attempts = new Attempts(gaps);
        Relations relations = Relations.read(session, filter, gaps);
        attempts.ask(Attempts.COLUMNS, () -> ColumnQuestion.ask(session, relations));
        attempts.ask(Gaps.ROWS, () -> RowQuestion.ask(session, relations));
        attempts.ask("view[*]/text", () -> ViewQuestion.ask(session, relations));
        attempts.ask("table[*]/**", () -> ConstraintQuestion.ask(session, relations));
        attempts.ask(
                List.of("table[*]/index[*]/**", "view[*]/index[*]/**"),
                () -> IndexQuestion.ask(session, relations, about.version()));
        attempts.ask("table[*]/**", () -> RuleQuestion.ask(session, relations));
        List<Database.Routine> routines =
                attempts.answer("routine[*]/**", () -> RoutineQuestion.ask(session, filter, about.version()));
        List<Database.UserType> types = attempts.answer("type[*]/**", () -> TypeQuestion.ask(session, filter));
        Privileges privileges = new Privileges(session, filter, relations);
        attempts.ask(List.of("grant[*]/**", "role[*]/**"), privileges::grants);
        attempts.ask("role[*]/**", privileges::roles);
        LeftOut.tell(filter, LeftOut.Unnamed.NONE, gaps);
        List<Database.Client> clients = attempts.answer("client[*]/**", () -> ClientQuestion.ask(session, gaps));
        return new Database(
                server,
                relations.tables(),
                relations.views(),
                routines,
                relations.sequences(),
                types,
                privileges.foundRoles(),
                privileges.foundGrants(),
                clients);
    }
}

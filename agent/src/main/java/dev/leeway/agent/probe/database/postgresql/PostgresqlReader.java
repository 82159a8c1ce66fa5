package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.List;

/** Reads a PostgreSQL database in little more than a dozen questions, however many tables it has. */
public final class PostgresqlReader implements EngineReader {
    @Override
    public Database read(DatabaseSession session, DatabaseTarget target, Gaps gaps)
            throws HostAccessException, InterruptedException {
        ServerQuestions about = new ServerQuestions(session, gaps);
        Server server = about.server();
        NameFilter filter = NameFilter.of(target);
        Relations relations = Relations.read(session, filter, gaps);
        attempt(gaps, "table[*]/column[*]/**", () -> ColumnQuestion.ask(session, relations));
        attempt(gaps, "view[*]/text", () -> ViewQuestion.ask(session, relations));
        attempt(gaps, "table[*]/**", () -> ConstraintQuestion.ask(session, relations));
        attempt(gaps, "table[*]/index[*]/**", () -> IndexQuestion.ask(session, relations));
        attempt(gaps, "table[*]/**", () -> RuleQuestion.ask(session, relations));
        List<Database.Routine> routines =
                answered(gaps, "routine[*]/**", () -> RoutineQuestion.ask(session, filter, about.version()));
        List<Database.UserType> types = answered(gaps, "type[*]/**", () -> TypeQuestion.ask(session, filter));
        Privileges privileges = new Privileges(session, filter, relations);
        attempt(gaps, "grant[*]/**", privileges::grants);
        attempt(gaps, "role[*]/**", privileges::roles);
        List<Database.Client> clients = answered(gaps, "client[*]/**", () -> ClientQuestion.ask(session, gaps));
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

    private static void attempt(Gaps gaps, String pattern, Question question)
            throws HostAccessException, InterruptedException {
        answered(gaps, pattern, () -> {
            question.ask();
            return List.of();
        });
    }

    /** One question that fails leaves its own gap, unless nobody is there to be asked any more. */
    private static <T> List<T> answered(Gaps gaps, String pattern, Answer<T> answer)
            throws HostAccessException, InterruptedException {
        try {
            return answer.get();
        } catch (HostAccessException e) {
            if (e.kind() == Kind.VANISHED || e.kind() == Kind.ABSENT) {
                throw e;
            }
            gaps.add(pattern, e.kind());
            return List.of();
        }
    }

    private interface Question {
        void ask() throws HostAccessException, InterruptedException;
    }

    private interface Answer<T> {
        List<T> get() throws HostAccessException, InterruptedException;
    }
}

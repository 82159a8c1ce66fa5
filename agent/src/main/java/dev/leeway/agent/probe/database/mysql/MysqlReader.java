package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Attempts;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a database of MariaDB or MySQL in some twenty questions, however many tables it has. */
public final class MysqlReader implements EngineReader {
    private static final String SELF = "select database() as db, current_user() as account, version() as version";

    @Override
    public Database read(DatabaseSession session, DatabaseTarget target, Gaps gaps)
            throws HostAccessException, InterruptedException {
        List<DatabaseRow> answer = session.query(SELF, List.of());
        if (answer.isEmpty()) {
            throw new HostAccessException(Kind.MALFORMED, "database()");
        }
        DatabaseRow self = answer.get(0);
        boolean mariadb = self.text("version").toLowerCase(Locale.ROOT).contains("mariadb")
                || session.product().toLowerCase(Locale.ROOT).contains("mariadb");
        MysqlScope scope =
                MysqlScope.of(self.text("db"), mariadb ? MysqlScope.Product.MARIADB : MysqlScope.Product.MYSQL, target);
        Server server = MysqlServer.ask(session, scope, gaps);
        return database(session, scope, self.text("account"), server, new Attempts(gaps));
    }

    private static Database database(
            DatabaseSession session, MysqlScope scope, String account, Server server, Attempts attempts)
            throws HostAccessException, InterruptedException {
        Gaps gaps = attempts.gaps();
        MysqlTables tables = MysqlTables.read(session, scope);
        MysqlColumns columns = new MysqlColumns(scope, tables);
        attempts.ask(Attempts.COLUMNS, () -> columns.ask(session));
        MysqlKeys keys = new MysqlKeys(scope, tables);
        attempts.ask("table[*]/foreign-key[*]/**", () -> keys.ask(session));
        attempts.ask("table[*]/**", () -> new MysqlIndexes(scope, tables, keys).ask(session));
        MysqlRules rules = new MysqlRules(scope, tables);
        attempts.ask("table[*]/**", () -> rules.checks(session));
        if (tables.anyPartition()) {
            attempts.ask("table[*]/**", () -> rules.partitions(session));
        }
        attempts.ask("table[*]/trigger[*]/**", () -> rules.triggers(session));
        MysqlViews others = new MysqlViews(scope, gaps);
        List<Database.View> views =
                tables.anyView() ? attempts.answer("view[*]/**", () -> others.views(session, columns)) : List.of();
        List<Database.Sequence> sequences =
                attempts.answer("sequence[*]/**", () -> others.sequences(session, tables.sequences()));
        MysqlRoutines asked = new MysqlRoutines(scope, gaps);
        List<Database.Routine> routines =
                new ArrayList<>(attempts.answer("routine[*]/**", () -> asked.routines(session)));
        routines.addAll(attempts.answer("routine[*]/**", () -> asked.events(session)));
        MysqlPrivileges privileges = new MysqlPrivileges(scope, account, gaps);
        attempts.ask(List.of("grant[*]/**", "role[*]/**"), () -> privileges.ask(session));
        scope.leaveOut(gaps);
        List<Database.Client> clients = attempts.answer("client[*]/**", () -> MysqlClients.ask(session));
        return new Database(
                server,
                tables.tables(columns.invisible()),
                views,
                routines,
                sequences,
                List.of(),
                privileges.roles(),
                privileges.grants(),
                clients);
    }
}

package dev.leeway.agent.probe.database.standard;

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
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a database of any engine, as far as its driver describes it. */
public final class StandardReader implements EngineReader {
    /** What no driver is asked, because no two would answer alike. */
    private static final List<String> NEVER_SEEN = List.of(
            "server/identifier",
            "server/address",
            "server/instance",
            "server/started",
            "server/setting[*]",
            Gaps.ROWS,
            "table[*]/check[*]/**",
            "table[*]/trigger[*]/**",
            "view[*]/text",
            "sequence[*]/**",
            "routine[*]/**",
            "type[*]/**",
            "grant[*]/**",
            "role[*]/**",
            "client[*]/**");

    private static final Pattern NAMED_VERSION = Pattern.compile("\\b(?:Version|version|v)[ :]*(\\d[\\w.-]*)");
    private static final Pattern FIRST_VERSION = Pattern.compile("\\d+(?:\\.[\\w-]+)+|\\d+");

    @Override
    public Database read(DatabaseSession session, DatabaseTarget target, Gaps gaps)
            throws HostAccessException, InterruptedException {
        NEVER_SEEN.forEach(pattern -> gaps.add(pattern, Kind.UNREADABLE));
        DatabaseSession.Place place = session.place();
        Described described = new Described(session, target, place);
        described.tables();
        NameFilter filter = described.filter();
        boolean alone = target.schemas().include().isEmpty();
        Attempts attempts = new Attempts(gaps);
        attempts.ask(Attempts.COLUMNS, described::columns);
        attempts.ask("table[*]/primary-key/**", described::primaryKeys);
        attempts.ask("table[*]/foreign-key[*]/**", described::foreignKeys);
        attempts.ask("table[*]/index[*]/**", described::indexes);
        LeftOut.tell(filter, new LeftOut.Unnamed(place.schema(), false, alone), gaps);
        Server server = new Server(
                session.product(),
                version(session.productVersion()),
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                new Server.Identity(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        place.catalog(),
                        Optional.empty(),
                        Optional.empty()));
        return new Database(
                server,
                described.foundTables(),
                described.foundViews(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The number alone: some drivers answer with a whole paragraph. */
    static String version(String text) {
        Matcher named = NAMED_VERSION.matcher(text);
        if (named.find()) {
            return named.group(1);
        }
        Matcher first = FIRST_VERSION.matcher(text);
        return first.find() ? first.group() : "";
    }
}

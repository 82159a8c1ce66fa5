package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What server this is, of the variables it answers with. */
final class MysqlServer {
    private static final Pattern VERSION = Pattern.compile("([0-9]+(?:\\.[0-9]+)*).*", Pattern.DOTALL);

    private final MysqlScope scope;
    private final SortedMap<String, String> variables;

    private MysqlServer(MysqlScope scope, SortedMap<String, String> variables) {
        this.scope = scope;
        this.variables = variables;
    }

    static Server ask(DatabaseSession session, MysqlScope scope, Gaps gaps)
            throws HostAccessException, InterruptedException {
        SortedMap<String, String> variables = new TreeMap<>();
        session.each(
                MysqlSettings.QUESTION,
                List.of(),
                row -> variables.put(row.text("variable_name").toLowerCase(Locale.ROOT), row.text("value")));
        MysqlServer server = new MysqlServer(scope, variables);
        return server.server(server.replica(session, gaps), server.started(session, gaps));
    }

    private Server server(Optional<Boolean> replica, Optional<Instant> started) {
        Matcher version = VERSION.matcher(value("version"));
        SortedMap<String, Server.Setting> settings = new TreeMap<>();
        variables.forEach(
                (name, text) -> MysqlSettings.setting(name, text).ifPresent(setting -> settings.put(name, setting)));
        Optional<String> edition = Optional.of(value("version_comment")).filter(text -> !text.isBlank());
        return new Server(
                scope.product().text(),
                version.matches() ? version.group(1) : value("version"),
                edition,
                new TreeMap<>(),
                settings,
                new Server.Identity(
                        Optional.of(identifier()), Optional.empty(), port(), scope.current(), replica, started));
    }

    private String value(String name) {
        return variables.getOrDefault(name, "");
    }

    /**
     * What MySQL made for itself when it was set up. MariaDB has a sum over network card and port, which containers of
     * unlike hosts have in common, so that name, number and place belong to it; a copy of its files bears another one.
     */
    private String identifier() {
        String made = value("server_uuid");
        return made.isEmpty()
                ? String.join(
                        "|",
                        value("server_uid"),
                        value("hostname"),
                        value("port"),
                        value("server_id"),
                        value("datadir"))
                : made;
    }

    /** To the second: both moments are those of one statement, so that the answer is the same whenever it is asked. */
    private Optional<Instant> started(DatabaseSession session, Gaps gaps) throws InterruptedException {
        String status = scope.product() == MysqlScope.Product.MARIADB ? "information_schema" : "performance_schema";
        String sql = "select unix_timestamp() - cast(s.variable_value as unsigned) as started from " + status
                + ".global_status s where s.variable_name = 'Uptime'";
        Kind kind = Kind.DENIED;
        try {
            OptionalLong seconds = session.query(sql, List.of()).stream()
                    .map(row -> row.number("started"))
                    .filter(OptionalLong::isPresent)
                    .findFirst()
                    .orElse(OptionalLong.empty());
            if (seconds.isPresent()) {
                return Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
            }
        } catch (HostAccessException e) {
            kind = e.kind();
        }
        gaps.add("server/instance", kind);
        gaps.add("server/started", kind);
        return Optional.empty();
    }

    private OptionalInt port() {
        String port = value("port");
        return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
    }

    /** Whether it follows another; MySQL says so only to who may look into its schema of performance. */
    private Optional<Boolean> replica(DatabaseSession session, Gaps gaps) throws InterruptedException {
        String sql = scope.product() == MysqlScope.Product.MARIADB
                ? "show global status where variable_name = 'Slaves_running'"
                : "select 'Slaves_running' as variable_name, count(*) as value"
                        + " from performance_schema.replication_connection_status where service_state <> 'OFF'";
        Map<String, String> answer = new TreeMap<>();
        try {
            session.each(sql, List.of(), row -> answer.put("running", row.text("value")));
        } catch (HostAccessException e) {
            gaps.add("server/role", e.kind());
            return Optional.empty();
        }
        if (answer.isEmpty()) {
            gaps.add("server/role", Kind.DENIED);
            return Optional.empty();
        }
        return Optional.of(!answer.getOrDefault("running", "0").equals("0"));
    }
}

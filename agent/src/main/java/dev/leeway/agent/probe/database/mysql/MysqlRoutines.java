package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks for functions, procedures, and what the server runs by the clock. */
final class MysqlRoutines {
    private static final String PARAMETERS = """
            select specific_schema as db, routine_type as kind, specific_name as name, ordinal_position as place,
                   parameter_mode as direction, parameter_name as parameter, dtd_identifier as type
            from information_schema.parameters where %s order by specific_schema, specific_name, ordinal_position
            """;

    private static final String ROUTINES = """
            select routine_schema as db, routine_type as kind, specific_name as name, dtd_identifier as returns,
                   routine_definition as body, is_deterministic as steady, sql_data_access as access,
                   security_type as security, sql_mode as mode, routine_body as language
            from information_schema.routines where
            """;

    private static final String EVENTS = """
            select event_schema as db, event_name as name, event_definition as body, event_type as kind,
                   cast(execute_at as char) as once, interval_value as many, interval_field as unit,
                   cast(ends as char) as ends, status as status, on_completion as completion, sql_mode as mode,
                   time_zone as zone
            from information_schema.events where
            """;

    private final MysqlScope scope;
    private final Gaps gaps;
    private final Map<String, Parameters> parameters = new HashMap<>();

    MysqlRoutines(MysqlScope scope, Gaps gaps) {
        this.scope = scope;
        this.gaps = gaps;
    }

    List<Database.Routine> routines(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(PARAMETERS.replace("%s", scope.condition("specific_schema")), scope.arguments(), this::parameter);
        List<Database.Routine> routines = new ArrayList<>();
        session.each(ROUTINES + scope.condition("routine_schema"), scope.arguments(), row -> {
            if (scope.schema(row.text("db"))) {
                routines.add(routine(row));
            }
        });
        return routines;
    }

    /** The first of a function is what it returns. */
    private void parameter(DatabaseRow row) {
        if (row.number("place").orElse(0) > 0) {
            String type = MysqlTypes.type(row.text("type"));
            String direction = row.text("direction").equals("IN")
                    ? ""
                    : row.text("direction").toLowerCase(Locale.ROOT);
            Parameters known = parameters.computeIfAbsent(key(row), each -> new Parameters());
            known.types.add(direction.isEmpty() ? type : direction + " " + type);
            known.names.add(row.text("parameter"));
        }
    }

    private static String key(DatabaseRow row) {
        return row.text("db") + "\n" + row.text("kind") + "\n" + row.text("name");
    }

    private Database.Routine routine(DatabaseRow row) {
        Parameters known = parameters.getOrDefault(key(row), new Parameters());
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("language", row.text("language").toLowerCase(Locale.ROOT));
        traits.put("volatility", row.text("steady").equals("YES") ? "deterministic" : "not deterministic");
        traits.put("data-access", row.text("access").toLowerCase(Locale.ROOT));
        traits.put("security", row.text("security").toLowerCase(Locale.ROOT));
        traits.put("sql-mode", row.text("mode"));
        String signature = String.join(", ", known.types);
        Database.Routine routine = new Database.Routine(
                scope.name(row.text("db"), row.text("name")),
                signature,
                row.text("kind").toLowerCase(Locale.ROOT),
                row.optional("returns").filter(type -> !type.isEmpty()).map(MysqlTypes::type),
                traits,
                row.optional("body").map(body -> String.join(", ", known.names) + "\n" + lines(body)));
        if (routine.text().isEmpty()) {
            // Shown only to who made it, and to who may see all.
            gaps.add("routine[*]/text", Kind.DENIED);
        }
        return routine;
    }

    List<Database.Routine> events(DatabaseSession session) throws HostAccessException, InterruptedException {
        List<Database.Routine> events = new ArrayList<>();
        session.each(EVENTS + scope.condition("event_schema"), scope.arguments(), row -> {
            if (scope.schema(row.text("db"))) {
                events.add(event(row));
            }
        });
        return events;
    }

    private Database.Routine event(DatabaseRow row) {
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("schedule", schedule(row));
        traits.put("enabled", Boolean.toString(row.text("status").equals("ENABLED")));
        traits.put("on-completion", row.text("completion").toLowerCase(Locale.ROOT));
        traits.put("time-zone", row.text("zone"));
        traits.put("sql-mode", row.text("mode"));
        return new Database.Routine(
                scope.name(row.text("db"), row.text("name")),
                "",
                "event",
                Optional.empty(),
                traits,
                row.optional("body").map(MysqlRoutines::lines));
    }

    /** When it first ran is no part of it: that is when somebody made it. */
    private static String schedule(DatabaseRow row) {
        String ends = row.optional("ends").map(end -> " until " + end).orElse("");
        return row.optional("once")
                .map(once -> "at " + once)
                .orElseGet(() -> "every " + row.text("many") + " "
                        + row.text("unit").toLowerCase(Locale.ROOT).replace('_', ' ') + ends);
    }

    /** What somebody wrote, without the blanks at the ends of lines. */
    static String lines(String body) {
        return body.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static final class Parameters {
        private final List<String> types = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
    }
}

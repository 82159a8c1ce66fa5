package dev.leeway.agent.probe.database.h2;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks for sequences, domains, constants and routines. */
final class H2Objects {
    private static final String SEQUENCES = """
            select sequence_schema as db, sequence_name as name, data_type as type, start_value as first,
                   increment as step, minimum_value as least, maximum_value as most, cycle_option as cycles
            from information_schema.sequences
            """;

    private static final String TYPES = """
            select 'domain' as kind, d.domain_schema as db, d.domain_name as name,
                   data_type_sql(d.domain_schema, d.domain_name, 'DOMAIN', d.dtd_identifier) as base,
                   d.domain_default as expression,
                   array(select k.check_clause from information_schema.domain_constraints c
                         join information_schema.check_constraints k
                              on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name
                         where c.domain_schema = d.domain_schema and c.domain_name = d.domain_name order by 1) as checks
            from information_schema.domains d
            union all
            select 'constant', constant_schema, constant_name,
                   data_type_sql(constant_schema, constant_name, 'CONSTANT', dtd_identifier), value_definition,
                   cast(array[] as varchar array)
            from information_schema.constants
            """;

    private static final String ROUTINES = """
            select r.routine_schema as db, r.routine_name as name, r.routine_type as kind,
                   data_type_sql(r.specific_schema, r.specific_name, 'ROUTINE', r.dtd_identifier) as returns,
                   r.routine_body as body, r.routine_definition as definition, r.external_name as external,
                   r.external_language as language, r.is_deterministic as deterministic,
                   array(select data_type_sql(p.specific_schema, p.specific_name, 'ROUTINE', p.dtd_identifier)
                         from information_schema.parameters p
                         where p.specific_schema = r.specific_schema and p.specific_name = r.specific_name
                         order by p.ordinal_position) as arguments
            from information_schema.routines r where r.routine_schema <> 'INFORMATION_SCHEMA'
            """;

    private final NameFilter filter;

    H2Objects(NameFilter filter) {
        this.filter = filter;
    }

    List<Database.Sequence> sequences(DatabaseSession session) throws HostAccessException, InterruptedException {
        List<Database.Sequence> sequences = new ArrayList<>();
        session.each(SEQUENCES, List.of(), row -> {
            if (filter.table(row.text("db"), row.text("name"))) {
                sequences.add(new Database.Sequence(
                        H2Tables.name(row),
                        row.text("type").toLowerCase(Locale.ROOT),
                        row.number("first").orElse(1),
                        row.number("step").orElse(1),
                        row.number("least"),
                        row.number("most"),
                        row.text("cycles").equals("YES"),
                        Optional.empty()));
            }
        });
        return sequences;
    }

    List<Database.UserType> types(DatabaseSession session) throws HostAccessException, InterruptedException {
        List<Database.UserType> types = new ArrayList<>();
        session.each(TYPES, List.of(), row -> {
            if (filter.schema(row.text("db"))) {
                String expression = row.optional("expression")
                        .map(text -> (row.text("kind").equals("domain") ? " DEFAULT " : " = ") + text)
                        .orElse("");
                String checks = String.join(" CHECK ", row.list("checks"));
                types.add(new Database.UserType(
                        H2Tables.name(row),
                        row.text("kind"),
                        List.of(),
                        Optional.of(row.text("base") + expression + (checks.isEmpty() ? "" : " CHECK " + checks))));
            }
        });
        return types;
    }

    List<Database.Routine> routines(DatabaseSession session) throws HostAccessException, InterruptedException {
        List<Database.Routine> routines = new ArrayList<>();
        session.each(ROUTINES, List.of(), row -> {
            if (filter.schema(row.text("db"))) {
                routines.add(routine(row));
            }
        });
        return routines;
    }

    private static Database.Routine routine(DatabaseRow row) {
        SortedMap<String, String> traits = new TreeMap<>();
        row.optional("language").ifPresent(language -> traits.put("language", language.toLowerCase(Locale.ROOT)));
        traits.put("volatility", row.text("deterministic").equals("YES") ? "deterministic" : "not deterministic");
        return new Database.Routine(
                H2Tables.name(row),
                String.join(", ", row.list("arguments")).toLowerCase(Locale.ROOT),
                row.text("kind").toLowerCase(Locale.ROOT),
                row.optional("returns").map(type -> type.toLowerCase(Locale.ROOT)),
                traits,
                row.optional("definition")
                        .or(() -> row.optional("external"))
                        .map(text -> text.lines().map(String::stripTrailing).reduce("", (a, b) -> a + "\n" + b)));
    }
}

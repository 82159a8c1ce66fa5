package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks what server this is. */
final class ServerQuestions {
    private static final String SERVER = """
            select current_setting('server_version_num')::integer as number, current_setting('server_version') as version,
                   current_database()::text as database, host(inet_server_addr()) as address, inet_server_port() as port,
                   pg_is_in_recovery() as replica,
                   (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint as started, pg_encoding_to_char(d.encoding)::text as encoding,
                   to_jsonb(d) ->> 'datcollate' as collation, to_jsonb(d) ->> 'datctype' as ctype,
                   to_jsonb(d) ->> 'datlocprovider' as provider, to_jsonb(d) ->> 'datcollversion' as collversion,
                   coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale,
                   (select u.item from pg_db_role_setting s cross join lateral unnest(s.setconfig) u(item)
                    where s.setdatabase in (0, d.oid)
                      and s.setrole in (0, (select r.oid from pg_roles r where r.rolname = current_user))
                      and lower(u.item) like 'timezone=%'
                    order by s.setrole = 0, s.setdatabase = 0 limit 1) as timezone,
                   has_function_privilege('pg_control_system()', 'execute') as identifiable,
                   has_table_privilege('pg_file_settings', 'select')
                     and has_function_privilege('pg_show_all_file_settings()', 'execute') as files
            from pg_database d where d.datname = current_database()
            """;

    private static final String SETTINGS = """
            select 'setting' as what, name, reset_val as value, unit, vartype as type from pg_settings where name = any (?)
            union all
            select 'extension', extname::text, extversion, null, null from pg_extension
            """;

    private static final String IDENTIFIER = "select system_identifier::text as identifier from pg_control_system()";

    private static final String FILES = """
            select setting as value from pg_file_settings where lower(name) = 'timezone' and applied
            order by seqno desc limit 1
            """;

    private static final Pattern VERSION =
            Pattern.compile("([0-9][0-9.]*(?:(?:beta|rc|devel)[0-9]*)?)\\s*(?:\\((.*)\\))?");

    private final DatabaseSession session;
    private final Gaps gaps;
    private int version;

    ServerQuestions(DatabaseSession session, Gaps gaps) {
        this.session = session;
        this.gaps = gaps;
    }

    /** As the server counts: 140022; known once {@link #server} has answered. */
    int version() {
        return version;
    }

    Server server() throws HostAccessException, InterruptedException {
        List<DatabaseRow> answer = session.query(SERVER, List.of());
        if (answer.isEmpty()) {
            throw new HostAccessException(Kind.MALFORMED, "pg_database");
        }
        DatabaseRow row = answer.get(0);
        version = (int) row.number("number").orElse(0);
        SortedMap<String, Server.Setting> settings = new TreeMap<>();
        SortedMap<String, String> extensions = new TreeMap<>();
        settings(settings, extensions);
        ofDatabase(row, settings);
        timezone(row).ifPresent(zone -> settings.put("timezone", new Server.Setting(Server.Kind.WORD, zone)));
        Matcher version = VERSION.matcher(row.text("version"));
        boolean known = version.matches();
        return new Server(
                "PostgreSQL",
                known ? version.group(1) : row.text("version"),
                known ? Optional.ofNullable(version.group(2)) : Optional.empty(),
                extensions,
                settings,
                new Server.Identity(
                        identifier(row.flag("identifiable")),
                        row.optional("address"),
                        row.number("port").isPresent()
                                ? OptionalInt.of((int) row.number("port").getAsLong())
                                : OptionalInt.empty(),
                        row.text("database"),
                        Optional.of(row.flag("replica")),
                        started(row)));
    }

    private static Optional<Instant> started(DatabaseRow row) {
        OptionalLong microseconds = row.number("started");
        return microseconds.isPresent()
                ? Optional.of(Instant.EPOCH.plus(microseconds.getAsLong(), ChronoUnit.MICROS))
                : Optional.empty();
    }

    private void settings(SortedMap<String, Server.Setting> settings, SortedMap<String, String> extensions)
            throws HostAccessException, InterruptedException {
        try {
            session.each(SETTINGS, List.of(SettingNames.ALL), row -> {
                if (row.text("what").equals("extension")) {
                    extensions.put(row.text("name"), row.text("value"));
                } else {
                    SettingNames.setting(row)
                            .ifPresent(setting -> settings.put(row.text("name").toLowerCase(Locale.ROOT), setting));
                }
            });
        } catch (HostAccessException e) {
            gaps.add("server/setting[*]", e.kind());
            gaps.add("server/extension[*]/**", e.kind());
            return;
        }
        for (String name : SettingNames.HIDDEN) {
            if (!settings.containsKey(name)) {
                gaps.add("server/setting[" + name + "]", Kind.DENIED);
            }
        }
    }

    private static void ofDatabase(DatabaseRow row, SortedMap<String, Server.Setting> settings) {
        for (String name : List.of("encoding", "collation", "ctype", "locale")) {
            row.optional(name).ifPresent(text -> settings.put(name, new Server.Setting(Server.Kind.WORD, text)));
        }
        row.optional("collversion")
                .ifPresent(text -> settings.put("collation-version", new Server.Setting(Server.Kind.WORD, text)));
        row.optional("provider")
                .map(ServerQuestions::provider)
                .ifPresent(word -> settings.put("collation-provider", new Server.Setting(Server.Kind.WORD, word)));
    }

    private static String provider(String code) {
        return switch (code) {
            case "c" -> "libc";
            case "i" -> "icu";
            case "b" -> "builtin";
            default -> code;
        };
    }

    /** The driver sets the zone of its own session, so the server is asked what it would be without that. */
    private Optional<String> timezone(DatabaseRow row) throws HostAccessException, InterruptedException {
        Optional<String> set = row.optional("timezone").map(item -> item.substring(item.indexOf('=') + 1));
        if (set.isPresent()) {
            return set;
        }
        if (row.flag("files")) {
            try {
                List<DatabaseRow> answer = session.query(FILES, List.of());
                return Optional.of(answer.isEmpty() ? "GMT" : answer.get(0).text("value"));
            } catch (HostAccessException e) {
                gaps.add("server/setting[timezone]", e.kind());
                return Optional.empty();
            }
        }
        gaps.add("server/setting[timezone]", Kind.DENIED);
        return Optional.empty();
    }

    private Optional<String> identifier(boolean allowed) throws InterruptedException {
        Kind kind = Kind.DENIED;
        if (allowed) {
            try {
                return session.query(IDENTIFIER, List.of()).stream()
                        .flatMap(row -> row.optional("identifier").stream())
                        .findFirst();
            } catch (HostAccessException e) {
                kind = e.kind();
            }
        }
        gaps.add("server/identifier", kind);
        gaps.add("server/instance", kind);
        return Optional.empty();
    }
}

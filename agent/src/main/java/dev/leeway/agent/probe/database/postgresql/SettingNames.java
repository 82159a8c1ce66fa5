package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that are looked at, because they change what statements do or how many may be at work; {@code docs/databases.md} lists them. */
final class SettingNames {
    static final List<String> ALL = List.of(
            "array_nulls",
            "autovacuum",
            "backslash_quote",
            "bytea_output",
            "check_function_bodies",
            "data_checksums",
            "deadlock_timeout",
            "default_table_access_method",
            "default_text_search_config",
            "default_transaction_deferrable",
            "default_transaction_isolation",
            "default_transaction_read_only",
            "escape_string_warning",
            "fsync",
            "full_page_writes",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout",
            "IntervalStyle",
            "jit",
            "lc_messages",
            "lc_monetary",
            "lc_numeric",
            "lc_time",
            "lock_timeout",
            "log_timezone",
            "max_connections",
            "max_locks_per_transaction",
            "max_prepared_transactions",
            "password_encryption",
            "row_security",
            "search_path",
            "session_replication_role",
            "shared_buffers",
            "ssl",
            "ssl_min_protocol_version",
            "standard_conforming_strings",
            "statement_timeout",
            "superuser_reserved_connections",
            "synchronous_commit",
            "temp_file_limit",
            "transaction_timeout",
            "transform_null_equals",
            "wal_level",
            "work_mem",
            "xmlbinary",
            "xmloption");

    /** Those that every version has and shows only to roles that may read all settings. */
    static final List<String> HIDDEN = List.of("ssl_min_protocol_version");

    private static final Map<String, Long> TIMES = Map.of("ms", 1L, "s", 1_000L, "min", 60_000L);
    private static final Map<String, Long> SIZES =
            Map.of("B", 1L, "kB", 1L << 10, "8kB", 8L << 10, "MB", 1L << 20, "16MB", 16L << 20);

    private SettingNames() {}

    /** The value of a row of {@code pg_settings}, its unit taken in. */
    static Optional<Server.Setting> setting(DatabaseRow row) {
        Optional<String> value = row.optional("value");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get();
        return Optional.of(
                switch (row.text("type")) {
                    case "bool" -> new Server.Setting(Server.Kind.FLAG, Boolean.toString(text.equals("on")));
                    case "integer" -> number(text, row.text("unit"));
                    case "real" -> new Server.Setting(Server.Kind.NUMBER, text);
                    // Of the settings listed above none can hold a secret.
                    default -> new Server.Setting(Server.Kind.WORD, text);
                });
    }

    /** Below zero means without limit, which no time and no size is. */
    private static Server.Setting number(String text, String unit) {
        boolean whole = text.matches("\\d{1,15}");
        if (whole && TIMES.containsKey(unit)) {
            return new Server.Setting(Server.Kind.MILLISECONDS, product(text, TIMES.get(unit)));
        }
        if (whole && SIZES.containsKey(unit)) {
            return new Server.Setting(Server.Kind.BYTES, product(text, SIZES.get(unit)));
        }
        return new Server.Setting(Server.Kind.NUMBER, text);
    }

    private static String product(String text, long one) {
        return Long.toString(Math.multiplyExact(Long.parseLong(text), one));
    }
}

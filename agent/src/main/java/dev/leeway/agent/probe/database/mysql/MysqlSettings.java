package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Server;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables that are looked at, because they change what statements do or how many may be at work; {@code docs/databases.md} lists them. */
final class MysqlSettings {
    /** How the server can be told from others. */
    private static final Set<String> IDENTITY = Set.of(
            "version", "version_comment", "hostname", "port", "server_id", "server_uuid", "server_uid", "datadir");

    private static final List<String> WORDS = List.of(
            "autocommit",
            "binlog_format",
            "character_set_database",
            "character_set_server",
            "collation_database",
            "collation_server",
            "completion_type",
            "concurrent_insert",
            "default_storage_engine",
            "default_tmp_storage_engine",
            "default_week_format",
            "div_precision_increment",
            "event_scheduler",
            "explicit_defaults_for_timestamp",
            "foreign_key_checks",
            "group_concat_max_len",
            "init_connect",
            "innodb_autoinc_lock_mode",
            "innodb_default_row_format",
            "innodb_file_per_table",
            "innodb_flush_log_at_trx_commit",
            "innodb_ft_min_token_size",
            "innodb_page_size",
            "innodb_rollback_on_timeout",
            "innodb_snapshot_isolation",
            "innodb_strict_mode",
            "lc_time_names",
            "local_infile",
            "log_bin",
            "log_bin_trust_function_creators",
            "lower_case_table_names",
            "max_connections",
            "max_prepared_stmt_count",
            "max_user_connections",
            "old_mode",
            "performance_schema",
            "query_cache_type",
            "read_only",
            "require_secure_transport",
            "sql_mode",
            "sql_require_primary_key",
            "sql_safe_updates",
            "super_read_only",
            "sync_binlog",
            "system_time_zone",
            "system_versioning_alter_history",
            "time_zone",
            "tls_version",
            "transaction_isolation",
            "transaction_read_only",
            "tx_isolation",
            "unique_checks",
            "updatable_views_with_limit");

    private static final Set<String> SECONDS = Set.of(
            "connect_timeout",
            "innodb_lock_wait_timeout",
            "interactive_timeout",
            "lock_wait_timeout",
            "max_statement_time",
            "net_read_timeout",
            "net_write_timeout",
            "wait_timeout");

    private static final Set<String> MILLISECONDS = Set.of("max_execution_time");

    private static final Set<String> BYTES = Set.of(
            "innodb_buffer_pool_size",
            "innodb_page_size",
            "max_allowed_packet",
            "max_heap_table_size",
            "sort_buffer_size",
            "tmp_table_size");

    /** May hold whatever somebody put there. */
    private static final Set<String> WRITTEN = Set.of("init_connect");

    /** Asks for all of them in one go, and for nothing that could be a secret. */
    static final String QUESTION = "show global variables where variable_name in ('"
            + List.of(IDENTITY, WORDS, SECONDS, MILLISECONDS, BYTES).stream()
                    .flatMap(Collection::stream)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining("', '"))
            + "')";

    private MysqlSettings() {}

    /** The value of a variable; empty for what is told elsewhere. */
    static Optional<Server.Setting> setting(String name, String text) {
        if (IDENTITY.contains(name)) {
            return Optional.empty();
        }
        boolean whole = text.matches("\\d{1,15}");
        if (whole && BYTES.contains(name)) {
            return Optional.of(new Server.Setting(Server.Kind.BYTES, text));
        }
        if (SECONDS.contains(name) && text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            String milliseconds =
                    new BigDecimal(text).movePointRight(3).toBigInteger().toString();
            return Optional.of(new Server.Setting(Server.Kind.MILLISECONDS, milliseconds));
        }
        if (whole && MILLISECONDS.contains(name)) {
            return Optional.of(new Server.Setting(Server.Kind.MILLISECONDS, text));
        }
        if (text.equals("ON") || text.equals("OFF")) {
            return Optional.of(new Server.Setting(Server.Kind.FLAG, Boolean.toString(text.equals("ON"))));
        }
        Server.Kind kind = whole ? Server.Kind.NUMBER : WRITTEN.contains(name) ? Server.Kind.TEXT : Server.Kind.WORD;
        return Optional.of(new Server.Setting(kind, text));
    }
}

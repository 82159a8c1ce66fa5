package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the agent was shown, told from its own privileges, because the server leaves out the rest without a word. */
final class MysqlSight {
    /** On all tables of a database, in every version; newer ones have more, which come with all the others. */
    private static final List<String> ALL_ON_SCHEMA = List.of(
            "ALTER",
            "ALTER ROUTINE",
            "CREATE",
            "CREATE ROUTINE",
            "CREATE TEMPORARY TABLES",
            "CREATE VIEW",
            "DELETE",
            "DROP",
            "EVENT",
            "EXECUTE",
            "INDEX",
            "INSERT",
            "LOCK TABLES",
            "REFERENCES",
            "SELECT",
            "SHOW VIEW",
            "TRIGGER",
            "UPDATE");

    private static final List<String> ALL_ON_SERVER = List.of(
            "CREATE TABLESPACE",
            "CREATE USER",
            "FILE",
            "PROCESS",
            "RELOAD",
            "REPLICATION CLIENT",
            "REPLICATION SLAVE",
            "SHOW DATABASES",
            "SHUTDOWN",
            "SUPER");

    /** Facts that nobody shows to who has none of these privileges on the whole database. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "table[*]/**", List.of("SELECT"),
            "view[*]/**", List.of("SELECT"),
            "table[*]/trigger[*]/**", List.of("TRIGGER"),
            "routine[*]/**", List.of("EXECUTE", "ALTER ROUTINE", "CREATE ROUTINE"));

    private final MysqlScope scope;
    private final Set<String> mine = new HashSet<>();
    private boolean others;
    private boolean processes;

    MysqlSight(MysqlScope scope) {
        this.scope = scope;
    }

    /** Whether a grant on {@code pattern}, which has wildcards, is one on {@code schema}. */
    static boolean covers(String pattern, String schema) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean escaped = c == '\\' && i + 1 < pattern.length();
            if (escaped) {
                c = pattern.charAt(++i);
            }
            regex.append(c == '%' && !escaped ? ".*" : c == '_' && !escaped ? "." : Pattern.quote(String.valueOf(c)));
        }
        return !schema.isEmpty() && schema.matches(regex.toString());
    }

    void see(boolean own, String schema, String table, String privilege) {
        others |= !own;
        boolean everywhere = schema.isEmpty();
        boolean whole = everywhere || (table.isEmpty() && covers(schema, scope.current()));
        if (own && whole) {
            mine.add(privilege);
            processes |= everywhere && privilege.equals("PROCESS");
        }
    }

    boolean ofOthers() {
        return others;
    }

    void gaps(Gaps gaps) {
        NEEDED.forEach((pattern, privileges) -> {
            if (privileges.stream().noneMatch(mine::contains)) {
                gaps.add(pattern, Kind.DENIED);
            }
        });
        if (!mine.contains("EVENT")) {
            gaps.add("routine[*]/**", Kind.DENIED);
        }
        if (!processes) {
            gaps.add("client[*]/**", Kind.DENIED);
        }
    }

    /** All privileges of one kind are as many as the version has; they are told as those every version has. */
    static SortedSet<String> ofEveryVersion(SortedSet<String> privileges) {
        SortedSet<String> plain = new TreeSet<>();
        privileges.forEach(privilege -> plain.add(privilege.replace("*", "")));
        if (!plain.containsAll(ALL_ON_SCHEMA)) {
            return privileges;
        }
        SortedSet<String> kept = new TreeSet<>(privileges);
        kept.removeIf(each ->
                !ALL_ON_SCHEMA.contains(each.replace("*", "")) && !ALL_ON_SERVER.contains(each.replace("*", "")));
        return kept;
    }
}

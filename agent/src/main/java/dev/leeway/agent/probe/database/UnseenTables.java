package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.migration.Histories;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tables that were not seen leave unknown beside their own facts: shapes of their documents, and histories kept in them. */
final class UnseenTables {
    private static final Pattern WHOLE = Pattern.compile("table\\[([^]]+)]/(\\*\\*|column\\[\\*]/\\*\\*)");

    private UnseenTables() {}

    /** Adds to {@code gaps} what follows from those that are there. */
    static void follow(Gaps gaps) {
        new TreeMap<>(gaps.patterns()).forEach((pattern, kind) -> {
            Matcher table = WHOLE.matcher(pattern);
            // What nobody asked for has its own patterns.
            if (!table.matches() || kind == Kind.NOT_LIVE) {
                return;
            }
            String key = table.group(1);
            gaps.add("json[" + (key.equals("*") ? key : key + ".*") + "]/**", kind);
            if (key.equals("*") || Histories.mayBeIn(key.substring(key.lastIndexOf('.') + 1))) {
                gaps.add("migration[*]/**", kind);
            }
        });
    }
}

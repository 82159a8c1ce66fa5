package dev.leeway.agent.probe.database.migration;

import dev.leeway.agent.probe.database.migration.History.Entry;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * With what content migrations were applied, by the check sum the tool took down: two databases that have one migration by name may
 * have two by content.
 *
 * <p>In whatever order they were applied. What the tool applies anew whenever it changes has no part in it: that it differs
 * is what it is for.
 *
 * @param sums by migration; several where the tool knows several by one name
 * @param whole whether these are all
 */
public record Checksums(SortedMap<String, SortedSet<String>> sums, boolean whole) {
    /** Of one history, the last by name; what an older one did is seen in the schema. */
    static final int MOST = 1_000;

    /** Names in programs: without blanks, signs of addresses, or more than a line holds. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.:/ ()+-]{0,299}");

    /** Liquibase writes before a sum by which rule it was made: {@code 9:d41d...}. */
    private static final Pattern RULED = Pattern.compile("(\\d{1,3}):(.+)");

    /** What Liquibase did once, and would never do again. */
    private static final Set<String> ONCE = Set.of("EXECUTED", "MARK_RAN");

    /** Those of a history. */
    public static Checksums of(History history) {
        SortedMap<String, SortedSet<String>> sums = new TreeMap<>(MigrationOrder.BY_NAME);
        for (Entry entry : history.entries()) {
            switch (history.tool()) {
                case "flyway" -> flyway(entry, sums);
                case "liquibase" -> liquibase(entry, sums);
                case "prisma" -> {
                    if (entry.done()) {
                        add(sums, entry.name(), entry);
                    }
                }
                default -> {
                    // These keep none.
                }
            }
        }
        // A name of other signs is what somebody wrote; that its sum is not told must be.
        boolean unnamed = sums.keySet().removeIf(name -> !NAME.matcher(name).matches());
        boolean whole = !unnamed && sums.size() <= MOST;
        while (sums.size() > MOST) {
            sums.remove(sums.firstKey());
        }
        return new Checksums(sums, whole);
    }

    /** Rows come in the order of application, so that one taken back and applied anew has its last sum alone. */
    private static void flyway(Entry entry, Map<String, SortedSet<String>> sums) {
        if (entry.name().isEmpty() || !entry.done()) {
            return;
        }
        sums.remove(entry.name());
        if (!entry.kind().startsWith("UNDO") && !entry.kind().equals("DELETE")) {
            add(sums, entry.name(), entry);
        }
    }

    private static void liquibase(Entry entry, Map<String, SortedSet<String>> sums) {
        if (!ONCE.contains(entry.kind())) {
            return;
        }
        Matcher ruled = RULED.matcher(entry.checksum().orElse(""));
        String script = ScriptPath.told(entry.script());
        if (ruled.matches()) {
            add(sums, script + "::" + entry.name() + " (" + ruled.group(1) + ")", entry);
        }
    }

    private static void add(Map<String, SortedSet<String>> sums, String name, Entry entry) {
        entry.checksum()
                .filter(sum -> !sum.isEmpty())
                .ifPresent(sum ->
                        sums.computeIfAbsent(name, each -> new TreeSet<>()).add(sum));
    }
}

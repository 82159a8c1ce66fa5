package dev.leeway.collector.compare;

import dev.leeway.collector.version.VersionOrder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Facts about what an environment did, of which others mostly say whether it did: where it did not and those say so, it has no
 * part in them, and nothing is missing or unknown for want of them.
 */
final class ToldElsewhere {
    /** Which migrations were applied the last one and their number tell, and what was made a baseline keeps no check sums. */
    private static final Pattern CHECKSUMS = Pattern.compile("migration\\[[^/]*]/checksum\\[[^/]*]");

    /** Versions of Flyway have an order, so that what lies above the first with a sum is above a baseline. */
    private static final String ORDERED = "migration[flyway";
    /** Liquibase names a change set by its script, too, which is another from another working directory. */
    private static final String SCRIPT_END = "::";

    private static final Pattern RULE = Pattern.compile(" \\(\\d{1,3}\\)$");

    /** Why two sums of one change set say nothing of its content. */
    static final String OTHER_RULE = "the tool made its check sums by another rule";

    private ToldElsewhere() {}

    /** Whether the fact at {@code path}, encoded, of a section of {@code probe} is one of them. */
    static boolean covers(String probe, String path) {
        return probe.equals("database")
                && path.startsWith("migration[")
                && CHECKSUMS.matcher(path).matches();
    }

    /**
     * Whether it is known that the migration at {@code path} is not among those of a history, and nothing else tells: the last one
     * and their number are those of another that has it.
     *
     * @param own facts of the section without the path
     * @param others of the sections with it
     */
    static boolean lacks(String path, Facts own, List<Facts> others) {
        String history = path.substring(0, path.indexOf('/') + 1);
        Optional<Value> latest = FactSearch.find(own, history + "latest");
        Optional<Value> applied = FactSearch.find(own, history + "applied");
        if (latest.isEmpty() || applied.isEmpty()) {
            return false;
        }
        List<Facts> alike = others.stream()
                .filter(each -> FactSearch.find(each, history + "latest").equals(latest)
                        && FactSearch.find(each, history + "applied").equals(applied))
                .toList();
        if (alike.isEmpty()) {
            return false;
        }
        String wanted = key(path);
        List<String> keys = keys(own, history);
        if (keys.stream().anyMatch(key -> name(key).equals(name(wanted)))) {
            return false;
        }
        boolean allNamed = applied.get().equals(Value.Numeric.of(keys.size()));
        // What has no sum on either side is taken for the same, but a baseline may stand for what is below all that
        // have one.
        return allNamed
                || (path.startsWith(ORDERED)
                        && alike.stream().anyMatch(each -> keys(each, history).size() == keys.size())
                        && keys.stream().anyMatch(key -> isOlder(key, wanted)));
    }

    /** Whether a section tells the sum of the change set at {@code path} by another rule of Liquibase. */
    static boolean summedOtherwise(String path, Facts own) {
        String wanted = key(path);
        return wanted.contains(SCRIPT_END)
                && keys(own, path.substring(0, path.indexOf('/') + 1)).stream()
                        .anyMatch(key -> withoutRule(key).equals(withoutRule(wanted)));
    }

    /** A pattern below the section for the sums of the history that {@code path} is of. */
    static String sums(String path) {
        return path.substring(0, path.indexOf('/') + 1) + "checksum[*]";
    }

    private static String withoutRule(String key) {
        return RULE.matcher(key).replaceFirst("");
    }

    private static List<String> keys(Facts facts, String history) {
        String opening = history + "checksum[";
        List<String> keys = new ArrayList<>();
        for (int i = FactSearch.lowerBound(facts, opening);
                i < facts.size() && facts.path(i).startsWith(opening);
                i++) {
            keys.add(key(facts.path(i)));
        }
        return keys;
    }

    private static String key(String path) {
        return FactPath.parse(path).segments().get(1).key().orElse("");
    }

    private static String name(String key) {
        int script = key.lastIndexOf(SCRIPT_END);
        return script < 0
                ? key
                : RULE.matcher(key.substring(script + SCRIPT_END.length())).replaceFirst("");
    }

    private static boolean isOlder(String one, String other) {
        return VersionOrder.compare(version(one), version(other)).orElse(0) < 0;
    }

    private static Value.Version version(String text) {
        return new Value.Version(text, VersionScheme.GENERIC);
    }
}

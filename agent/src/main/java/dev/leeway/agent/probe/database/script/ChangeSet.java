package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.probe.database.migration.ScriptPath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One change set of Liquibase.
 *
 * @param id as written
 * @param author as written; for comparing alone
 * @param path of its changelog, or what that calls itself
 * @param conditional whether contexts or labels decide about it, which are told to the tool when it runs
 * @param databases for which it is meant, as written; empty for all
 */
record ChangeSet(String id, String author, String path, boolean conditional, String databases) {
    /** Whether it is meant for a server of that name. */
    boolean isFor(String product) {
        List<String> names = Arrays.stream(databases.split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .toList();
        String own = product.toLowerCase(Locale.ROOT);
        if (names.isEmpty() || names.contains("all")) {
            return true;
        }
        if (names.contains("none") || names.contains("!" + own)) {
            return false;
        }
        return names.contains(own) || names.stream().allMatch(name -> name.startsWith("!"));
    }

    /** As it is told. */
    String text() {
        return ScriptPath.told(path) + "::" + id;
    }

    /** Whether two paths are one, seen from different roots. */
    static boolean isSamePath(String one, String other) {
        String left = normal(one);
        String right = normal(other);
        return left.equals(right) || left.endsWith("/" + right) || right.endsWith("/" + left);
    }

    /** Without the prefix of a class path and what leads to a root. */
    static String normal(String path) {
        String plain = path.replace('\\', '/').replaceFirst("^classpath\\*?:", "");
        return plain.replaceFirst("^(?:\\.?/+)+", "");
    }
}

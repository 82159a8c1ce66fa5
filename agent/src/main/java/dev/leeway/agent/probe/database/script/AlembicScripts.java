package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.migration.History.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scripts of Alembic: a graph of revisions, in which what the database's heads come from is in effect. */
final class AlembicScripts {
    private static final String TYPE = "(?m)^%s[ \\t]*(?::[^=\\n]*)?=[ \\t]*";
    private static final String TEXT = "(?:'[^'\\n]*'|\"[^\"\\n]*\")";
    private static final Pattern REVISION = Pattern.compile(String.format(TYPE, "revision") + "(" + TEXT + ")");
    private static final String VALUE = "(None|" + TEXT + "|\\([^()]*\\)|\\[[^\\[\\]]*\\])";
    private static final Pattern DOWN = Pattern.compile(String.format(TYPE, "down_revision") + VALUE);
    private static final Pattern DEPENDS = Pattern.compile(String.format(TYPE, "depends_on") + VALUE);
    private static final Pattern QUOTED = Pattern.compile("'([^'\\n]*)'|\"([^\"\\n]*)\"");

    private AlembicScripts() {}

    static Standing held(History history, List<ScriptFile> scripts) {
        SortedMap<String, Set<String>> parents = new TreeMap<>();
        boolean whole = true;
        for (ScriptFile script : scripts) {
            Optional<String> text = script.text();
            Matcher revision = REVISION.matcher(text.orElse(""));
            if (!revision.find()) {
                whole &= text.isPresent();
                continue;
            }
            Matcher down = DOWN.matcher(text.orElse(""));
            Matcher depends = DEPENDS.matcher(text.orElse(""));
            boolean known = down.find();
            whole &= known;
            Set<String> from = new TreeSet<>(known ? quoted(down.group(1)) : Set.of());
            from.addAll(depends.find() ? quoted(depends.group(1)) : Set.of());
            parents.put(quoted(revision.group(1)).stream().findFirst().orElse(""), from);
        }
        if (parents.isEmpty()) {
            return Standing.UNKNOWN;
        }
        Set<String> heads =
                new TreeSet<>(history.entries().stream().map(Entry::name).toList());
        Set<String> ahead = new TreeSet<>(heads);
        ahead.removeAll(parents.keySet());
        Set<String> pending = new TreeSet<>(parents.keySet());
        pending.removeAll(below(heads, parents));
        // From a head that no script knows nobody can tell what lies below it.
        return new Standing(
                whole && ahead.isEmpty() ? Standing.names(pending) : Optional.empty(),
                Optional.empty(),
                whole ? Standing.names(ahead) : Optional.empty());
    }

    private static Set<String> below(Set<String> heads, SortedMap<String, Set<String>> parents) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(heads);
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(parents.getOrDefault(next, Set.of()));
            }
        }
        return seen;
    }

    private static Set<String> quoted(String text) {
        Set<String> found = new TreeSet<>();
        Matcher quoted = QUOTED.matcher(text);
        while (quoted.find()) {
            found.add(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
        }
        return found;
    }
}

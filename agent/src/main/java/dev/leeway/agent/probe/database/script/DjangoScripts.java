package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.migration.History.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scripts of one Django application; a squashed one stands for those it replaces. */
final class DjangoScripts {
    private static final Pattern REPLACES = Pattern.compile("(?m)^\\s+replaces\\s*=\\s*\\[([^\\]]*)]");
    private static final Pattern PAIR =
            Pattern.compile("\\(\\s*['\"](\\w+)['\"]\\s*,\\s*['\"](\\w+)['\"]\\s*,?\\s*\\)");

    private DjangoScripts() {}

    static Standing held(History history, List<ScriptFile> scripts) {
        String app = history.key().substring(history.key().indexOf(':') + 1);
        Pattern own = Pattern.compile("(?:.*/)?" + Pattern.quote(app) + "/migrations/[^/]*");
        Map<String, Set<String>> found = new TreeMap<>();
        boolean whole = true;
        for (ScriptFile script : scripts) {
            if (own.matcher(script.path()).matches()) {
                Optional<String> text = script.text();
                whole &= text.isPresent();
                String name = script.name().substring(0, script.name().length() - ".py".length());
                found.put(name, replaced(text.orElse(""), app));
            }
        }
        if (found.isEmpty() || !whole) {
            return Standing.UNKNOWN;
        }
        Set<String> applied =
                new TreeSet<>(history.entries().stream().map(Entry::name).toList());
        Set<String> pending = new TreeSet<>(found.keySet());
        pending.removeAll(applied);
        Set<String> ahead = new TreeSet<>(applied);
        ahead.removeAll(found.keySet());
        found.forEach((name, replaces) -> {
            ahead.removeAll(replaces);
            if (replaces.isEmpty()) {
                return;
            }
            Set<String> there = new HashSet<>(replaces);
            there.retainAll(applied);
            if (applied.contains(name) || there.isEmpty()) {
                pending.removeAll(replaces);
            } else {
                // All of them stand for it; with only some of them applied Django goes on with the rest of them.
                pending.remove(name);
            }
        });
        return Standing.of(pending, ahead);
    }

    private static Set<String> replaced(String text, String app) {
        Set<String> names = new TreeSet<>();
        Matcher list = REPLACES.matcher(text);
        if (list.find()) {
            Matcher pair = PAIR.matcher(list.group(1));
            while (pair.find()) {
                if (pair.group(1).equals(app)) {
                    names.add(pair.group(2));
                }
            }
        }
        return names;
    }
}

package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.migration.History.Entry;
import dev.leeway.agent.probe.database.migration.ScriptPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Changelogs of Liquibase, from those that nothing includes down to all that these include. */
final class LiquibaseScripts {
    /** What changelogs that stand for all are called where nobody names them. */
    private static final Pattern MASTER =
            Pattern.compile("(?i)(?:.*[._-])?(?:master|root|main|changelog)\\.(?:xml|ya?ml|json|sql)");

    private static final int MAX_DEPTH = 40;

    private final Map<String, ScriptFile> files = new TreeMap<>();
    private final Map<String, Changelog> changelogs = new TreeMap<>();
    private final Set<String> included = new HashSet<>();
    private final List<ChangeSet> sets = new ArrayList<>();
    private boolean whole = true;

    private LiquibaseScripts() {}

    static Standing held(History history, List<ScriptFile> scripts, String product) {
        LiquibaseScripts all = new LiquibaseScripts();
        scripts.forEach(all::take);
        List<String> masters = all.masters();
        masters.forEach(path -> all.follow(path, "", false, 0));
        return all.sets.isEmpty() || !all.whole ? Standing.UNKNOWN : all.standing(history, product);
    }

    private void take(ScriptFile file) {
        files.put(file.path(), file);
        try {
            Optional<Changelog> read = file.text().isPresent()
                    ? Changelog.read(file.path(), file.text().get())
                    : Optional.empty();
            read.ifPresent(changelog -> changelogs.put(file.path(), changelog));
        } catch (MalformedException e) {
            // It is missed only where something includes it.
            changelogs.remove(file.path());
        }
    }

    private List<String> masters() {
        Set<String> below = new HashSet<>();
        changelogs.forEach((path, changelog) ->
                changelog.items().forEach(item -> targets(path, item).ifPresent(below::addAll)));
        return changelogs.keySet().stream()
                .filter(path -> !below.contains(path))
                .filter(path -> {
                    ScriptFile file = files.get(path);
                    return file != null
                            && (file.named() || MASTER.matcher(file.name()).matches());
                })
                .toList();
    }

    /** What an item includes; absent where that cannot be followed. */
    private Optional<List<String>> targets(String path, Changelog.Item item) {
        String file = item.kind().equals("include") ? item.get("file") : item.get("path");
        if (!item.kind().startsWith("include")) {
            return Optional.of(List.of());
        }
        boolean filtered = item.attributes().keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith("filter") && !name.equals("contextFilter"));
        if (file.isEmpty() || file.contains("${") || filtered) {
            return Optional.empty();
        }
        boolean relative = item.get("relativeToChangelogFile").equalsIgnoreCase("true");
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        String wanted = resolved(relative ? directory + file : ChangeSet.normal(file));
        if (item.kind().equals("include")) {
            return files.containsKey(wanted) ? Optional.of(List.of(wanted)) : elsewhere(wanted);
        }
        String prefix = wanted.endsWith("/") ? wanted : wanted + "/";
        List<String> all = files.keySet().stream()
                .filter(each -> each.startsWith(prefix) || each.contains("/" + prefix))
                .toList();
        return all.isEmpty() && !item.get("errorIfMissingOrEmpty").equals("false")
                ? Optional.empty()
                : Optional.of(all);
    }

    /** From another root: the class path may begin further down, or further up, than what was looked at. */
    private Optional<List<String>> elsewhere(String wanted) {
        List<String> alike = files.keySet().stream()
                .filter(path -> ChangeSet.isSamePath(path, wanted))
                .toList();
        return alike.size() == 1 ? Optional.of(alike) : Optional.empty();
    }

    private static String resolved(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/")) {
            if (name.equals("..") && !names.isEmpty()) {
                names.remove(names.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }

    private void follow(String path, String logical, boolean conditional, int depth) {
        Changelog changelog = changelogs.get(path);
        if (depth > MAX_DEPTH || (changelog == null && !path.endsWith(".sql"))) {
            whole = false;
            return;
        }
        if (!included.add(path)) {
            return;
        }
        if (changelog == null) {
            // Plain SQL is one change set without a name of its own.
            sets.add(new ChangeSet("raw", "includeAll", path, conditional, ""));
            return;
        }
        String own = logical.isEmpty() ? changelog.attributes().getOrDefault("logicalFilePath", path) : logical;
        for (Changelog.Item item : changelog.items()) {
            boolean decided = conditional || item.isConditional();
            if (item.kind().equals("changeSet")) {
                take(item, own, decided);
            } else if (item.kind().startsWith("include")) {
                Optional<List<String>> targets = targets(path, item);
                whole &= targets.isPresent();
                targets.orElse(List.of())
                        .forEach(target -> follow(target, item.get("logicalFilePath"), decided, depth + 1));
            }
        }
    }

    private void take(Changelog.Item item, String path, boolean conditional) {
        whole &= !(item.get("id") + item.get("author")).contains("${");
        String own = item.get("logicalFilePath");
        boolean ignored = item.get("ignore").equalsIgnoreCase("true");
        sets.add(new ChangeSet(
                item.get("id"),
                item.get("author"),
                own.isEmpty() ? path : own,
                conditional || ignored,
                item.get("dbms")));
    }

    private Standing standing(History history, String product) {
        Set<Entry> known = new HashSet<>();
        Set<String> pending = new TreeSet<>();
        for (ChangeSet set : sets) {
            List<Entry> applied = history.entries().stream()
                    .filter(entry -> entry.name().equals(set.id())
                            && entry.author().equals(set.author())
                            && ChangeSet.isSamePath(entry.script(), set.path()))
                    .toList();
            known.addAll(applied);
            if (applied.isEmpty() && !set.conditional() && set.isFor(product)) {
                pending.add(set.text());
            }
        }
        Set<String> ahead = new TreeSet<>();
        history.entries().stream()
                .filter(entry -> entry.done() && !known.contains(entry))
                .forEach(entry -> ahead.add(ScriptPath.told(entry.script()) + "::" + entry.name()));
        return Standing.of(pending, ahead);
    }
}

package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lays a tree out flat: one entry for each single value in it. */
public final class SettingEntries {
    /** What names an item of a list, so that its place in the list does not count. */
    static final List<String> IDENTITIES = List.of("name", "id", "key");

    private static final Pattern IDENTITY = Pattern.compile("[A-Za-z0-9_@$][A-Za-z0-9_.:/@$ -]{0,99}");
    private static final Set<String> VALUES = Set.of("value", "val", "content", "");
    private static final int MAX_KEY = 300;
    private static final int MAX_DEPTH = 64;

    private final List<SettingEntry> entries = new ArrayList<>();
    /** By the key that is told in their place: settings by their own keys, so that their order does not count. */
    private final Map<String, SortedMap<String, TreeNode.Scalar>> withheld = new LinkedHashMap<>();

    private final int most;
    private int held;
    private boolean complete = true;

    private SettingEntries(int most) {
        this.most = most;
    }

    /** A place in the tree: its key as it is told and as it is, and whether those below it are named after secrets. */
    private record Place(String key, String own, boolean ofSecrets) {
        Place child(String name, boolean told) {
            return new Place(
                    joined(key, told ? name : Withheld.NAME),
                    joined(own, name),
                    ofSecrets || SettingWords.ofSecrets(name));
        }
    }

    /**
     * The entries of a document.
     *
     * @param complete whether none was left out, for there are too many or their keys are too long
     */
    public record Laid(List<SettingEntry> entries, boolean complete) {
        public Laid {
            entries = List.copyOf(entries);
        }
    }

    /** The entries of {@code root} in the order of the text, at most {@code most}. */
    public static Laid of(TreeNode root, int most) {
        SettingEntries laid = new SettingEntries(most);
        laid.lay(new Place("", "", false), "", root, 0);
        laid.withheld.forEach(laid::together);
        return new Laid(laid.entries, laid.complete);
    }

    private void lay(Place place, String name, TreeNode node, int depth) {
        if (entries.size() >= most
                || held >= most
                || depth > MAX_DEPTH
                || place.own().length() > MAX_KEY) {
            complete = false;
        } else if (node instanceof TreeNode.Scalar scalar) {
            scalar(place, name, scalar);
        } else if (node instanceof TreeNode.Table table) {
            table(place, table, depth);
        } else if (node instanceof TreeNode.Items items) {
            items(place, items, depth);
        }
    }

    private void scalar(Place place, String name, TreeNode.Scalar scalar) {
        if (place.key().contains(Withheld.NAME)) {
            held++;
            withheld.computeIfAbsent(place.key(), unused -> new TreeMap<>()).put(place.own(), scalar);
        } else {
            entries.add(new SettingEntry(shown(place.key()), shown(name), scalar.line(), scalar.kind(), scalar.text()));
        }
    }

    /** One entry of all whose keys are told as {@code key}; its name says that it is a secret. */
    private void together(String key, SortedMap<String, TreeNode.Scalar> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((own, scalar) ->
                text.append(own).append('=').append(scalar.text()).append('\n'));
        int line =
                settings.values().stream().mapToInt(TreeNode.Scalar::line).min().orElse(1);
        entries.add(new SettingEntry(key, Withheld.NAME, line, Kind.TEXT, text.toString()));
    }

    private static String shown(String key) {
        return key.isEmpty() ? "(document)" : key;
    }

    /** Whether {@code name} may be told: not that of somebody with his password, nor what a table of secrets is keyed by. */
    private boolean told(Place place, String name) {
        boolean pair = name.indexOf(':') >= 0;
        return !(place.ofSecrets() || pair) || SettingWords.plain(name);
    }

    private void table(Place place, TreeNode.Table table, int depth) {
        if (table.entries().isEmpty()) {
            lay(place, place.key(), new TreeNode.Scalar(table.line(), "", Kind.NOTHING), depth);
        }
        Optional<String> named = identity(table);
        for (Map.Entry<String, TreeNode> entry : table.entries().entrySet()) {
            Place below = entry.getKey().isEmpty() ? place : place.child(entry.getKey(), told(place, entry.getKey()));
            String name = named.isPresent() && VALUES.contains(entry.getKey()) ? named.get() : below.key();
            lay(below, name, entry.getValue(), depth + 1);
        }
    }

    private void items(Place place, TreeNode.Items items, int depth) {
        if (items.items().isEmpty()) {
            lay(place, place.key(), new TreeNode.Scalar(items.line(), "", Kind.NOTHING), depth);
        }
        Optional<List<String>> names =
                identities(items).filter(found -> found.stream().allMatch(name -> told(place, name)));
        for (int i = 0; i < items.items().size(); i++) {
            String which = names.isPresent() ? names.get().get(i) : Integer.toString(i);
            Place below = place.child(which, true);
            lay(below, below.key(), items.items().get(i), depth + 1);
        }
    }

    private static String joined(String key, String next) {
        return key.isEmpty() ? next : key + "." + next;
    }

    /** What names every item; empty unless all are named, and no two alike. */
    private static Optional<List<String>> identities(TreeNode.Items items) {
        for (String field : IDENTITIES) {
            List<String> names = new ArrayList<>();
            for (TreeNode item : items.items()) {
                item.textAt(field)
                        .filter(name -> IDENTITY.matcher(name).matches())
                        .ifPresent(names::add);
            }
            if (!names.isEmpty()
                    && names.size() == items.items().size()
                    && new HashSet<>(names).size() == names.size()) {
                return Optional.of(names);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> identity(TreeNode.Table table) {
        return IDENTITIES.stream()
                .flatMap(field -> table.textAt(field).stream())
                .filter(name -> !name.isBlank())
                .findFirst();
    }
}

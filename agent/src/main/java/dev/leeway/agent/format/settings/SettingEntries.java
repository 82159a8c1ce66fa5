package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final int most;
    private boolean complete = true;

    private SettingEntries(int most) {
        this.most = most;
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
        laid.lay("", "", root, 0);
        return new Laid(laid.entries, laid.complete);
    }

    private void lay(String key, String name, TreeNode node, int depth) {
        if (entries.size() >= most || depth > MAX_DEPTH || key.length() > MAX_KEY) {
            complete = false;
        } else if (node instanceof TreeNode.Scalar scalar) {
            entries.add(new SettingEntry(shown(key), shown(name), scalar.line(), scalar.kind(), scalar.text()));
        } else if (node instanceof TreeNode.Table table) {
            table(key, table, depth);
        } else if (node instanceof TreeNode.Items items) {
            items(key, items, depth);
        }
    }

    private static String shown(String key) {
        return key.isEmpty() ? "(document)" : key;
    }

    private void table(String key, TreeNode.Table table, int depth) {
        if (table.entries().isEmpty()) {
            lay(key, key, new TreeNode.Scalar(table.line(), "", Kind.NOTHING), depth);
        }
        Optional<String> named = identity(table);
        for (Map.Entry<String, TreeNode> entry : table.entries().entrySet()) {
            String below = entry.getKey().isEmpty() ? key : joined(key, entry.getKey());
            String name = named.isPresent() && VALUES.contains(entry.getKey()) ? named.get() : below;
            lay(below, name, entry.getValue(), depth + 1);
        }
    }

    private void items(String key, TreeNode.Items items, int depth) {
        if (items.items().isEmpty()) {
            lay(key, key, new TreeNode.Scalar(items.line(), "", Kind.NOTHING), depth);
        }
        Optional<List<String>> names = identities(items);
        for (int i = 0; i < items.items().size(); i++) {
            String which = names.isPresent() ? names.get().get(i) : Integer.toString(i);
            String below = joined(key, which);
            lay(below, below, items.items().get(i), depth + 1);
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

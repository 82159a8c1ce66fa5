package dev.leeway.agent.probe.database.script;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.xml.XmlElement;
import dev.leeway.agent.format.xml.XmlText;
import dev.leeway.agent.format.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A changelog of Liquibase, in whatever of its formats.
 *
 * @param attributes of the changelog itself
 * @param items change sets and includes, in order
 */
record Changelog(Map<String, String> attributes, List<Item> items) {
    private static final Pattern FORMATTED =
            Pattern.compile("^\\s*--\\s*liquibase\\s+formatted\\s+sql(.*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGE_SET = Pattern.compile(
            "^\\s*--\\s*changeset\\s+(\"[^\"]*\"|[^:\\s]+):(\"[^\"]*\"|\\S+)(.*)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):(\"[^\"]*\"|\\S+)");
    private static final String ROOT = "databaseChangeLog";

    /**
     * A change set or an include.
     *
     * @param kind {@code changeSet}, {@code include} or {@code includeAll}
     */
    record Item(String kind, Map<String, String> attributes) {
        String get(String name) {
            return attributes.getOrDefault(name, "");
        }

        boolean isConditional() {
            return attributes.keySet().stream()
                    .anyMatch(name -> name.equals("context")
                            || name.equals("contexts")
                            || name.equals("contextFilter")
                            || name.equals("labels"));
        }
    }

    /**
     * The changelog in {@code text}; empty where it is none.
     *
     * @throws MalformedException where it looks like one and cannot be read
     */
    static Optional<Changelog> read(String path, String text) throws MalformedException {
        if (path.endsWith(".sql")) {
            return sql(text);
        }
        if (!text.contains(ROOT)) {
            return Optional.empty();
        }
        if (path.endsWith(".xml")) {
            XmlElement root = XmlText.read(text);
            return root.name().equals(ROOT) ? Optional.of(xml(root)) : Optional.empty();
        }
        // JSON is YAML, too.
        for (TreeNode document : YamlText.read(text)) {
            if (document.at(ROOT).isPresent()) {
                return Optional.of(tree(document.itemsAt(ROOT)));
            }
        }
        return Optional.empty();
    }

    private static Changelog xml(XmlElement root) {
        List<Item> items = new ArrayList<>();
        root.children().forEach(child -> items.add(new Item(child.name(), child.attributes())));
        return new Changelog(root.attributes(), items);
    }

    private static Changelog tree(List<TreeNode> nodes) {
        Map<String, String> own = new LinkedHashMap<>();
        List<Item> items = new ArrayList<>();
        for (TreeNode node : nodes) {
            node.entriesAt().forEach((kind, value) -> {
                if (value instanceof TreeNode.Scalar scalar) {
                    own.put(kind, scalar.text());
                } else {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    value.entriesAt().forEach((name, each) -> attributes.put(name, written(each)));
                    items.add(new Item(kind, attributes));
                }
            });
        }
        return new Changelog(own, items);
    }

    private static String written(TreeNode node) {
        return node instanceof TreeNode.Scalar scalar ? scalar.text() : "";
    }

    private static Optional<Changelog> sql(String text) {
        Map<String, String> own = new LinkedHashMap<>();
        List<Item> items = new ArrayList<>();
        boolean formatted = false;
        for (String line : text.lines().toList()) {
            Matcher head = FORMATTED.matcher(line);
            Matcher set = CHANGE_SET.matcher(line);
            if (!formatted && head.matches()) {
                formatted = true;
                own.putAll(attributes(head.group(1)));
            } else if (formatted && set.matches()) {
                Map<String, String> attributes = attributes(set.group(3));
                attributes.put("author", unquoted(set.group(1)));
                attributes.put("id", unquoted(set.group(2)));
                items.add(new Item("changeSet", attributes));
            }
        }
        return formatted ? Optional.of(new Changelog(own, items)) : Optional.empty();
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            attributes.put(attribute.group(1), unquoted(attribute.group(2)));
        }
        return attributes;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}

package dev.leeway.agent.format.settings;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.xml.XmlElement;
import dev.leeway.agent.format.xml.XmlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * XML as a tree of settings: an element is a table of its attributes and children, or a text where it has neither; elements of one name
 * are a list, and so is one that bears a name or id of its own. Text beside attributes or children has the empty name.
 */
final class XmlSettings {
    private XmlSettings() {}

    static TreeNode read(String text) throws MalformedException {
        XmlElement root = XmlText.read(text);
        return new TreeNode.Table(1, Map.of(root.name(), node(root)));
    }

    private static TreeNode node(XmlElement element) {
        if (element.attributes().isEmpty() && element.children().isEmpty()) {
            return new TreeNode.Scalar(element.line(), element.text());
        }
        Map<String, List<XmlElement>> byName = new LinkedHashMap<>();
        for (XmlElement child : element.children()) {
            byName.computeIfAbsent(child.name(), unused -> new ArrayList<>()).add(child);
        }
        Map<String, TreeNode> entries = new LinkedHashMap<>();
        byName.forEach((name, children) -> entries.put(name, node(children)));
        element.attributes()
                .forEach((name, value) -> entries.put(
                        entries.containsKey(name) ? "@" + name : name, new TreeNode.Scalar(element.line(), value)));
        if (!element.text().isEmpty()) {
            entries.put("", new TreeNode.Scalar(element.line(), element.text()));
        }
        return new TreeNode.Table(element.line(), entries);
    }

    private static TreeNode node(List<XmlElement> children) {
        XmlElement first = children.get(0);
        boolean named = SettingEntries.IDENTITIES.stream()
                .anyMatch(each -> first.attributes().containsKey(each));
        return children.size() == 1 && !named
                ? node(first)
                : new TreeNode.Items(
                        first.line(), children.stream().map(XmlSettings::node).toList());
    }
}

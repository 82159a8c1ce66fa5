package dev.leeway.agent.format.plist;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.xml.XmlElement;
import dev.leeway.agent.format.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the XML form, of which only UTF-8 is seen. */
final class XmlList {
    /** The document type that every list names; it brings no entities of its own, and nothing is fetched for it. */
    private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE\\s+plist\\s[^>\\[]{0,300}>");

    private XmlList() {}

    static TreeNode read(byte[] bytes) throws MalformedException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        XmlElement root = XmlText.read(DOCUMENT_TYPE.matcher(text).replaceFirst(" "));
        if (!root.name().equals("plist") || root.children().size() != 1) {
            throw fault(root, "a plist with one element");
        }
        return node(root.children().get(0));
    }

    private static TreeNode node(XmlElement element) throws MalformedException {
        return switch (element.name()) {
            case "dict" -> table(element);
            case "array" -> items(element);
            case "true", "false" -> new TreeNode.Scalar(element.line(), element.name());
            case "string", "integer", "real", "date" -> new TreeNode.Scalar(element.line(), element.text());
            case "data" ->
                new TreeNode.Scalar(
                        element.line(),
                        bytes(element.text().replaceAll("\\s", "").length()));
            default -> throw fault(element, "an element of property lists");
        };
    }

    private static String bytes(int encoded) {
        return encoded * 3 / 4 + " bytes";
    }

    private static TreeNode table(XmlElement element) throws MalformedException {
        Map<String, TreeNode> entries = new LinkedHashMap<>();
        List<XmlElement> children = element.children();
        for (int i = 0; i < children.size(); i += 2) {
            XmlElement key = children.get(i);
            if (!key.name().equals("key") || i + 1 == children.size()) {
                throw fault(key, "a key and its value");
            }
            entries.put(key.text(), node(children.get(i + 1)));
        }
        return new TreeNode.Table(element.line(), entries);
    }

    private static TreeNode items(XmlElement element) throws MalformedException {
        List<TreeNode> items = new ArrayList<>();
        for (XmlElement child : element.children()) {
            items.add(node(child));
        }
        return new TreeNode.Items(element.line(), items);
    }

    private static MalformedException fault(XmlElement at, String expected) {
        return new MalformedException("line " + at.line() + ": expected " + expected);
    }
}

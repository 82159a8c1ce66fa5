package dev.leeway.agent.format.yaml;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.YamlLimits;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlReader;
import dev.leeway.schema.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML within {@link YamlLimits#FOUND}. */
public final class YamlText {
    private YamlText() {}

    /**
     * The documents of {@code text}; none when it is empty. A table entry's line is that of its key.
     *
     * @throws MalformedException naming the place, when {@code text} is not YAML or passes a limit
     */
    public static List<TreeNode> read(String text) throws MalformedException {
        try {
            List<TreeNode> documents = new ArrayList<>();
            for (YamlNode node : YamlReader.readAll(text, "text", YamlLimits.FOUND)) {
                documents.add(tree(node, node.place().line()));
            }
            return documents;
        } catch (FormatException e) {
            throw new MalformedException(
                    "at " + (e.place().isEmpty() ? "its beginning" : e.place()) + ": expected YAML");
        }
    }

    private static TreeNode tree(YamlNode node, int line) {
        if (node instanceof YamlMap map) {
            Map<String, TreeNode> entries = new LinkedHashMap<>();
            map.entries()
                    .forEach(entry -> entries.put(
                            entry.key(), tree(entry.value(), entry.keyPlace().line())));
            return new TreeNode.Table(line, entries, map.tag());
        }
        if (node instanceof YamlList list) {
            return new TreeNode.Items(
                    line,
                    list.items().stream()
                            .map(item -> tree(item, item.place().line()))
                            .toList(),
                    list.tag());
        }
        YamlScalar scalar = (YamlScalar) node;
        return new TreeNode.Scalar(line, scalar.written(), kind(scalar.kind()), scalar.tag());
    }

    private static Kind kind(YamlScalar.Kind kind) {
        return switch (kind) {
            case TEXT -> Kind.TEXT;
            case INTEGER, REAL -> Kind.NUMBER;
            case FLAG -> Kind.FLAG;
            case NULL -> Kind.NOTHING;
        };
    }
}

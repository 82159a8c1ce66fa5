package dev.leeway.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes JSON in the least canonical form there is: members backwards, spaces everywhere, every character escaped. */
final class ScrambledJson {
    private static final String SPACE = " \t\r\n";

    private ScrambledJson() {}

    static String of(JsonNode node) {
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                members.add(text(member.getKey()) + SPACE + ":" + of(member.getValue()));
            }
            Collections.reverse(members);
            return SPACE + "{" + String.join(SPACE + ",", members) + SPACE + "}";
        }
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(of(item)));
            return SPACE + "[" + String.join(SPACE + ",", items) + SPACE + "]";
        }
        return SPACE + (node.isTextual() ? text(node.textValue()) : node.toString()) + SPACE;
    }

    private static String text(String text) {
        StringBuilder escaped = new StringBuilder(SPACE + "\"");
        text.chars().forEach(unit -> escaped.append("\\u").append(String.format(java.util.Locale.ROOT, "%04X", unit)));
        return escaped.append('"').toString();
    }
}

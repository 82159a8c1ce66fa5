package dev.leeway.agent.format.corpora;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leeway.agent.format.tree.TreeNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trees as plain maps, lists, texts, numbers and flags, so that what was read equals what a suite expects however it is written. */
final class PlainTree {
    /** What stands for {@code null} within a tree. */
    static final String NOTHING = "(nothing)";

    private PlainTree() {}

    /** The next value of a text of JSON; null at its end. */
    static @Nullable Object next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        return token == null ? null : value(parser, token);
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                Map<Object, Object> members = new TreeMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    members.put(name, value(parser, parser.nextToken()));
                }
                return members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    elements.add(value(parser, next));
                }
                return elements;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return token == JsonToken.VALUE_TRUE;
            }
            case VALUE_NULL -> {
                return NOTHING;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return number(parser.getText());
            }
            default -> {
                return parser.getText();
            }
        }
    }

    /** What was read. */
    static Object of(TreeNode node) {
        if (node instanceof TreeNode.Table table) {
            Map<Object, Object> entries = new TreeMap<>();
            table.entries().forEach((name, entry) -> entries.put(name, of(entry)));
            return entries;
        }
        if (node instanceof TreeNode.Items items) {
            return new ArrayList<>(items.items().stream().map(PlainTree::of).toList());
        }
        TreeNode.Scalar scalar = (TreeNode.Scalar) node;
        return switch (scalar.kind()) {
            case TEXT -> scalar.text();
            case NUMBER -> number(scalar.text());
            case FLAG -> scalar.text().toLowerCase(Locale.ROOT).equals("true");
            case NOTHING -> NOTHING;
        };
    }

    /** A number without regard to how it is written; what no number can hold as a text. */
    static Object number(String written) {
        String plain = written.replace("_", "").toLowerCase(Locale.ROOT);
        String digits = plain.replaceFirst("^[-+]", "");
        if (digits.matches("0[xob].*")) {
            int radix = digits.charAt(1) == 'x' ? 16 : digits.charAt(1) == 'o' ? 8 : 2;
            return new BigDecimal(new BigInteger(digits.substring(2), radix));
        }
        if (digits.matches("\\.?(inf|nan)")) {
            return "number " + (plain.startsWith("-") && digits.endsWith("inf") ? "-" : "") + digits.replace(".", "");
        }
        BigDecimal number = new BigDecimal(plain);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}

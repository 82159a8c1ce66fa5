package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One value as a person reads it: visible, and never to be taken for a value of another kind. */
public final class ValueText {
    private static final String LOOKS_LIKE_NUMBER = "-0123456789.";

    private ValueText() {}

    /** The whole of {@code value}, however long. */
    static String full(Value value) {
        return switch (value.kind()) {
            case TEXT -> text(((Value.Text) value).text());
            case SET -> joined("{", ((Value.SetOf) value).members(), "}");
            case LIST -> joined("[", ((Value.ListOf) value).members(), "]");
            case NUMBER, FLAG, VERSION, SIZE, DURATION, SECRET, WITHHELD -> VisibleText.of(value.display());
        };
    }

    /** {@code value} in at most about {@code limit} characters, saying how many were left out. */
    static String brief(Value value, int limit) {
        return shortened(full(value), limit);
    }

    /** {@code text} in at most about {@code limit} characters, saying how many were left out. */
    public static String shortened(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int cut = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, cut) + "... (" + Quantity.of(text.length() - cut, "more character") + ")";
    }

    /** {@code value} with its kind named, for values whose texts alone look alike. */
    static String withKind(Value value) {
        return full(value) + " (" + kindWord(value.kind()) + ")";
    }

    /** {@code value} with everything beyond ASCII written out, for values that differ only in what looks the same. */
    static String spelledOut(Value value) {
        String text = full(value);
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x7F) {
                out.append(c);
            } else {
                String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
                out.append("<U+")
                        .append("0".repeat(4 - hex.length()))
                        .append(hex)
                        .append('>');
            }
        }
        return out.toString();
    }

    /** The word for {@code kind}. */
    static String kindWord(Value.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String text(String raw) {
        String visible = VisibleText.of(raw);
        return mistakable(raw) ? '"' + visible + '"' : visible;
    }

    /** Whether bare text could be read as nothing at all, as another kind of value, or as ours. */
    private static boolean mistakable(String raw) {
        if (raw.isEmpty() || raw.isBlank() || raw.charAt(0) == ' ' || raw.charAt(raw.length() - 1) == ' ') {
            return true;
        }
        char first = raw.charAt(0);
        return first == '(' || first == '{' || first == '[' || first == '"' || number(raw) || word(raw);
    }

    /** What is made like a number; an address of four parts, or a version of three, is read as none. */
    private static boolean number(String raw) {
        if (raw.indexOf('.') != raw.lastIndexOf('.')) {
            return false;
        }
        for (int i = 0; i < raw.length(); i++) {
            if (LOOKS_LIKE_NUMBER.indexOf(raw.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean word(String raw) {
        return raw.equals("true") || raw.equals("false") || raw.equals("absent") || raw.equals("unknown");
    }

    private static String joined(String open, List<Value> members, String close) {
        List<String> texts = new ArrayList<>(members.size());
        for (Value member : members) {
            texts.add(full(member));
        }
        return open + String.join(", ", texts) + close;
    }
}

package dev.leeway.agent.format.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables a text refers to: <code>${NAME}</code>, <code>${NAME:default}</code>, <code>${NAME:-default}</code>,
 * <code>${NAME:?message}</code>, <code>${?NAME}</code>. Names in capitals alone, for others refer to settings.
 */
public final class Placeholders {
    private static final int MAX_TEXT = 256 << 10;
    private static final Pattern TOKEN =
            Pattern.compile("\\$\\{(\\??)(?:env[:.])?([A-Z][A-Z0-9_]{1,99})(:?[-?+=:]?)|\\$\\{|}");

    private Placeholders() {}

    /** The names in {@code text}, and whether it can do without each of them. */
    public static Map<String, Boolean> in(String text) {
        Map<String, Boolean> optional = new TreeMap<>();
        if (text.indexOf("${") < 0 || text.length() > MAX_TEXT) {
            return optional;
        }
        List<Boolean> open = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group().equals("}")) {
                if (!open.isEmpty()) {
                    open.remove(open.size() - 1);
                }
                continue;
            }
            boolean escaped = token.start() > 0 && "\\$".indexOf(text.charAt(token.start() - 1)) >= 0;
            boolean within = !open.isEmpty();
            open.add(true);
            if (token.group(2) != null && !escaped && closes(text, token)) {
                boolean without = within || !token.group(1).isEmpty() || hasDefault(token.group(3));
                optional.merge(token.group(2), without, Boolean::logicalAnd);
            }
        }
        return optional;
    }

    /** Whether the name ends where it is read to end. */
    private static boolean closes(String text, Matcher token) {
        return !token.group(3).isEmpty() || (token.end() < text.length() && text.charAt(token.end()) == '}');
    }

    private static boolean hasDefault(String sign) {
        return !sign.isEmpty() && !sign.endsWith("?");
    }
}

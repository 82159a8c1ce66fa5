package dev.leeway.agent.probe.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads files of apt's settings in both of their forms: {@code Acquire::http::Proxy "..";} and {@code Acquire { http { Proxy ".."; }; };}.
 */
final class AptSettings {
    private static final int MAX_DEPTH = 32;
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*+|#(?!clear\\b)[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)|\"([^\"\\n]*+)\"|([{};])|([^\\s\"{};]++)");

    private AptSettings() {}

    /** The settings by their whole names, of those of one name the last; what {@code #clear} names is gone. */
    static Map<String, String> read(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        Deque<String> outer = new ArrayDeque<>();
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String sign = token.group(2);
            if (token.group(1) != null || token.group(3) != null) {
                words.add(token.group(1) != null ? token.group(1) : token.group(3));
            } else if (sign != null) {
                statement(sign, words, outer, settings);
                words.clear();
            }
        }
        return settings;
    }

    private static void statement(String sign, List<String> words, Deque<String> outer, Map<String, String> settings) {
        String within = outer.isEmpty() ? "" : outer.peek();
        String first = words.isEmpty() ? "" : words.get(0);
        if (sign.equals("{")) {
            outer.push(outer.size() < MAX_DEPTH ? within + first + "::" : within);
        } else if (sign.equals("}")) {
            outer.poll();
        } else if (first.equals("#clear")) {
            words.stream()
                    .skip(1)
                    .forEach(name -> settings.keySet()
                            .removeIf(each -> each.equalsIgnoreCase(name)
                                    || each.regionMatches(true, 0, name + "::", 0, name.length() + 2)));
        } else if (words.size() == 2) {
            settings.remove(within + first);
            settings.put(within + first, words.get(1));
        }
    }
}

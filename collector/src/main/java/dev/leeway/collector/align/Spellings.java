package dev.leeway.collector.align;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One thing under several accepted spellings: {@code en_US.utf8} and {@code en_US.UTF-8}, {@code Etc/UTC} and {@code UTC}. */
final class Spellings extends TextStep {
    private static final Set<String> ZONES = Set.of("tz", "timezone", "zone");
    private static final Set<String> UTC =
            Set.of("utc", "etc/utc", "etc/uct", "uct", "zulu", "etc/zulu", "universal", "etc/universal");
    private static final Set<String> LOCALES = Set.of("lang", "language", "locale", "charset", "encoding");
    private static final Map<String, String> SCHEMES = Map.of("postgres", "postgresql", "pgsql", "postgresql");

    @Override
    String text(FactContext fact, String text) {
        String leaf = fact.leaf().toLowerCase(Locale.ROOT);
        if (ZONES.contains(leaf)) {
            return UTC.contains(text.toLowerCase(Locale.ROOT)) ? "UTC" : text;
        }
        if (LOCALES.contains(leaf) || leaf.startsWith("lc_")) {
            return locale(text);
        }
        return leaf.equals("scheme") ? SCHEMES.getOrDefault(text, text) : text;
    }

    /** glibc reads a locale's charset without case and punctuation. */
    static String locale(String text) {
        int dot = text.indexOf('.');
        String charset = text.substring(dot + 1);
        String plain = charset.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9@]", "");
        return plain.startsWith("utf8") ? text.substring(0, dot + 1) + plain : text;
    }
}

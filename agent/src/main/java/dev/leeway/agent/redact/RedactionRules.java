package dev.leeway.agent.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a user adds to the published lists.
 *
 * <p>Patterns are over names in capitals with {@code _} between words, {@code *} for any characters: {@code SHOP_*}. A
 * harmless name written out in full is believed even where it looks secret ({@code GPG_KEY}); one with a {@code *} is not.
 * What has the shape of a key or token is never shown.
 *
 * @param harmless names whose values may be shown
 * @param sensitive names whose values must not be
 */
public record RedactionRules(List<String> harmless, List<String> sensitive) {
    private static final int MAX_PATTERN = 256;
    private static final String PUBLISHED = "published";
    private static final int ID_BYTES = 8;

    public RedactionRules {
        harmless = List.copyOf(harmless);
        sensitive = List.copyOf(sensitive);
        harmless.forEach(RedactionRules::check);
        sensitive.forEach(RedactionRules::check);
    }

    /** The published lists alone. */
    public static RedactionRules published() {
        return new RedactionRules(List.of(), List.of());
    }

    /**
     * A name that only equal rules have: {@code published}, or {@code published+} and 16 hexadecimal digits of what was added.
     */
    public String id() {
        if (harmless.isEmpty() && sensitive.isEmpty()) {
            return PUBLISHED;
        }
        List<String> lines = new ArrayList<>();
        harmless.stream().sorted().distinct().forEach(pattern -> lines.add("harmless " + pattern));
        sensitive.stream().sorted().distinct().forEach(pattern -> lines.add("sensitive " + pattern));
        byte[] code =
                new Hmac(PUBLISHED.getBytes(UTF_8)).of(String.join("\n", lines).getBytes(UTF_8));
        return PUBLISHED + "+" + HexFormat.of().formatHex(code, 0, ID_BYTES);
    }

    /**
     * Whether {@code name}, given in full, speaks of a secret, so that disclosing it shows one. A pattern with {@code *} is
     * not believed over such a name and shows none.
     */
    public static boolean showsSecret(String name) {
        return name.indexOf('*') < 0 && SecretNames.judge(name) == NameJudgement.SECRET;
    }

    /** The pattern that covers a name as it was found: {@code SERVER_PORT} for {@code serverPort}. */
    public static String patternOf(String name) {
        return NameWords.shouted(name);
    }

    private static void check(String pattern) {
        boolean letters = pattern.chars().anyMatch(c -> Ascii.isAlphanumeric((char) c));
        boolean plain = pattern.chars()
                .allMatch(c -> c == '*' || c == '_' || Ascii.isUpper((char) c) || Ascii.isDigit((char) c));
        if (!letters || !plain || pattern.length() > MAX_PATTERN) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' is not a pattern of names: use capitals, digits, '_' and '*',"
                            + " as in 'SHOP_*'; 'serverPort' is written 'SERVER_PORT'");
        }
    }

    boolean sensitive(String name) {
        return !sensitive.isEmpty() && matches(sensitive, NameWords.shouted(name));
    }

    /** Whether {@code name} is listed as harmless in full, so that its words are believed less than its owner. */
    boolean namedHarmless(String name) {
        return !harmless.isEmpty() && harmless.contains(NameWords.shouted(name));
    }

    /** How values of a name of the published list look. */
    Optional<HarmlessNames.Look> look(String name) {
        return HarmlessNames.look(name);
    }

    /** Whether a configured pattern says that values of {@code name} may be shown, whatever they look like. */
    boolean listed(String name) {
        return !harmless.isEmpty() && matches(harmless, NameWords.shouted(name));
    }

    private static boolean matches(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** Time is at most the product of the lengths, both bounded. */
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}

package dev.leeway.collector.source;

import dev.leeway.schema.console.VisibleText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes texts into policies. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,80}");
    /** Which readers of one version of YAML or another take for something else than a text. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private YamlText() {}

    /** {@code text} between quotes, with whatever cannot be seen written out. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (VisibleText.hidden(c)) {
                out.append(String.format(Locale.ROOT, "\\U%08X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append('"').toString();
    }

    /** A name as people write it, in quotes where it needs them. */
    public static String name(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /** A remark, on one line, whatever it is about. */
    public static String remark(String text) {
        return VisibleText.of(text);
    }
}

package dev.leeway.agent.probe.custom;

import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.format.settings.SettingsFormat;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A fact's address and value, as its file has them. */
final class FactValue {
    /** Copies of a variable or setting compare wherever they are found. */
    private static final String TAG_CLASS = "variable";

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,40}(?:\\.\\d{1,40})?");
    private static final Pattern FLAG = Pattern.compile("(?i)true|false");

    private FactValue() {}

    /** {@code build.number} as {@code build/number}. */
    static FactPath path(String key) {
        List<String> names = Arrays.stream(key.split("\\.", -1))
                .filter(name -> !name.isEmpty())
                .toList();
        FactPath path = FactPath.of(names.isEmpty() ? "value" : names.get(0));
        for (String name : names.stream().skip(1).toList()) {
            path = path.child(name);
        }
        return path;
    }

    /** The value, which may be a secret whatever its type. */
    static Observed of(SettingEntry entry, SettingsFormat format) {
        String text = entry.kind() == Kind.NOTHING ? "" : entry.text();
        return new Observed.Guarded(TAG_CLASS, entry.name(), text, typed(entry.kind(), text, format));
    }

    /** Lines of names and values know no types: what looks like a number, or says yes or no, is taken for that. */
    private static Optional<Value> typed(Kind kind, String text, SettingsFormat format) {
        boolean guessed = format == SettingsFormat.ENVIRONMENT && kind == Kind.TEXT;
        if ((kind == Kind.FLAG || guessed) && FLAG.matcher(text).matches()) {
            return Optional.of(new Value.Flag(text.toLowerCase(Locale.ROOT).equals("true")));
        }
        if ((kind == Kind.NUMBER || guessed) && NUMBER.matcher(text).matches()) {
            return Optional.of(new Value.Numeric(new BigDecimal(text)));
        }
        return Optional.empty();
    }
}

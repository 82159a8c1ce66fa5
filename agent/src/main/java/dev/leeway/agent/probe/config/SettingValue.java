package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A setting's value as it is observed. */
final class SettingValue {
    private static final String TAG_CLASS = "variable";
    private static final int MAX_DIGITS = 60;
    /** Names of variables in capitals, and of settings in small letters with dots; a secret between the same signs is neither. */
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$\\{\\??(?:[A-Z]{2,20}|(?:[A-Z]{2,20}|[A-Z]{1,5}\\d)(?:_(?:[A-Z]{1,20}|[A-Z]{1,5}\\d|\\d{1,3}))+"
                    + "|[a-z]{1,20}(?:[.-][a-z]{1,20}){1,9})}");

    private static final Pattern RADIX = Pattern.compile("([-+]?)0([xob])([0-9A-Fa-f]{1,40})");

    private SettingValue() {}

    /** What the redactor is told: a mere reference names a variable and holds nothing; all else may be a secret. */
    static Observed of(SettingEntry entry) {
        Matcher reference = REFERENCE.matcher(entry.text());
        String text = entry.kind() == Kind.NOTHING ? "" : StablePath.of(entry.text());
        return reference.matches()
                ? Observed.text(entry.text())
                : new Observed.Guarded(TAG_CLASS, entry.name(), text, typed(entry));
    }

    private static Optional<Value> typed(SettingEntry entry) {
        return switch (entry.kind()) {
            case FLAG ->
                Optional.of(new Value.Flag(entry.text().toLowerCase(Locale.ROOT).equals("true")));
            case NUMBER -> number(entry.text().replace("_", ""));
            case TEXT, NOTHING -> Optional.empty();
        };
    }

    private static Optional<Value> number(String text) {
        if (text.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        try {
            Matcher radix = RADIX.matcher(text);
            if (radix.matches()) {
                int base = radix.group(2).equals("x") ? 16 : radix.group(2).equals("o") ? 8 : 2;
                return Optional.of(
                        new Value.Numeric(new BigDecimal(new BigInteger(radix.group(1) + radix.group(3), base))));
            }
            return Optional.of(new Value.Numeric(new BigDecimal(text)));
        } catch (NumberFormatException e) {
            // Infinity and its like, which Java reads otherwise: told as they are written.
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

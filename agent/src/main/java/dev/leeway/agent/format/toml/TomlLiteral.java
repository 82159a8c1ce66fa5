package dev.leeway.agent.format.toml;

import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value without quotes is. */
final class TomlLiteral {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9](?:_?\\d)*+)|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*+"
            + "|0o[0-7](?:_?[0-7])*+|0b[01](?:_?[01])*+");

    private static final Pattern FRACTION = Pattern.compile(
            "[-+]?(?:0|[1-9](?:_?\\d)*+)(?:\\.\\d(?:_?\\d)*+)?(?:[eE][-+]?\\d(?:_?\\d)*+)?|[-+]?(?:inf|nan)");

    private static final Pattern TIME =
            Pattern.compile("(?:\\d{4}-\\d\\d-\\d\\d(?:[Tt ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d++)?)?"
                    + "(?:[Zz]|[-+]\\d\\d:\\d\\d)?)?|\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d++)?)?)");

    private TomlLiteral() {}

    /** The kind of {@code text}; a date is told as a text. Empty when it is no literal. */
    static Optional<Kind> kind(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Kind.FLAG);
        }
        if (WHOLE.matcher(text).matches() || FRACTION.matcher(text).matches()) {
            return Optional.of(Kind.NUMBER);
        }
        return TIME.matcher(text).matches() ? Optional.of(Kind.TEXT) : Optional.empty();
    }
}

package dev.leeway.agent.snapshot;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.schema.fact.Value;

/** Makes texts found on a host fit to be written: whole characters only, and no longer than a reader accepts. */
final class Presentable {
    /** Beyond this a text is a document, and comparing it as one value tells nobody anything. */
    private static final int MAX_TEXT = 64 << 10;

    private static final char REPLACEMENT = '\uFFFD';

    private Presentable() {}

    /** {@code value} with every text in it presentable; a text too long is withheld. */
    static Value value(Value value) {
        if (value instanceof Value.Text text) {
            return ofText(text);
        }
        if (value instanceof Value.Version version && !isWhole(version.version())) {
            return new Value.Version(whole(version.version()), version.scheme());
        }
        if (value instanceof Value.SetOf set) {
            return new Value.SetOf(
                    set.members().stream().map(Presentable::value).toList());
        }
        if (value instanceof Value.ListOf list) {
            return new Value.ListOf(
                    list.members().stream().map(Presentable::value).toList());
        }
        return value;
    }

    private static Value ofText(Value.Text text) {
        if (text.text().length() > MAX_TEXT) {
            return new Value.Withheld(HostAccessException.Kind.TOO_LARGE.text());
        }
        return isWhole(text.text()) ? text : new Value.Text(whole(text.text()));
    }

    /** {@code text} on one line, cut after {@code max} characters. */
    static String text(String text, int max) {
        String cut = text.length() > max ? text.substring(0, max) + "..." : text;
        return whole(cut.replace('\n', ' ').replace('\r', ' '));
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return whole(text).equals(text);
            }
        }
        return true;
    }

    /** Text with each half of a surrogate pair that stands alone replaced: no file could carry it. */
    private static String whole(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> out.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c));
        return out.toString();
    }
}

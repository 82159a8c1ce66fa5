package dev.leeway.agent.redact;

import dev.leeway.schema.fact.Value;
import java.util.function.Predicate;

/** Searches what is told of a value that was taken apart: as it is, decoded, by the segments of a path and the labels of a host. */
final class Parts {
    private static final String[] SEPARATORS = {"/", "[/:,;=&@ ]", "[/:,;=&@ .]"};

    private Parts() {}

    /** Whether nothing in {@code value} is found; what is hidden is clean. */
    static boolean searched(Value value, Predicate<String> clean) {
        return switch (value.kind()) {
            case TEXT, VERSION, NUMBER, SIZE -> isClean(text(value), clean);
            case SET -> ((Value.SetOf) value).members().stream().allMatch(each -> searched(each, clean));
            case LIST -> ((Value.ListOf) value).members().stream().allMatch(each -> searched(each, clean));
            case FLAG, DURATION, SECRET, WITHHELD -> true;
        };
    }

    private static boolean isClean(String text, Predicate<String> clean) {
        String decoded = Percent.decoded(text);
        if (!clean.test(text) || !clean.test(decoded)) {
            return false;
        }
        for (String separator : SEPARATORS) {
            for (String piece : decoded.split(separator)) {
                if (!clean.test(piece)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The text of a value in clear that is one; as it was found, which is not always how it is shown. */
    static String text(Value value) {
        return switch (value.kind()) {
            case SIZE -> Long.toString(((Value.Size) value).bytes());
            case TEXT, VERSION, NUMBER, FLAG, DURATION, SET, LIST, SECRET, WITHHELD -> value.display();
        };
    }

    /** A text that stands for a number without a name, {@code #1000}, as that number. */
    static String number(Value value) {
        String text = text(value);
        return text.startsWith("#") ? text.substring(1) : text;
    }

    /** The name of an option. */
    static String withoutHyphens(String key) {
        int from = 0;
        while (from < key.length() && key.charAt(from) == '-') {
            from++;
        }
        return key.substring(from);
    }
}

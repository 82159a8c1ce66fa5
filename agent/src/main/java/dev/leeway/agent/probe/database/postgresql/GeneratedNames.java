package dev.leeway.agent.probe.database.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises names that PostgreSQL makes up itself, cut at 63 bytes as it cuts them and numbered where one was taken. */
final class GeneratedNames {
    private static final int MAX_BYTES = 63;
    private static final Pattern FUNCTION = Pattern.compile("\"?([A-Za-z_][A-Za-z0-9_]*)\"?\\(.*", Pattern.DOTALL);
    private static final Pattern ORDER = Pattern.compile("( (desc|nulls (first|last)))+$");

    private GeneratedNames() {}

    static boolean sequence(String table, String column, String name) {
        return is(name, table, column, "seq");
    }

    /** @param parts columns and expressions of the index */
    static boolean index(String table, List<String> parts, String name) {
        List<String> words = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (String part : parts) {
            String expression = ORDER.matcher(part).replaceFirst("");
            boolean function = FUNCTION.matcher(expression).matches();
            boolean computed = function || expression.startsWith("(");
            words.add(function ? FUNCTION.matcher(expression).replaceFirst("$1") : computed ? "expr" : expression);
            plain.add(computed ? "expr" : expression);
        }
        return is(name, table, String.join("_", words), "idx") || is(name, table, String.join("_", plain), "idx");
    }

    private static boolean is(String name, String first, String second, String label) {
        String made = made(first, second, label);
        if (name.equals(made)) {
            return true;
        }
        // A number is counted into the label, so that what stands before it is cut for it.
        int digits = name.length();
        while (digits > 0 && Character.isDigit(name.charAt(digits - 1))) {
            digits--;
        }
        String number = name.substring(digits);
        return !number.isEmpty() && number.length() <= 6 && name.equals(made(first, second, label + number));
    }

    private static String made(String first, String second, String label) {
        int room = MAX_BYTES - label.length() - 2;
        int one = bytes(first);
        int two = bytes(second);
        while (one + two > room) {
            if (one > two) {
                one--;
            } else {
                two--;
            }
        }
        return cut(first, one) + "_" + cut(second, two) + "_" + label;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** At most so many bytes of whole characters. */
    private static String cut(String text, int most) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > most) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}

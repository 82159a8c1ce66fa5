package dev.leeway.collector.constraint;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Regular expressions that take time linear in the text, whatever the expression: they come from policy files.
 *
 * <p>There are no back references and no looking around; an expression that would unfold beyond bounds is refused.
 */
public final class TextPattern {
    private static final int LONGEST = 1000;
    /** Counted repetitions are unfolded, those within others as often as these. */
    private static final long LARGEST = 20_000;

    private final Pattern pattern;

    private TextPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** What is wrong with an expression, for people; empty where it can be used. */
    public static Optional<String> complaint(String expression) {
        if (expression.isEmpty() || expression.length() > LONGEST) {
            return Optional.of("it has 1 to " + LONGEST + " characters");
        }
        if (size(expression) > LARGEST) {
            return Optional.of("its repetitions unfold to more than " + LARGEST + " steps");
        }
        try {
            Pattern.compile(expression);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(
                    e.getDescription() + ", in '" + e.getPattern() + "'; neither back references nor (?=...) exist");
        }
    }

    /**
     * The pattern of an expression.
     *
     * @throws IllegalArgumentException where {@link #complaint} has one
     */
    static TextPattern of(String expression) {
        Optional<String> complaint = complaint(expression);
        if (complaint.isPresent()) {
            throw new IllegalArgumentException(complaint.get());
        }
        return new TextPattern(Pattern.compile(expression));
    }

    /** An expression that stands for a text as it is. */
    static String quoted(String text) {
        return Pattern.quote(text);
    }

    /** Whether it covers the whole of a text. */
    boolean matches(String text) {
        return pattern.matches(text);
    }

    /** About how many steps an expression has once its counted repetitions are unfolded. */
    private static long size(String expression) {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 0;
        long atom = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '(') {
                outer.push(sum + atom);
                sum = 0;
                atom = 0;
            } else if (c == ')') {
                long inner = sum + atom;
                sum = outer.isEmpty() ? 0 : outer.pop();
                atom = inner;
            } else if (c == '{') {
                int end = expression.indexOf('}', i);
                atom = saturated(atom, most(expression, i + 1, end < 0 ? expression.length() : end));
                i = end < 0 ? i : end;
            } else {
                sum += atom;
                atom = 1;
                i = c == '\\' ? i + 1 : c == '[' ? endOfClass(expression, i) : i;
            }
            if (sum > LARGEST) {
                return sum;
            }
        }
        return sum + atom;
    }

    private static long saturated(long atom, long times) {
        return Math.min(LARGEST + 1, Math.max(atom, 1) * Math.max(times, 1));
    }

    /** The larger of one or two counts; 1 where they are none. */
    private static long most(String expression, int from, int to) {
        long most = 0;
        long count = 0;
        for (int i = from; i < to; i++) {
            char c = expression.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            count = digit ? Math.min(LARGEST + 1, count * 10 + (c - '0')) : 0;
            most = Math.max(most, count);
        }
        return most;
    }

    private static int endOfClass(String expression, int start) {
        // What comes first is a member, be it the bracket itself.
        int i = start + 1;
        i += i < expression.length() && expression.charAt(i) == '^' ? 1 : 0;
        i += i < expression.length() && expression.charAt(i) == ']' ? 1 : 0;
        while (i < expression.length() && expression.charAt(i) != ']') {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, expression.length() - 1);
    }
}

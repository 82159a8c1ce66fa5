package dev.leeway.agent.probe.dependency.declared;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An environment marker of Python (PEP 508), such as {@code python_version < "3.11" and sys_platform == "win32"}, held
 * against what is known of an environment: where a part that matters is not known, neither is the whole.
 */
public final class Marker {
    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 20;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\"[^\"]*+\"|'[^']*+')|(===|==|!=|<=|>=|~=|<|>)|([A-Za-z_.]++)|([()]))");
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6}){0,4}");

    private final List<String> tokens;
    private final Map<String, String> known;
    private int at;
    private int depth;

    private Marker(List<String> tokens, Map<String, String> known) {
        this.tokens = tokens;
        this.known = known;
    }

    /** Whether a marker holds. */
    public enum Truth {
        YES,
        NO,
        UNKNOWN;

        private Truth and(Truth other) {
            return this == NO || other == NO ? NO : this == YES ? other : UNKNOWN;
        }

        private Truth or(Truth other) {
            return this == YES || other == YES ? YES : this == NO ? other : UNKNOWN;
        }
    }

    /**
     * Whether {@code marker} holds where its variables have the values {@code known}.
     *
     * @param known {@code python_version} and others by their names; those that are missing are not known
     */
    public static Truth holds(String marker, Map<String, String> known) {
        requireNonNull(known, "known is null");
        Optional<List<String>> tokens = tokens(marker);
        if (tokens.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Marker read = new Marker(tokens.get(), known);
        Truth truth = read.either();
        return read.at == read.tokens.size() ? truth : Truth.UNKNOWN;
    }

    private static Optional<List<String>> tokens(String marker) {
        String text = marker.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        return end == text.length() ? Optional.of(tokens) : Optional.empty();
    }

    private Truth either() {
        Truth truth = both();
        while (next("or")) {
            truth = truth.or(both());
        }
        return truth;
    }

    private Truth both() {
        Truth truth = one();
        while (next("and")) {
            truth = truth.and(one());
        }
        return truth;
    }

    private Truth one() {
        if (next("(")) {
            if (++depth > DEEPEST) {
                at = Integer.MAX_VALUE;
                return Truth.UNKNOWN;
            }
            Truth truth = either();
            depth--;
            return next(")") ? truth : Truth.UNKNOWN;
        }
        String left = take();
        String operator = next("not") ? "not " + take() : take();
        return compared(left, operator, take());
    }

    private boolean next(String token) {
        boolean is = at < tokens.size() && tokens.get(at).equals(token);
        at += is ? 1 : 0;
        return is;
    }

    private String take() {
        return at < tokens.size() ? tokens.get(at++) : "";
    }

    private Truth compared(String left, String operator, String right) {
        Optional<String> one = value(left);
        Optional<String> other = value(right);
        if (one.isEmpty() || other.isEmpty()) {
            return Truth.UNKNOWN;
        }
        boolean versions = isVersion(left) || isVersion(right);
        return versions ? versions(one.get(), operator, other.get()) : texts(one.get(), operator, other.get());
    }

    private static boolean isVersion(String token) {
        return token.equals("python_version") || token.equals("python_full_version");
    }

    private Optional<String> value(String token) {
        boolean quoted = token.length() >= 2 && (token.startsWith("\"") || token.startsWith("'"));
        return quoted ? Optional.of(token.substring(1, token.length() - 1)) : Optional.ofNullable(known.get(token));
    }

    private static Truth texts(String left, String operator, String right) {
        return switch (operator) {
            case "==", "===" -> truth(left.equals(right));
            case "!=" -> truth(!left.equals(right));
            case "in" -> truth(right.contains(left));
            case "not in" -> truth(!right.contains(left));
            default -> Truth.UNKNOWN;
        };
    }

    private static Truth versions(String left, String operator, String right) {
        if (operator.equals("==") && right.endsWith(".*")) {
            return truth((left + ".").startsWith(right.substring(0, right.length() - 1)));
        }
        if (!NUMBERS.matcher(left).matches() || !NUMBERS.matcher(right).matches()) {
            return Truth.UNKNOWN;
        }
        int order = order(left.split("\\."), right.split("\\."));
        return switch (operator) {
            case "==", "===" -> truth(order == 0);
            case "!=" -> truth(order != 0);
            case "<" -> truth(order < 0);
            case "<=" -> truth(order <= 0);
            case ">" -> truth(order > 0);
            case ">=" -> truth(order >= 0);
            default -> Truth.UNKNOWN;
        };
    }

    private static int order(String[] left, String[] right) {
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(part(left, i), part(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String[] parts, int at) {
        return at < parts.length ? Integer.parseInt(parts[at]) : 0;
    }

    private static Truth truth(boolean holds) {
        return holds ? Truth.YES : Truth.NO;
    }
}

package dev.leeway.agent.format.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in variables as Compose does: {@code $NAME}, <code>${NAME}</code>, with {@code :-} or {@code -} and a default, {@code :?} or {@code
 * ?} and a message, {@code :+} or {@code +} and what stands in its place; {@code $$} is a dollar. A variable that no file gives is empty,
 * and a shell that is gone may have given any of them, whatever a file says.
 */
final class Interpolation {
    /** Of one value, before and after; a longer one stays as it is written. */
    static final int MAX_TEXT = 64 << 10;
    /** Of all values together: a few lines may name each other until nothing holds them. */
    private static final int MAX_ALL = 1 << 20;

    private static final int MAX_DEPTH = 16;
    /** Stretches of one value that are told apart. */
    private static final int MAX_MADE = 256;
    /** A name that no rules take for harmless, for a value made of more variables than are told apart. */
    private static final String ANY = "SECRET";

    private final Map<String, Given> variables;
    private int left = MAX_ALL;

    /** With the variables of a project; those that are put there later count too. */
    Interpolation(Map<String, Given> variables) {
        this.variables = variables;
    }

    /** The value a project's files give the variable, where they do. */
    Optional<Written> variable(String name, String place) {
        return Optional.ofNullable(variables.get(name))
                .flatMap(given -> given.text().map(text -> {
                    List<Made> made = new ArrayList<>(given.made());
                    made.add(new Made(name, 0, text.length()));
                    return new Written(text, false, place, bounded(made, text.length()));
                }));
    }

    /** Of what the variable is made, whether or not its value is known. */
    List<Made> made(String name) {
        Given given = variables.get(name);
        return given == null ? List.of() : given.made();
    }

    private static List<Made> bounded(List<Made> made, int length) {
        return made.size() <= MAX_MADE ? made : List.of(new Made(ANY, 0, length));
    }

    /** The text with its variables filled in. */
    Written fill(String text, String place) {
        if (text.indexOf('$') < 0) {
            return new Written(text, true, place);
        }
        return text.length() > MAX_TEXT || left <= 0 ? unfilled(text, place) : new Filling(text).filled(place);
    }

    /** As it is written; of what the container's is made nobody looked. */
    private static Written unfilled(String text, String place) {
        return new Written(text, false, place, List.of(new Made(ANY, 0, text.length())));
    }

    /** One text on its way. */
    private final class Filling {
        private final String text;
        private final int[] closings;
        private final StringBuilder out = new StringBuilder();
        private final List<Made> made = new ArrayList<>();
        private boolean certain = true;
        private boolean tooLong;

        Filling(String text) {
            this.text = text;
            this.closings = closings(text);
        }

        Written filled(String place) {
            part(0, text.length(), 0);
            left -= out.length();
            return tooLong
                    ? unfilled(text, place)
                    : new Written(out.toString(), certain, place, bounded(made, out.length()));
        }

        private void append(String more) {
            tooLong |= more.length() > Math.min(MAX_TEXT, left) - out.length();
            if (!tooLong) {
                out.append(more);
            }
        }

        private void part(int from, int to, int depth) {
            if (depth > MAX_DEPTH) {
                certain = false;
                int begin = out.length();
                append(text.substring(from, to));
                mark(ANY, begin);
                return;
            }
            int at = from;
            while (at < to && !tooLong) {
                char c = text.charAt(at);
                char next = at + 1 < to ? text.charAt(at + 1) : ' ';
                int end = c != '$' ? at : next == '{' ? closings[at + 1] : name(text, at + 1, to);
                if (c == '$' && next == '$') {
                    append("$");
                    at += 2;
                } else if (c == '$' && next == '{' && end > 0) {
                    braced(at + 2, end, depth);
                    at = end + 1;
                } else if (c == '$' && next != '{' && end > at + 1) {
                    String name = text.substring(at + 1, end);
                    taken(name, given(name));
                    at = end;
                } else {
                    // Compose refuses a lone dollar; whoever made the container wrote another text.
                    certain &= c != '$';
                    append(String.valueOf(c));
                    at++;
                }
            }
        }

        private void braced(int from, int to, int depth) {
            int end = name(text, from, to);
            String name = text.substring(from, end);
            Optional<String> given = given(name);
            boolean unlessEmpty = end < to && text.charAt(end) == ':';
            int sign = unlessEmpty ? end + 1 : end;
            boolean has = given.isPresent() && !(unlessEmpty && given.get().isEmpty());
            if (end == from || (end < to && (sign == to || "-?+".indexOf(text.charAt(sign)) < 0))) {
                certain = false;
                append(text.substring(from - 2, to + 1));
            } else if (end == to || text.charAt(sign) == '?') {
                taken(name, given);
            } else if (text.charAt(sign) == '+') {
                // Of the variable itself nothing goes in but whether it is there.
                branch(has, sign + 1, to, depth);
            } else {
                int begin = out.length();
                taken(name, has ? given : Optional.empty());
                branch(!has, sign + 1, to, depth);
                // What a shell gave may be in the default's place.
                mark(name, begin);
            }
        }

        /** What stands for a variable or beside it; where it is not taken here, a shell that is gone may have made it count. */
        private void branch(boolean counts, int from, int to, int depth) {
            int begin = out.length();
            int known = made.size();
            boolean before = tooLong;
            part(from, to, depth + 1);
            if (!counts) {
                out.setLength(Math.min(begin, out.length()));
                made.subList(known, made.size()).replaceAll(each -> new Made(each.name(), begin, begin));
                if (tooLong && !before) {
                    tooLong = false;
                    mark(ANY, begin);
                }
            }
        }

        /** What a variable gives, and what that was made of in turn. */
        private void taken(String name, Optional<String> given) {
            int begin = out.length();
            append(given.orElse(""));
            Given known = variables.get(name);
            if (known != null && made.size() <= MAX_MADE) {
                boolean whole = given.isPresent() && !tooLong;
                known.made().forEach(each -> made.add(whole ? each.later(begin) : new Made(each.name(), begin, begin)));
            }
            mark(name, begin);
        }

        private void mark(String name, int begin) {
            if (made.size() <= MAX_MADE) {
                made.add(new Made(name, begin, Math.max(begin, out.length())));
            }
        }

        private Optional<String> given(String name) {
            certain = false;
            return Optional.ofNullable(variables.get(name)).flatMap(Given::text);
        }
    }

    /** Where the name that begins at {@code at} ends. */
    private static int name(String text, int at, int to) {
        int end = at;
        while (end < to) {
            char c = text.charAt(end);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && !(end > at && c >= '0' && c <= '9')) {
                return end;
            }
            end++;
        }
        return end;
    }

    /** For each brace that a dollar opens, where it closes; 0 for one that does not. */
    private static int[] closings(String text) {
        int[] closings = new int[text.length()];
        int[] open = new int[text.length()];
        int depth = 0;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '{' && text.charAt(i - 1) == '$') {
                open[depth++] = i;
            } else if (text.charAt(i) == '}' && depth > 0) {
                closings[open[--depth]] = i;
            }
        }
        return closings;
    }
}

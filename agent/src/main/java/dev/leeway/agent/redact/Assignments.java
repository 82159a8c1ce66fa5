package dev.leeway.agent.redact;

import java.util.Set;

/**
 * Finds what is assigned to a telling name, in whatever notation: {@code password=x}, {@code "token": "x"},
 * {@code --secret x}, {@code PASSWORD 'x'}, {@code api_key: x}.
 */
final class Assignments {
    private static final int MAX_NAME = 80;

    /** Words after which a value follows even without a sign. */
    private static final Set<String> SPOKEN = Set.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "token",
            "credential",
            "credentials",
            "apikey",
            "api-key",
            "api_key",
            "pin",
            "identified by",
            "pass");

    private static final Set<String> PAIR_NAMES = Set.of("name", "Name", "key", "Key", "NAME", "KEY", "parameter");
    private static final Set<String> PAIR_VALUES = Set.of("value", "Value", "VALUE", "val", "content", "defaultValue");

    private final String text;
    private final Spans spans;
    private NameJudgement pending = NameJudgement.NEUTRAL;

    private Assignments(String text, Spans spans) {
        this.text = text;
        this.spans = spans;
    }

    static void mark(String text, Spans spans) {
        new Assignments(text, spans).scan();
    }

    private void scan() {
        int i = 0;
        while (i < text.length()) {
            if (!Ascii.isName(text.charAt(i))) {
                i++;
                continue;
            }
            int end = i;
            while (end < text.length() && Ascii.isName(text.charAt(end))) {
                end++;
            }
            i = Math.max(end, afterName(Math.max(i, end - MAX_NAME), end));
        }
    }

    /** Looks at what follows the name; answers where the value it marked ends, or 0. */
    private int afterName(int start, int end) {
        if (start > 0 && text.charAt(start - 1) == '<') {
            return element(start, end);
        }
        int at = end;
        while (at < text.length() && closesName(text.charAt(at)) && at - end < 4) {
            at++;
        }
        int sign = blanks(at, 2);
        if (sign < text.length() && (text.charAt(sign) == '=' || text.charAt(sign) == ':')) {
            return assigned(start, end, sign);
        }
        return at < text.length() && text.charAt(at) == ' ' && end - start >= 3 ? spoken(start, end, blanks(at, 3)) : 0;
    }

    private static boolean closesName(char c) {
        return c == '"' || c == '\'' || c == '`' || c == ']' || c == '\\';
    }

    private int blanks(int from, int atMost) {
        int at = from;
        while (at < text.length() && at - from < atMost && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private int assigned(int start, int end, int sign) {
        boolean colon = text.charAt(sign) == ':';
        if (text.startsWith("://", sign) || text.startsWith("::", sign)) {
            return 0;
        }
        int from = sign + 1;
        while (from < text.length()
                && (text.charAt(from) == '=' || text.charAt(from) == '>' || text.charAt(from) == '~')) {
            from++;
        }
        from = blanks(from, 8);
        if (from >= text.length() || (colon && isLineNumber(start, from))) {
            return 0;
        }
        String name = text.substring(start, end);
        NameJudgement judgement = judge(name);
        if (judgement == NameJudgement.NEUTRAL) {
            return pair(name, from, colon);
        }
        return mark(judgement, AssignedValue.bounds(text, from, colon));
    }

    private int mark(NameJudgement judgement, int[] value) {
        String found = text.substring(value[0], value[1]);
        if (stands(found) || AboutValues.fits(judgement, found)) {
            return 0;
        }
        spans.add(value[0], value[1]);
        return value[1];
    }

    /** A reference to a secret elsewhere; between signs that may also belong to the secret, only one that says so. */
    private static boolean stands(String found) {
        if (!Placeholders.reference(found) || found.isEmpty() || "<[%_@".indexOf(found.charAt(0)) < 0) {
            return Placeholders.reference(found);
        }
        boolean digits = found.chars().anyMatch(c -> Ascii.isDigit((char) c));
        String inner = found.substring(1, found.length() - 1).strip();
        return !digits
                && ((Placeholders.like(inner) && !Placeholders.reference(inner))
                        || judge(inner) != NameJudgement.NEUTRAL);
    }

    /** A name as it stands, or behind the {@code -D} of a system property. */
    private static NameJudgement judge(String name) {
        return SecretNames.judge(name.startsWith("-D") || name.startsWith("-d") ? name.substring(2) : name);
    }

    /** {@code name: DB_PASSWORD, value: x}: the name is one value, and the value the next. */
    private int pair(String name, int from, boolean colon) {
        if (PAIR_NAMES.contains(name)) {
            int[] value = AssignedValue.bounds(text, from, colon);
            boolean bounded = value[1] - value[0] <= MAX_NAME;
            pending = bounded ? judge(text.substring(value[0], value[1])) : NameJudgement.NEUTRAL;
        } else if (PAIR_VALUES.contains(name) && pending != NameJudgement.NEUTRAL) {
            int marked = mark(pending, AssignedValue.bounds(text, from, colon));
            pending = NameJudgement.NEUTRAL;
            return marked;
        }
        return 0;
    }

    /** {@code <password encrypted="no">x</password>}: up to the next tag. */
    private int element(int start, int end) {
        int close = end;
        while (close < text.length() && close - end < MAX_NAME && text.charAt(close) != '>') {
            close++;
        }
        boolean opens =
                start > 0 && text.charAt(start - 1) == '<' && close < text.length() && text.charAt(close) == '>';
        NameJudgement judgement = opens ? judge(text.substring(start, end)) : NameJudgement.NEUTRAL;
        if (judgement == NameJudgement.NEUTRAL) {
            return 0;
        }
        int stop = text.indexOf('<', close);
        return mark(judgement, new int[] {close + 1, stop < 0 ? text.length() : stop});
    }

    /** {@code /etc/shop/secrets.env:12}: a place in a file, not a value. */
    private boolean isLineNumber(int start, int from) {
        int end = from;
        while (end < text.length() && Ascii.isDigit(text.charAt(end))) {
            end++;
        }
        boolean number =
                end > from && end - from <= 7 && (end == text.length() || !Ascii.isAlphanumeric(text.charAt(end)));
        return number && start > 0 && text.charAt(start - 1) == '/';
    }

    private int spoken(int start, int end, int from) {
        if (from >= text.length()) {
            return 0;
        }
        boolean option = text.charAt(start) == '-';
        String name = text.substring(start, end);
        if (option ? SecretNames.judge(name) != NameJudgement.SECRET : !SPOKEN.contains(Ascii.lower(name))) {
            return 0;
        }
        int at = option ? from : afterLinkWord(from);
        int[] value = AssignedValue.bounds(text, at, false);
        boolean quoted = value[0] > at;
        if (!quoted && (option ? text.charAt(at) == '-' : mereWord(value[0], value[1]))) {
            return 0;
        }
        spans.add(value[0], value[1]);
        return value[1];
    }

    private int afterLinkWord(int from) {
        for (String link : new String[] {"is ", "was ", "by ", "of ", "to "}) {
            if (text.startsWith(link, from)) {
                return blanks(from + link.length(), 3);
            }
        }
        return from;
    }

    /** Whether what follows is a word of a sentence: letters in one case, punctuation at the end at most. */
    private boolean mereWord(int start, int end) {
        int stop = end;
        while (stop > start && ".,;:!?)".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        for (int i = start; i < stop; i++) {
            char c = text.charAt(i);
            if (!Ascii.isLower(c) && !(i == start && Ascii.isUpper(c)) && c != '-' && c != '(') {
                return false;
            }
        }
        return true;
    }
}

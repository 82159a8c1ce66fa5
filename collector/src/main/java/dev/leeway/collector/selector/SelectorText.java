package dev.leeway.collector.selector;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads selectors:
 *
 * <pre>
 * selector = "baseline:" name | hosts [ "~" [ digits ] | "@{" when "}" ]
 * hosts    = environment [ "/" host ]
 * </pre>
 *
 * {@code when} is what {@link WhenText} reads. Names hold none of {@code / ~ @ { } :}, blanks, or control characters.
 */
public final class SelectorText {
    /** What names of baselines are made of, for messages. */
    public static final String NAMING =
            "letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 100";

    private static final String BASELINE = "baseline:";
    private static final Pattern NAME = Pattern.compile("[^/~@{}:\\s\\p{C}]+");
    private static final Pattern BASELINE_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");

    private SelectorText() {}

    /**
     * What {@code text} names.
     *
     * @param asOf the moment that {@code 2.weeks.ago} is told from
     * @throws SelectorException when it is no selector
     */
    public static Selector parse(String text, Instant asOf) throws SelectorException {
        if (text.startsWith(BASELINE)) {
            String name = text.substring(BASELINE.length());
            if (!isBaselineName(name)) {
                throw new SelectorException(text, BASELINE.length(), "not the name of a baseline: " + NAMING);
            }
            return new Selector.Baseline(text, name);
        }
        int end = end(text);
        String hosts = text.substring(0, end);
        int slash = hosts.indexOf('/');
        String environment = name(text, 0, slash < 0 ? end : slash, "an environment, as in prod or prod/web-01");
        Optional<String> host =
                slash < 0 ? Optional.empty() : Optional.of(name(text, slash + 1, end, "a host, as in prod/web-01"));
        if (end == text.length()) {
            return new Selector.Back(text, environment, host, 0);
        }
        if (text.charAt(end) == '~') {
            return new Selector.Back(text, environment, host, steps(text, end + 1));
        }
        if (!text.startsWith("@{", end) || !text.endsWith("}")) {
            throw new SelectorException(text, end, "a time is written as in prod@{2026-11-01} or prod@{2.weeks.ago}");
        }
        return new Selector.At(text, environment, host, WhenText.parse(text, end + 2, text.length() - 1, asOf));
    }

    /**
     * The moment that {@code text} names as selectors do within braces: {@code yesterday}, {@code 2026-11-01}, {@code 2.weeks.ago}.
     *
     * @param asOf the moment that {@code 2.weeks.ago} is told from
     * @throws SelectorException when it is none
     */
    public static Instant moment(String text, Instant asOf) throws SelectorException {
        return WhenText.parse(text, 0, text.length(), asOf);
    }

    /** Whether {@code text} is meant to name a baseline. */
    public static boolean namesBaseline(String text) {
        return text.startsWith(BASELINE);
    }

    /** Whether {@code name} may be a baseline's. */
    public static boolean isBaselineName(String name) {
        return BASELINE_NAME.matcher(name).matches();
    }

    private static int end(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '~' || text.charAt(i) == '@') {
                return i;
            }
        }
        return text.length();
    }

    private static String name(String text, int from, int to, String wanted) throws SelectorException {
        String name = text.substring(from, to);
        if (!NAME.matcher(name).matches()) {
            throw new SelectorException(text, from, "expected " + wanted);
        }
        return name;
    }

    /** {@code prod~} is the one before the newest, as {@code prod~1} is. */
    private static int steps(String text, int from) throws SelectorException {
        String digits = text.substring(from);
        if (digits.isEmpty()) {
            return 1;
        }
        if (!digits.matches("[0-9]{1,7}") || Integer.parseInt(digits) > Selector.MOST_STEPS) {
            throw new SelectorException(text, from, "expected how many snapshots to step back, as in prod~3");
        }
        return Integer.parseInt(digits);
    }
}

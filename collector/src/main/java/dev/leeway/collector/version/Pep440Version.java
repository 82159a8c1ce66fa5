package dev.leeway.collector.version;

import dev.leeway.schema.fact.VersionScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python version as PEP 440 orders them: {@code 1!2.0rc1.post2.dev3+local.4}.
 *
 * @param epoch {@code "0"} where none is told
 * @param release dotted numbers, trailing zeros removed
 * @param pre rank of the pre-release word and its number; a release ranks above them, a bare dev release below
 * @param post {@code "-1"} for none, else the number
 * @param dev the number, or infinite for none
 * @param local parts after {@code +}, empty for none
 */
record Pep440Version(String epoch, List<String> release, Ranked pre, Ranked post, Ranked dev, List<String> local)
        implements Comparable<Pep440Version> {
    private static final Pattern FORM = Pattern.compile("v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)"
            + "(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\\d*))?"
            + "(?:(?:[-_.]?(post|rev|r)[-_.]?(\\d*))|-(\\d+))?"
            + "(?:[-_.]?(dev)[-_.]?(\\d*))?"
            + "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

    /** A part that sorts first by rank, then by number. */
    record Ranked(int rank, String number) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            int byRank = Integer.compare(rank, other.rank);
            return byRank != 0 ? byRank : Digits.compare(number, other.number);
        }
    }

    static Pep440Version parse(String text) throws NotAVersionException {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.length() > 256 || !form.matches()) {
            throw new NotAVersionException(VersionScheme.PEP440, text);
        }
        boolean isPost = form.group(5) != null || form.group(7) != null;
        boolean isDev = form.group(8) != null;
        String postNumber = form.group(7) != null ? form.group(7) : form.group(6);
        return new Pep440Version(
                form.group(1) == null ? "0" : form.group(1),
                trimmed(form.group(2)),
                pre(form.group(3), form.group(4), isPost, isDev),
                isPost ? new Ranked(1, orZero(postNumber)) : new Ranked(0, "0"),
                isDev ? new Ranked(0, orZero(form.group(9))) : new Ranked(1, "0"),
                form.group(10) == null ? List.of() : List.of(form.group(10).split("[-_.]")));
    }

    private static Ranked pre(String word, String number, boolean isPost, boolean isDev) {
        if (word == null) {
            return isDev && !isPost ? new Ranked(0, "0") : new Ranked(4, "0");
        }
        int rank = switch (word) {
            case "a", "alpha" -> 1;
            case "b", "beta" -> 2;
            default -> 3;
        };
        return new Ranked(rank, orZero(number));
    }

    private static String orZero(String digits) {
        return digits == null || digits.isEmpty() ? "0" : digits;
    }

    private static List<String> trimmed(String dotted) {
        List<String> numbers = Arrays.asList(dotted.split("\\."));
        int end = numbers.size();
        while (end > 1 && Digits.compare(numbers.get(end - 1), "0") == 0) {
            end--;
        }
        return List.copyOf(numbers.subList(0, end));
    }

    @Override
    public int compareTo(Pep440Version other) {
        int[] differences = {
            Digits.compare(epoch, other.epoch),
            releaseAgainst(other),
            pre.compareTo(other.pre),
            post.compareTo(other.post),
            dev.compareTo(other.dev),
            localAgainst(other)
        };
        return Arrays.stream(differences)
                .filter(difference -> difference != 0)
                .findFirst()
                .orElse(0);
    }

    private int releaseAgainst(Pep440Version other) {
        int length = Math.max(release.size(), other.release.size());
        for (int i = 0; i < length; i++) {
            int difference = Digits.compare(
                    i < release.size() ? release.get(i) : "0", i < other.release.size() ? other.release.get(i) : "0");
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int localAgainst(Pep440Version other) {
        int shared = Math.min(local.size(), other.local.size());
        for (int i = 0; i < shared; i++) {
            int difference = localPart(local.get(i), other.local.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(local.size(), other.local.size());
    }

    private static int localPart(String a, String b) {
        boolean numberA = Digits.endOfDigits(a, 0) == a.length();
        boolean numberB = Digits.endOfDigits(b, 0) == b.length();
        if (numberA && numberB) {
            return Digits.compare(a, b);
        }
        return numberA == numberB ? a.compareTo(b) : numberA ? 1 : -1;
    }
}

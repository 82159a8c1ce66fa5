package dev.leeway.collector.version;

import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Alpine package version: {@code 1.2.3a_rc1_p2~abcdef-r4}.
 *
 * @param numbers dotted numbers; all but the first compare as decimal fractions when they begin with a zero
 * @param letter one letter after the numbers, or empty
 * @param suffixes such as {@code _rc1}, in order
 * @param revision of the package
 */
record ApkVersion(List<String> numbers, String letter, List<Suffix> suffixes, String revision)
        implements Comparable<ApkVersion> {
    private static final List<String> BEFORE_RELEASE = List.of("alpha", "beta", "pre", "rc");
    private static final List<String> AFTER_RELEASE = List.of("cvs", "svn", "git", "hg", "p");
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)*)([a-z])?"
            + "((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\\d*)*)(?:~[0-9a-f]+)?(?:-r(\\d+))?");
    private static final Pattern SUFFIX = Pattern.compile("_([a-z]+)(\\d*)");

    record Suffix(String word, String number) {
        /** Negative before the release, positive after it, 0 for no suffix at all. */
        int rank() {
            int before = BEFORE_RELEASE.indexOf(word);
            return before >= 0 ? before - BEFORE_RELEASE.size() : AFTER_RELEASE.indexOf(word) + 1;
        }
    }

    private static final Suffix NO_SUFFIX = new Suffix("", "0");

    static ApkVersion parse(String text) throws NotAVersionException {
        Matcher form = FORM.matcher(text);
        if (text.length() > 256 || !form.matches()) {
            throw new NotAVersionException(VersionScheme.APK, text);
        }
        List<Suffix> suffixes = new ArrayList<>();
        Matcher suffix = SUFFIX.matcher(form.group(3));
        while (suffix.find()) {
            suffixes.add(new Suffix(suffix.group(1), suffix.group(2).isEmpty() ? "0" : suffix.group(2)));
        }
        String revision = form.group(4);
        return new ApkVersion(
                List.of(form.group(1).split("\\.")),
                form.group(2) == null ? "" : form.group(2),
                List.copyOf(suffixes),
                revision == null ? "0" : revision);
    }

    @Override
    public int compareTo(ApkVersion other) {
        int byNumbers = numbersAgainst(other);
        if (byNumbers != 0) {
            return byNumbers;
        }
        int byLetter = letter.compareTo(other.letter);
        if (byLetter != 0) {
            return byLetter;
        }
        int bySuffixes = suffixesAgainst(other);
        return bySuffixes != 0 ? bySuffixes : Digits.compare(revision, other.revision);
    }

    private int numbersAgainst(ApkVersion other) {
        int shared = Math.min(numbers.size(), other.numbers.size());
        for (int i = 0; i < shared; i++) {
            int difference = number(numbers.get(i), other.numbers.get(i), i > 0);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    private static int number(String a, String b, boolean mayBeFraction) {
        boolean fraction = mayBeFraction && (a.charAt(0) == '0' || b.charAt(0) == '0');
        return fraction ? a.compareTo(b) : Digits.compare(a, b);
    }

    private int suffixesAgainst(ApkVersion other) {
        int length = Math.max(suffixes.size(), other.suffixes.size());
        for (int i = 0; i < length; i++) {
            Suffix left = i < suffixes.size() ? suffixes.get(i) : NO_SUFFIX;
            Suffix right = i < other.suffixes.size() ? other.suffixes.get(i) : NO_SUFFIX;
            int byRank = Integer.compare(rank(left), rank(right));
            int difference = byRank != 0 ? byRank : Digits.compare(left.number(), right.number());
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int rank(Suffix suffix) {
        return suffix.word().isEmpty() ? 0 : suffix.rank();
    }
}

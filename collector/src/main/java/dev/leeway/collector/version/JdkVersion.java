package dev.leeway.collector.version;

import dev.leeway.schema.fact.VersionScheme;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java version: feature, interim, update, patch and build, in the form of JEP 223 ({@code 17.0.15+6}) or the older one
 * ({@code 1.8.0_402-b06}), which is read as {@code 8.0.402+6}.
 *
 * @param numbers the dotted numbers, trailing zeros removed, at least one
 * @param preRelease empty for a release; an early-access build comes before it
 * @param build build number, {@code "0"} where none is told
 */
record JdkVersion(List<String> numbers, String preRelease, String build) implements Comparable<JdkVersion> {
    private static final Pattern MODERN = Pattern.compile(
            "(\\d{1,9}(?:\\.\\d{1,9}){0,9})(?:-([A-Za-z0-9]+))?(?:\\+(\\d{1,9})(?:[-.].*)?)?(?:[-+].*)?");
    private static final Pattern OLD =
            Pattern.compile("1\\.(\\d{1,3})\\.(\\d{1,3})(?:_(\\d{1,9}))?(?:-b?(\\d{1,9}))?(?:-.*)?");

    static JdkVersion parse(String text) throws NotAVersionException {
        Matcher old = OLD.matcher(text);
        if (old.matches()) {
            String update = old.group(3) == null ? "0" : old.group(3);
            return new JdkVersion(trimmed(List.of(old.group(1), old.group(2), update)), "", orZero(old.group(4)));
        }
        Matcher modern = MODERN.matcher(text);
        if (!modern.matches()) {
            throw new NotAVersionException(VersionScheme.JDK, text);
        }
        String preRelease = modern.group(2) == null ? "" : modern.group(2);
        return new JdkVersion(
                trimmed(Arrays.asList(modern.group(1).split("\\."))),
                marksPreRelease(preRelease) ? preRelease : "",
                orZero(modern.group(3)));
    }

    /** Vendors put words such as LTS where a pre-release would stand; only these say that a release is still to come. */
    private static boolean marksPreRelease(String word) {
        return word.equals("ea") || word.equals("internal") || word.startsWith("beta");
    }

    private static String orZero(String digits) {
        return digits == null ? "0" : digits;
    }

    private static List<String> trimmed(List<String> numbers) {
        int end = numbers.size();
        while (end > 1 && Digits.compare(numbers.get(end - 1), "0") == 0) {
            end--;
        }
        return List.copyOf(numbers.subList(0, end));
    }

    @Override
    public int compareTo(JdkVersion other) {
        int length = Math.max(numbers.size(), other.numbers.size());
        for (int i = 0; i < length; i++) {
            int difference = Digits.compare(number(i), other.number(i));
            if (difference != 0) {
                return difference;
            }
        }
        if (preRelease.isEmpty() != other.preRelease.isEmpty()) {
            return preRelease.isEmpty() ? 1 : -1;
        }
        int byBuild = Digits.compare(build, other.build);
        return byBuild != 0 ? byBuild : preRelease.compareTo(other.preRelease);
    }

    /** The dotted number at {@code index}, zero where the version is shorter. */
    String number(int index) {
        return index < numbers.size() ? numbers.get(index) : "0";
    }
}

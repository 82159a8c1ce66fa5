package dev.leeway.collector.version;

import dev.leeway.schema.fact.VersionScheme;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Versions of no known scheme: numbers by value, words by text, a pre-release word before its release.
 *
 * <p>{@code 1.0-rc1 < 1.0 < 1.0.1 < 1.10}; {@code 9e < 9f} as OpenSSL and OpenSSH count.
 */
final class GenericOrder {
    private static final Set<String> BEFORE_RELEASE =
            Set.of("alpha", "beta", "rc", "cr", "pre", "preview", "snapshot", "dev", "milestone", "ea");

    private GenericOrder() {}

    static int compare(String a, String b) throws NotAVersionException {
        List<String> left = partsOf(a);
        List<String> right = partsOf(b);
        int shared = Math.min(left.size(), right.size());
        for (int i = 0; i < shared; i++) {
            int difference = part(left.get(i), right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        if (left.size() == right.size()) {
            return 0;
        }
        return left.size() > right.size() ? weightOfRest(left, shared) : -weightOfRest(right, shared);
    }

    private static List<String> partsOf(String text) throws NotAVersionException {
        List<String> parts = Parts.of(text);
        if (parts.stream().noneMatch(Parts::isNumber)) {
            throw new NotAVersionException(VersionScheme.GENERIC, text);
        }
        boolean prefixed = parts.get(0).equalsIgnoreCase("v");
        return prefixed ? parts.subList(1, parts.size()) : parts;
    }

    private static int part(String a, String b) {
        boolean numberA = Parts.isNumber(a);
        boolean numberB = Parts.isNumber(b);
        if (numberA && numberB) {
            return Digits.compare(a, b);
        }
        if (numberA != numberB) {
            return numberA ? 1 : -1;
        }
        boolean earlyA = isBeforeRelease(a);
        boolean earlyB = isBeforeRelease(b);
        return earlyA == earlyB ? a.compareTo(b) : earlyA ? -1 : 1;
    }

    /** A longer version is newer, unless what it adds says that it comes before the release. */
    private static int weightOfRest(List<String> parts, int from) {
        String first = parts.get(from);
        if (isBeforeRelease(first)) {
            return -1;
        }
        boolean onlyZeros = parts.subList(from, parts.size()).stream()
                .allMatch(part -> Parts.isNumber(part) && Digits.compare(part, "0") == 0);
        return onlyZeros ? 0 : 1;
    }

    private static boolean isBeforeRelease(String word) {
        return BEFORE_RELEASE.contains(word.toLowerCase(Locale.ROOT));
    }
}

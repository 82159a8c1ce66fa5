package dev.leeway.collector.version;

import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.List;

/** RubyGems order: segments of digits or letters, missing ones count as zero, a letter makes a pre-release. */
final class GemOrder {
    private GemOrder() {}

    static int compare(String a, String b) throws NotAVersionException {
        List<String> left = segments(a);
        List<String> right = segments(b);
        int length = Math.max(left.size(), right.size());
        for (int i = 0; i < length; i++) {
            int difference = segment(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static List<String> segments(String text) throws NotAVersionException {
        if (text.isEmpty() || !Digits.is(text.charAt(0))) {
            throw new NotAVersionException(VersionScheme.GEM, text);
        }
        return withoutIdleZeros(Parts.of(text.replace("-", ".pre.")));
    }

    /** Zeros that end the release, or the whole, say nothing: {@code 1.0.0.rc1} is {@code 1.rc1}. */
    private static List<String> withoutIdleZeros(List<String> parts) {
        List<String> kept = new ArrayList<>();
        int firstWord = 0;
        while (firstWord < parts.size() && Parts.isNumber(parts.get(firstWord))) {
            firstWord++;
        }
        kept.addAll(withoutZerosAtEnd(parts.subList(0, firstWord)));
        kept.addAll(withoutZerosAtEnd(parts.subList(firstWord, parts.size())));
        return kept;
    }

    private static List<String> withoutZerosAtEnd(List<String> parts) {
        int end = parts.size();
        while (end > 0 && Parts.isNumber(parts.get(end - 1)) && Digits.compare(parts.get(end - 1), "0") == 0) {
            end--;
        }
        return parts.subList(0, end);
    }

    private static int segment(String a, String b) {
        boolean numberA = Parts.isNumber(a);
        boolean numberB = Parts.isNumber(b);
        if (numberA && numberB) {
            return Digits.compare(a, b);
        }
        return numberA == numberB ? a.compareTo(b) : numberA ? 1 : -1;
    }
}

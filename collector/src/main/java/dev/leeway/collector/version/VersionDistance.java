package dev.leeway.collector.version;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.policy.Distance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far two versions of one scheme lie apart: the first of major, minor and patch in which they differ, else a build.
 *
 * <p>Packaging counts as a build: {@code 3.0.15-1} and {@code 3.0.15-2} hold the same upstream version. An epoch that
 * differs counts as major, because it says that the numbers below it were started anew.
 */
public final class VersionDistance {
    private static final Distance[] BY_POSITION = {Distance.MAJOR, Distance.MINOR, Distance.PATCH};

    private VersionDistance() {}

    /** The distance, empty where the schemes differ, the versions do not order, or neither is newer. */
    public static Optional<Distance> between(Value.Version a, Value.Version b) {
        if (VersionOrder.compare(a, b).orElse(0) == 0) {
            return Optional.empty();
        }
        if (!epoch(a).equals(epoch(b))) {
            return Optional.of(Distance.MAJOR);
        }
        List<String> left = numbers(a);
        List<String> right = numbers(b);
        for (int i = 0; i < BY_POSITION.length; i++) {
            String one = i < left.size() ? left.get(i) : "0";
            String other = i < right.size() ? right.get(i) : "0";
            if (Digits.compare(one, other) != 0) {
                return Optional.of(BY_POSITION[i]);
            }
        }
        return Optional.of(Distance.BUILD);
    }

    private static String epoch(Value.Version version) {
        char mark = version.scheme() == VersionScheme.PEP440 ? '!' : ':';
        int at = version.version().indexOf(mark);
        boolean numeric = at > 0 && Digits.endOfDigits(version.version(), 0) == at;
        return numeric ? version.version().substring(0, at) : "0";
    }

    /** The dotted numbers that lead the upstream version. */
    private static List<String> numbers(Value.Version version) {
        if (version.scheme() == VersionScheme.JDK) {
            try {
                JdkVersion jdk = JdkVersion.parse(version.version());
                return List.of(jdk.number(0), jdk.number(1), jdk.number(2));
            } catch (NotAVersionException notAVersion) {
                return List.of();
            }
        }
        return leadingNumbers(upstream(version));
    }

    private static String upstream(Value.Version version) {
        String text = version.version();
        int start = Math.max(text.indexOf(':'), text.indexOf('!')) + 1;
        int end = hasPackaging(version.scheme()) ? text.lastIndexOf('-') : -1;
        return text.substring(start, end > start ? end : text.length());
    }

    private static boolean hasPackaging(VersionScheme scheme) {
        return scheme == VersionScheme.DEB || scheme == VersionScheme.RPM || scheme == VersionScheme.APK;
    }

    private static List<String> leadingNumbers(String upstream) {
        List<String> numbers = new ArrayList<>();
        int i = upstream.startsWith("v") ? 1 : 0;
        while (i < upstream.length() && Digits.is(upstream.charAt(i))) {
            int end = Digits.endOfDigits(upstream, i);
            numbers.add(upstream.substring(i, end));
            boolean more = end + 1 < upstream.length() && upstream.charAt(end) == '.';
            i = more ? end + 1 : upstream.length();
        }
        return numbers;
    }
}

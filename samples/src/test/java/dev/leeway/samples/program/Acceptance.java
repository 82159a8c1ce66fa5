package dev.leeway.samples.program;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the long suites go: a few rounds of everything in each build, more of those that are tagged {@code seeded} where what is
 * thorough runs, all of them where {@code -Dacceptance} is given. What must hold is the same in each.
 */
public final class Acceptance {
    private static final boolean FULL = System.getProperty("acceptance") != null;
    private static final boolean SHORT =
            System.getProperty("leeway.scale", "short").equals("short");

    private Acceptance() {}

    /** How many rounds: {@code all} of them, or {@code few} in a build of every day. */
    public static int rounds(int all, int few) {
        return FULL ? all : few;
    }

    /** How many cases of a test that is tagged {@code seeded}, where not all run: {@code few} in a build of every day, or {@code more}. */
    public static int seeded(int few, int more) {
        return SHORT ? few : more;
    }

    /** All {@code cases}, or {@code few} of them in a build of every day: always the same, from every part of the list. */
    public static <T> List<T> of(List<T> cases, int few) {
        int count = Math.min(rounds(cases.size(), few), cases.size());
        return IntStream.range(0, count)
                .mapToObj(i -> cases.get(i * cases.size() / count))
                .toList();
    }
}

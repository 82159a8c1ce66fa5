package dev.leeway.agent.probe.database;

/** About how many; an exact count would differ by the minute and say no more. */
final class Magnitude {
    private static final int SMALL = 3;

    private Magnitude() {}

    /** {@code below 10^3}, {@code 10^3}, {@code 10^4}, ... */
    static String of(long count) {
        int digits = Long.toString(Math.max(count, 0)).length() - 1;
        return digits < SMALL ? "below 10^" + SMALL : "10^" + digits;
    }

    /** {@code below 10}, {@code below 100}, ...; for what is few. */
    static String bound(int count) {
        long bound = 10;
        while (count >= bound) {
            bound *= 10;
        }
        return "below " + bound;
    }
}

package dev.leeway.agent.probe.os;

import java.util.BitSet;

/** A list of processors as the kernel writes it: {@code 0-3,8,10-11}. */
final class CpuSet {
    /** More than any kernel is built for; a larger number is not a processor. */
    private static final int MAX_PROCESSOR = 65_536;

    private CpuSet() {}

    /** The processors named; parts that are not numbers, or beyond any machine, are passed over. */
    static BitSet parse(String list) {
        BitSet set = new BitSet();
        for (String range : list.strip().split(",", -1)) {
            int dash = range.indexOf('-');
            int first = number(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : number(range.substring(dash + 1));
            if (first >= 0 && last >= first) {
                set.set(first, last + 1);
            }
        }
        return set;
    }

    private static int number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(text) : -1;
        return number < MAX_PROCESSOR ? number : -1;
    }
}

package dev.leeway.collector.agreement;

import java.util.List;

/** On which hosts something is as it is told. */
final class Hosts {
    private Hosts() {}

    /**
     * What is put behind a sentence about the first of {@code groups}; nothing where it is about one host and there is no other.
     *
     * @param groups hosts that are alike; never empty, and none of them
     */
    static String words(List<List<String>> groups) {
        List<String> first = groups.get(0);
        int others = groups.stream().skip(1).mapToInt(List::size).sum();
        String so = first.size() > 1 ? first.size() + " hosts" : first.get(0);
        if (others > 0) {
            return " (so on " + so + ", otherwise on " + others + " more)";
        }
        return first.size() > 1 ? " (so on " + so + ")" : "";
    }
}

package dev.leeway.agent.probe.env;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code /proc/PID/net/fib_trie}: the addresses of the network a process lives in. */
final class LocalAddresses {
    private static final String LEAF = "|-- ";
    private static final String LOCAL = "/32 host LOCAL";

    private LocalAddresses() {}

    /** The addresses, loopback apart. */
    static SortedSet<String> parse(String trie) {
        SortedSet<String> addresses = new TreeSet<>();
        List<String> lines = trie.lines().map(String::strip).toList();
        for (int i = 1; i < lines.size(); i++) {
            String leaf = lines.get(i - 1);
            if (lines.get(i).equals(LOCAL) && leaf.startsWith(LEAF) && !leaf.startsWith(LEAF + "127.")) {
                addresses.add(leaf.substring(LEAF.length()));
            }
        }
        return addresses;
    }
}

package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The addresses of a host, from the kernel's own tables.
 *
 * <p>Read from the first process's network, which is the host's even where this program runs in a container; asking the
 * Java runtime would give the container's, and load its network library.
 */
final class OwnAddresses {
    private static final List<String> NETWORKS = List.of("/1/net", "/self/net");
    private static final int GROUPS = 8;

    private OwnAddresses() {}

    static Set<String> read(HostFiles proc) {
        for (String network : NETWORKS) {
            Set<String> found = new TreeSet<>(fourth(HostIdentity.text(proc, network + "/fib_trie")));
            found.addAll(sixth(HostIdentity.text(proc, network + "/if_inet6")));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Set.of();
    }

    /** Leaves of the routing tree that are local addresses: {@code |-- 10.0.0.5} above {@code /32 host LOCAL}. */
    static List<String> fourth(String trie) {
        List<String> found = new ArrayList<>();
        String leaf = "";
        for (String line : trie.split("\n", -1)) {
            int mark = line.indexOf("|-- ");
            if (mark >= 0) {
                leaf = line.substring(mark + 4).trim();
            } else if (line.contains("/32 host LOCAL") && !leaf.startsWith("127.")) {
                found.add(leaf);
            }
        }
        return found;
    }

    /** First words of lines such as {@code 20010db8000000000000000000000005 02 40 00 80 eth0}. */
    static List<String> sixth(String table) {
        List<String> found = new ArrayList<>();
        for (String line : table.split("\n", -1)) {
            String[] words = line.trim().split(" +");
            if (words[0].length() == GROUPS * 4) {
                written(words[0]).filter(address -> !address.equals("::1")).ifPresent(found::add);
            }
        }
        return found;
    }

    /** An address as RFC 5952 writes it: lower case, no leading zeros, the first longest run of zero groups left out. */
    private static Optional<String> written(String hex) {
        int[] groups = new int[GROUPS];
        try {
            for (int i = 0; i < GROUPS; i++) {
                groups[i] = Integer.parseInt(hex.substring(i * 4, i * 4 + 4), 16);
            }
        } catch (NumberFormatException notAnAddress) {
            return Optional.empty();
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                longest = run;
                start = i;
            }
        }
        return Optional.of(
                start < 0
                        ? joined(groups, 0, GROUPS)
                        : joined(groups, 0, start) + "::" + joined(groups, start + longest, GROUPS));
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return out.toString();
    }
}

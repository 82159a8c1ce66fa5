package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of {@code /etc/hosts} in lower case, each with its addresses. */
record HostsTable(SortedMap<String, SortedSet<String>> entries) {
    /** Names that distributions put there for IPv6 and nobody asks for. */
    private static final Set<String> BOILERPLATE = Set.of(
            "ip6-localhost",
            "ip6-loopback",
            "ip6-localnet",
            "ip6-mcastprefix",
            "ip6-allnodes",
            "ip6-allrouters",
            "ip6-allhosts",
            "ipv6-localhost",
            "ipv6-loopback",
            "ipv6-localnet",
            "ipv6-mcastprefix",
            "ipv6-allnodes",
            "ipv6-allrouters",
            "ipv6-allhosts",
            "localhost4",
            "localhost6",
            "localhost.localdomain",
            "localhost4.localdomain4",
            "localhost6.localdomain6");

    HostsTable {
        entries = Collections.unmodifiableSortedMap(entries);
    }

    /** Reads the file. */
    static HostsTable parse(String text) {
        SortedMap<String, SortedSet<String>> entries = new TreeMap<>();
        text.lines().map(line -> line.split("#", 2)[0].strip()).forEach(line -> {
            List<String> words = Words.of(line);
            for (int i = 1; i < words.size(); i++) {
                String name = words.get(i).toLowerCase(Locale.ROOT);
                if (!BOILERPLATE.contains(name)) {
                    entries.computeIfAbsent(name, each -> new TreeSet<>()).add(words.get(0));
                }
            }
        });
        return new HostsTable(entries);
    }
}

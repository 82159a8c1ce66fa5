package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code resolv.conf} says.
 *
 * @param nameservers in the order they are asked
 * @param search domains tried after a short name, in order
 * @param options by name; {@code set} for one without a value
 */
record ResolverConfiguration(List<String> nameservers, List<String> search, SortedMap<String, String> options) {
    ResolverConfiguration {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
    }

    /** Reads the file as the C library does: of several {@code search} and {@code domain} lines the last counts. */
    static ResolverConfiguration parse(String text) {
        List<String> nameservers = new ArrayList<>();
        List<String> search = new ArrayList<>();
        SortedMap<String, String> options = new TreeMap<>();
        text.lines().forEach(line -> {
            List<String> words = Words.of(line);
            if (words.isEmpty()) {
                return;
            }
            List<String> rest = words.subList(1, words.size());
            switch (words.get(0)) {
                case "nameserver" -> rest.stream().findFirst().ifPresent(nameservers::add);
                case "search", "domain" -> {
                    search.clear();
                    search.addAll(rest);
                }
                case "options" ->
                    rest.forEach(option -> {
                        int colon = option.indexOf(':');
                        options.put(
                                colon <= 0 ? option : option.substring(0, colon),
                                colon <= 0 ? "set" : option.substring(colon + 1));
                    });
                default -> {
                    // Comments, and words of other resolvers.
                }
            }
        });
        return new ResolverConfiguration(nameservers, search, options);
    }
}

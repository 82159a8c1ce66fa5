package dev.leeway.agent.format.endpoint;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code /etc/hosts}: which addresses names have without asking anybody. */
public final class HostsFile {
    private static final int MAX_NAMES = 100_000;

    private final Map<String, SortedSet<String>> addresses = new TreeMap<>();

    private HostsFile() {}

    /** The names in {@code text}. */
    public static HostsFile read(String text) {
        HostsFile hosts = new HostsFile();
        text.lines().forEach(hosts::line);
        return hosts;
    }

    private void line(String line) {
        int comment = line.indexOf('#');
        String[] words =
                (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", 200);
        for (int i = 1; i < words.length && addresses.size() < MAX_NAMES; i++) {
            addresses
                    .computeIfAbsent(words[i].toLowerCase(Locale.ROOT), name -> new TreeSet<>())
                    .add(words[0].toLowerCase(Locale.ROOT));
        }
    }

    /** The addresses of {@code host}: itself where it is one; none where only others could tell. */
    public SortedSet<String> addresses(String host) {
        if (isAddress(host)) {
            return new TreeSet<>(Set.of(host));
        }
        return Optional.ofNullable(addresses.get(host.toLowerCase(Locale.ROOT)))
                .map(Collections::unmodifiableSortedSet)
                .orElse(Collections.emptySortedSet());
    }

    /** The names that lead to {@code address}. */
    public SortedSet<String> names(String address) {
        SortedSet<String> names = new TreeSet<>();
        String canonical = AddressText.canonical(address);
        addresses.forEach((name, all) -> {
            if (all.stream().map(AddressText::canonical).anyMatch(canonical::equals)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Whether {@code host} is an address and no name. */
    public static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(?:\\.\\d{1,3}){3}");
    }
}

package dev.leeway.agent.guard;

import dev.leeway.agent.format.endpoint.CommandSettings;
import dev.leeway.agent.format.endpoint.HostsFile;
import dev.leeway.agent.format.endpoint.Setting;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The net under everything: raw values that name a protected host, although nothing that was judged holds that name. Whatever
 * form of a setting is not known here is at least said not to have been checked.
 */
final class Mentions {
    private static final int MAX_HOST = 253;

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![A-Za-z0-9_.:-])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,40}");

    /** What follows a single slash is part of a path. */
    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_.-])(?<!(?<!/)/)[A-Za-z0-9_][A-Za-z0-9_.-]*+");

    private final Collection<ProtectedPattern> patterns;
    private final HostsFile hosts;
    private final Collection<Setting> judged;

    /** A net for hosts of {@code patterns}; {@code judged} are settings whose places have been compared. */
    Mentions(Collection<ProtectedPattern> patterns, HostsFile hosts, Collection<Setting> judged) {
        this.patterns = List.copyOf(patterns);
        this.hosts = hosts;
        this.judged = List.copyOf(judged);
    }

    /** Names of variables, and positions of arguments, the program's being 0. */
    SortedSet<String> unjudged(List<String> command, Map<String, String> variables) {
        SortedSet<String> named = new TreeSet<>();
        variables.forEach((name, value) -> {
            if (mentions(value, setting -> setting.name().equals(name) || CommandSettings.OF_JAVA.contains(name))) {
                named.add(name);
            }
        });
        for (int i = 0; i < command.size(); i++) {
            if (mentions(command.get(i), setting -> setting.kind() == Setting.Kind.ARGUMENT)) {
                named.add("argument " + i);
            }
        }
        return named;
    }

    private boolean mentions(String raw, Predicate<Setting> ofThis) {
        Set<String> words = words(raw);
        if (words.stream().noneMatch(this::isProtected)) {
            return false;
        }
        String rest = raw;
        for (Setting setting : judged) {
            if (ofThis.test(setting) && !setting.value().isBlank()) {
                // As a whole: a host that was judged says nothing of a longer name.
                String whole = "(?<![A-Za-z0-9_.-])" + Pattern.quote(setting.value()) + "(?![A-Za-z0-9_.-])";
                rest = Pattern.compile(whole).matcher(rest).replaceAll(" ");
            }
        }
        return words(rest).stream().anyMatch(this::isProtected);
    }

    private boolean isProtected(String word) {
        return patterns.stream().anyMatch(pattern -> pattern.isHost(word, hosts));
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (Pattern pattern : List.of(ADDRESS, NAME)) {
            Matcher word = pattern.matcher(text);
            while (word.find()) {
                String plain = word.group().replaceAll("[.-]+$", "");
                if (!plain.isEmpty() && plain.length() <= MAX_HOST) {
                    words.add(plain);
                }
            }
        }
        return words;
    }
}

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
 * The net under everything: raw values that name a protected host, although nothing that was judged holds that name, or that
 * make the command look elsewhere. Whatever form of a setting is not known here is at least said not to have been checked.
 */
final class Mentions {
    private static final int MAX_HOST = 253;

    private static final Pattern ADDRESS =
            Pattern.compile("(?<![A-Za-z0-9_.:-])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,40}");

    /** What follows a single slash is part of a path. */
    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_.-])(?<!(?<!/)/)[A-Za-z0-9_][A-Za-z0-9_.-]*+");

    /** Marks that shells and templates leave out or put between the letters of a word. */
    private static final Pattern QUOTES = Pattern.compile("[\"'\\\\]");

    private final Collection<ProtectedPattern> patterns;
    private final HostsFile hosts;
    private final Elsewhere elsewhere;
    private final Collection<Setting> judged;

    /** A net for hosts of {@code patterns}; {@code judged} are settings whose places have been compared. */
    Mentions(Collection<ProtectedPattern> patterns, HostsFile hosts, Elsewhere elsewhere, Collection<Setting> judged) {
        this.patterns = List.copyOf(patterns);
        this.hosts = hosts;
        this.elsewhere = elsewhere;
        this.judged = List.copyOf(judged);
    }

    /** Names of variables, and positions of arguments, the program's being 0. */
    SortedSet<String> unjudged(List<String> command, Map<String, String> variables) {
        SortedSet<String> named = new TreeSet<>();
        variables.forEach((name, value) -> {
            String rest = rest(value, setting -> setting.name().equals(name) || CommandSettings.OF_JAVA.contains(name));
            if (mentions(rest) || elsewhere.isVariable(name, value)) {
                named.add(new Setting(name, "", Setting.Kind.VARIABLE, "").typed());
            }
        });
        for (int i = 0; i < command.size(); i++) {
            String rest = rest(unattached(command.get(i), i), setting -> setting.kind() == Setting.Kind.ARGUMENT);
            if (mentions(rest) || (i > 0 && elsewhere.isArgument(command.get(i), rest))) {
                named.add("argument " + i);
            }
        }
        return named;
    }

    /** An argument without the judged value that clings to its letter: {@code -h} of {@code -hdb-1}. */
    private String unattached(String argument, int position) {
        String place = " (argument " + position + ")";
        return judged.stream()
                .filter(setting -> argument.startsWith("-")
                        && setting.kind() == Setting.Kind.ARGUMENT
                        && setting.place().endsWith(place)
                        && argument.endsWith(setting.value()))
                .findFirst()
                .map(setting -> argument.substring(
                        0, argument.length() - setting.value().length()))
                .orElse(argument);
    }

    /** {@code raw} without what was judged: as a whole, for a host that was judged says nothing of a longer name. */
    private String rest(String raw, Predicate<Setting> ofThis) {
        String rest = raw;
        for (Setting setting : judged) {
            if (ofThis.test(setting) && !setting.value().isBlank() && rest.contains(setting.value())) {
                String whole = "(?<![A-Za-z0-9_.-])" + Pattern.quote(setting.value()) + "(?![A-Za-z0-9_.-])";
                rest = Pattern.compile(whole).matcher(rest).replaceAll(" ");
            }
        }
        return rest;
    }

    private boolean mentions(String text) {
        Set<String> words = words(text);
        Matcher quotes = QUOTES.matcher(text);
        if (quotes.find()) {
            words.addAll(words(quotes.replaceAll("")));
        }
        return words.stream().anyMatch(word -> patterns.stream().anyMatch(pattern -> pattern.isHost(word, hosts)));
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

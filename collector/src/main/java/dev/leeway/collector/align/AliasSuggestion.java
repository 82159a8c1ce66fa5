package dev.leeway.collector.align;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Guesses which subject without a counterpart may be the counterpart of another: by name, or by the variables both read.
 *
 * <p>Only ever a suggestion: nothing is compared under a guessed name.
 */
public final class AliasSuggestion {
    private static final double NEAR = 0.6;
    private static final int TELLING = 3;
    private static final int LONGEST = 200;
    /** Variables that say nothing of the program that has them. */
    private static final Set<String> COMMON = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "USER",
            "LOGNAME",
            "SHELL",
            "PWD",
            "TZ",
            "HOSTNAME",
            "TERM",
            "SHLVL",
            "LC_ALL",
            "JAVA_HOME",
            "LANGUAGE",
            "TMPDIR",
            "MAIL",
            "XDG_RUNTIME_DIR");

    private final Census census;
    private final Map<Asked, Optional<Subject>> answers = new HashMap<>();
    private final Map<Asked, Set<String>> variables = new HashMap<>();
    private final Map<Asked, String> plainNames = new HashMap<>();
    private final Map<Alone, List<Subject>> alone = new HashMap<>();

    private record Asked(Subject subject, int here, int elsewhere) {}

    /** Subjects of a kind that are in one environment and not in another. */
    private record Alone(String kind, int present, int absent) {}

    /** Suggestions among the subjects of {@code census}. */
    public AliasSuggestion(Census census) {
        this.census = census;
    }

    /**
     * The likeliest counterpart of {@code subject}, which is in one environment only, among those only in the other; each is
     * then the likeliest of the other.
     */
    public Optional<Subject> counterpart(Subject subject, int here, int elsewhere) {
        return likeliest(subject, here, elsewhere)
                .filter(found -> likeliest(found, elsewhere, here).equals(Optional.of(subject)));
    }

    private Optional<Subject> likeliest(Subject subject, int here, int elsewhere) {
        return answers.computeIfAbsent(new Asked(subject, here, elsewhere), this::sought);
    }

    private Optional<Subject> sought(Asked asked) {
        Subject subject = asked.subject();
        int here = asked.here();
        int elsewhere = asked.elsewhere();
        Subject best = subject;
        double bestScore = 0;
        String name = plainName(subject, here);
        Set<String> read = variables(subject, here);
        for (Subject candidate : alone(new Alone(subject.kind(), elsewhere, here))) {
            double score = Math.max(
                    byName(name, plainName(candidate, elsewhere)), byVariables(read, variables(candidate, elsewhere)));
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return bestScore >= NEAR ? Optional.of(best) : Optional.empty();
    }

    private List<Subject> alone(Alone asked) {
        return alone.computeIfAbsent(asked, one -> {
            List<Subject> found = new ArrayList<>();
            for (Subject candidate : census.subjects()) {
                if (candidate.kind().equals(one.kind())
                        && census.presence(candidate, one.absent()) == Census.Presence.NOT_HERE
                        && census.presence(candidate, one.present()) == Census.Presence.HERE) {
                    found.add(candidate);
                }
            }
            return found;
        });
    }

    private String plainName(Subject subject, int environment) {
        return plainNames.computeIfAbsent(
                new Asked(subject, environment, environment),
                asked -> common(asked.subject().name(), asked.here()));
    }

    /**
     * Letters and digits of a name without the words that are names of its own environment: {@code shop} of
     * {@code shop_prod} in {@code prod}.
     */
    private String common(String name, int environment) {
        Set<String> own = census.environments().spellings(environment);
        String common = plain(Stream.of(name.split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !own.contains(word.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("-")));
        return common.isEmpty() ? plain(name) : common;
    }

    /** How near two plain names are to each other, from 0 to 1. */
    private static double byName(String left, String right) {
        if (left.equals(right)) {
            return 1;
        }
        if (left.length() > LONGEST || right.length() > LONGEST) {
            return 0;
        }
        boolean contained = left.length() >= 4 && right.length() >= 4 && (left.contains(right) || right.contains(left));
        int longer = Math.max(1, Math.max(left.length(), right.length()));
        // No name is nearer than the letters by which one is longer let it be.
        boolean far = 1 - Math.abs(left.length() - right.length()) / (double) longer < (contained ? 0.8 : 0.75);
        double near = far ? 0 : 1 - distance(left, right) / (double) longer;
        return contained ? Math.max(0.8, near) : near >= 0.75 ? near : 0;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }

    private Set<String> variables(Subject subject, int environment) {
        return variables.computeIfAbsent(
                new Asked(subject, environment, environment), asked -> names(asked.subject(), asked.here()));
    }

    private Set<String> names(Subject subject, int environment) {
        Set<String> names = new HashSet<>();
        List<AlignedHost> bearers = census.bearers(subject, environment);
        for (AlignedHost host : bearers.subList(0, Math.min(1, bearers.size()))) {
            for (Section section : host.look().sections(SectionKey.of("env", subject.name()))) {
                Facts facts = section.facts();
                for (int i = 0; i < facts.size(); i++) {
                    String path = facts.path(i);
                    int slash = path.indexOf('/');
                    names.add(slash < 0 ? path : path.substring(0, slash));
                }
            }
        }
        names.removeAll(COMMON);
        return names;
    }

    private static double byVariables(Set<String> one, Set<String> other) {
        Set<String> fewer = one.size() <= other.size() ? one : other;
        Set<String> more = fewer == one ? other : one;
        int shared = 0;
        for (String name : fewer) {
            shared += more.contains(name) ? 1 : 0;
        }
        int all = one.size() + other.size() - shared;
        return shared < TELLING ? 0 : shared / (double) all;
    }
}

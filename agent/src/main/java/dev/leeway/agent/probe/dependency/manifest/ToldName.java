package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.schema.fact.FactPath;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of files as they are told: stable from one release to the next, and without the mail addresses of people. */
final class ToldName {
    private static final String MASKED = "{address}";
    private static final Pattern RUN = Pattern.compile("\\d++(?:[-_.:]\\d++)*+|[A-Za-z0-9]++");
    private static final int FIGURES = 4;
    private static final int LONG_WORD = 8;
    /** Patterns have a limit of their own, which the name of the section and what encoding adds must leave room for. */
    private static final int LONGEST_PATTERN = 3_000;

    private ToldName() {}

    /** The name of the file or directory at {@code path}, which is relative. */
    static String of(String path) {
        return masked(StableName.of(path));
    }

    /** {@code path} as it is, but for addresses. */
    static String masked(String path) {
        if (path.indexOf('@') < 0) {
            return path;
        }
        StringBuilder all = new StringBuilder(path.length());
        for (String segment : path.split("/", -1)) {
            all.append(all.length() == 0 && !path.startsWith("/") ? "" : "/")
                    .append(isAddress(segment) ? MASKED + ending(segment) : segment);
        }
        return all.toString();
    }

    /** Of a thing that comes again and again under other dates and numbers, the name without them. */
    static String ofMany(String path) {
        return varying(of(path), "{varying}");
    }

    /** The pattern of all facts of the file at {@code path}, and of those that came before it and come after it. */
    static String pattern(String path) {
        String pattern = encoded(path, "]/**");
        return pattern.length() > LONGEST_PATTERN ? below(path.substring(0, path.lastIndexOf('/') + 1)) : pattern;
    }

    /** The pattern of everything below {@code directory}, which ends in a slash or is empty. */
    static String below(String directory) {
        String within = directory;
        String pattern = encoded(within, "*]/**");
        while (pattern.length() > LONGEST_PATTERN) {
            within = within.substring(0, within.lastIndexOf('/', within.length() - 2) + 1);
            pattern = encoded(within, "*]/**");
        }
        return pattern;
    }

    private static String encoded(String path, String end) {
        StringBuilder all = new StringBuilder("file[");
        String[] parts = varying(of(path), "\0").split("\0", -1);
        for (int i = 0; i < parts.length; i++) {
            String key = FactPath.of("file", parts[i] + "x").text();
            all.append(i == 0 ? "" : "*").append(key, "file[".length(), key.length() - "x]".length());
        }
        return all.append(end).toString().replace("**]", "*]");
    }

    private static String varying(String name, String instead) {
        return RUN.matcher(name)
                .replaceAll(match -> Matcher.quoteReplacement(isVarying(match) ? instead : match.group()));
    }

    /** Dates, numbers that count up, and keys made by chance. */
    private static boolean isVarying(MatchResult match) {
        long figures = match.group().chars().filter(Character::isDigit).count();
        return figures >= FIGURES || (figures > 1 && match.group().length() >= LONG_WORD);
    }

    /** Whether a part of a path holds somebody's mail address; neither a package's scope nor a picture for another screen. */
    private static boolean isAddress(String segment) {
        int at = segment.indexOf('@');
        return at > 0 && at + 1 < segment.length() && !Character.isDigit(segment.charAt(at + 1));
    }

    private static String ending(String segment) {
        int dot = segment.lastIndexOf('.');
        String ending = dot < 0 ? "" : segment.substring(dot);
        return ending.equals(".json") || ending.equals(".txt") || ending.equals(".csv") ? ending : "";
    }
}

package dev.leeway.agent.probe.dependency.declared;

import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import dev.leeway.agent.probe.dependency.found.Location;
import dev.leeway.agent.probe.dependency.python.PythonName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A requirement as Python writes it: {@code name[extra] >=1.0, <2 ; marker} or {@code name @ url ; marker} (PEP 508).
 *
 * @param name normalised
 * @param precision of {@code version}
 * @param version version, range or place
 * @param marker when it counts; empty when always
 */
record Requirement(String name, Precision precision, String version, Optional<String> marker) {
    private static final int LONGEST = 8192;
    private static final Pattern BLANKS = Pattern.compile("\\s+|,$");
    private static final Pattern EGG = Pattern.compile("[#&]egg=([A-Za-z0-9][A-Za-z0-9._-]{0,199})");
    private static final Pattern SPECIFIERS = Pattern.compile(
            "(?:(?:===|==|!=|<=|>=|~=|<|>)\\s*[\\w.*+!-]+)(?:\\s*,\\s*(?:===|==|!=|<=|>=|~=|<|>)\\s*[\\w.*+!-]+)*+,?");

    /** Reads one requirement; empty when {@code text} is none. */
    static Optional<Requirement> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int end = 0;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        String name = text.substring(0, end);
        if (!PythonName.isValid(name)) {
            return Optional.empty();
        }
        String rest = withoutExtras(text.substring(end).strip());
        if (rest.startsWith("@")) {
            // In a URL a semicolon separates only behind a blank.
            int marker = rest.indexOf(" ;");
            String url = rest.substring(1, marker < 0 ? rest.length() : marker).strip();
            return Optional.of(
                    of(name, Precision.PLACE, Location.of(url), marker < 0 ? "" : rest.substring(marker + 2)));
        }
        int semicolon = rest.indexOf(';');
        String specifiers = (semicolon < 0 ? rest : rest.substring(0, semicolon)).strip();
        String marker = semicolon < 0 ? "" : rest.substring(semicolon + 1);
        if (specifiers.startsWith("(") && specifiers.endsWith(")")) {
            specifiers = specifiers.substring(1, specifiers.length() - 1).strip();
        }
        if (specifiers.isEmpty()) {
            return Optional.of(of(name, Precision.ANY, "", marker));
        }
        return SPECIFIERS.matcher(specifiers).matches()
                ? Optional.of(specified(name, specifiers, marker))
                : Optional.empty();
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private static String withoutExtras(String rest) {
        int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
        return close < 0 ? rest : rest.substring(close + 1).strip();
    }

    private static Requirement specified(String name, String specifiers, String marker) {
        String pinned = specifiers.startsWith("===")
                ? specifiers.substring(3).strip()
                : specifiers.startsWith("==") ? specifiers.substring(2).strip() : "";
        boolean exact = !pinned.isEmpty() && pinned.indexOf(',') < 0 && pinned.indexOf('*') < 0;
        String range = BLANKS.matcher(specifiers).replaceAll("");
        return of(name, exact ? Precision.PINNED : Precision.RANGE, exact ? pinned : range, marker);
    }

    private static Requirement of(String name, Precision precision, String version, String marker) {
        return new Requirement(
                PythonName.normalised(name),
                precision,
                version,
                Optional.of(marker.strip()).filter(text -> !text.isEmpty()));
    }

    /** The name after {@code #egg=} of a place that tells no other; empty when there is none. */
    static Optional<String> eggOf(String place) {
        Matcher matcher = EGG.matcher(place);
        return matcher.find() ? Optional.of(PythonName.normalised(matcher.group(1))) : Optional.empty();
    }
}

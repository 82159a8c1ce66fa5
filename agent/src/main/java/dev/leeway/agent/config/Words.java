package dev.leeway.agent.config;

import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.yaml.Suggestion;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the single words of a configuration, whatever source they come from.
 *
 * <p>A word that will not do ends in an {@link IllegalArgumentException} of what is wrong, a semicolon, and what to do.
 */
public final class Words {
    private static final int MAX_NAME = 253;
    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));
    private static final Map<String, Long> SIZES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Words() {}

    /** The name of an environment, a role, a host or a label's value: some printable characters. */
    public static String name(String text) {
        boolean printable =
                text.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        if (text.isBlank() || text.length() > MAX_NAME || !printable) {
            throw new IllegalArgumentException("not a name; write 1 to " + MAX_NAME + " printable characters");
        }
        return text.strip();
    }

    /** The kind of a host; {@code tree} cannot be chosen, it follows from examining one. */
    public static HostKind kind(String text) {
        List<String> known = Arrays.stream(HostKind.values())
                .filter(kind -> kind != HostKind.TREE)
                .map(HostKind::text)
                .toList();
        return HostKind.of(text)
                .filter(kind -> known.contains(text))
                .orElseThrow(() -> unknown("kind of host", text, known));
    }

    /** How far discovery may go. */
    static final List<String> WAYS_TO_DISCOVER = List.of("facts", "connect");

    /** How far discovery goes: whether there is a login. */
    static boolean connects(String text) {
        return switch (text) {
            case "facts" -> false;
            case "connect" -> true;
            default -> throw unknown("way to discover", text, WAYS_TO_DISCOVER);
        };
    }

    /** {@code key=value}. */
    public static Map.Entry<String, String> label(String text) {
        int sign = text.indexOf('=');
        if (sign < 1) {
            throw new IllegalArgumentException("not a label; write key=value");
        }
        return Map.entry(name(text.substring(0, sign)), name(text.substring(sign + 1)));
    }

    /**
     * A name of variables and settings, or a pattern of such names, as the redactor knows them: a name as it is found on a
     * host is understood, too.
     */
    public static String pattern(String text) {
        String pattern = text.indexOf('*') < 0 ? RedactionRules.patternOf(text) : text;
        return new RedactionRules(List.of(pattern), List.of()).harmless().get(0);
    }

    /** A directory of the observed host. */
    public static String directory(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "a relative path; write an absolute one, which begins with /, such as /opt/shop");
        }
        if (text.indexOf('\0') >= 0 || ("/" + text + "/").contains("/../")) {
            throw new IllegalArgumentException("not a directory of the host; write an absolute path such as /opt/shop");
        }
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The name of a host, as it is looked up. */
    static String host(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (name.length() > 253 || !name.matches("[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?") || name.matches("[0-9.]+")) {
            throw new IllegalArgumentException("not the name of a host; write one such as db.internal");
        }
        return name;
    }

    /** A place of the observed host, or a pattern of such places. */
    public static String place(String text) {
        boolean relative = !text.startsWith("/") && text.indexOf('/') >= 0;
        if (text.isBlank() || relative || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "not a place; write an absolute path such as /opt/shop/data, or one name such as *.bak");
        }
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** What people call the things that probes look at. */
    private static final Map<String, String> OTHER_WORDS = Map.ofEntries(
            Map.entry("docker", "container"),
            Map.entry("podman", "container"),
            Map.entry("compose", "container"),
            Map.entry("java", "jdk"),
            Map.entry("maven", "dependency"),
            Map.entry("libraries", "dependency"),
            Map.entry("debian", "package"),
            Map.entry("postgresql", "database"),
            Map.entry("mariadb", "database"),
            Map.entry("mysql", "database"),
            Map.entry("sqlite", "database"),
            Map.entry("variables", "env"),
            Map.entry("settings", "config"),
            Map.entry("services", "process"),
            Map.entry("tls", "certificate"),
            Map.entry("kernel", "os"));

    /** The name of a probe among those there are. */
    public static String probe(String text, Collection<String> known) {
        if (known.contains(text)) {
            return text;
        }
        Optional<String> meant = Suggestion.nearest(text, known).isPresent()
                ? Optional.empty()
                : Suggestion.nearest(text, OTHER_WORDS.keySet())
                        .map(OTHER_WORDS::get)
                        .filter(known::contains);
        if (meant.isPresent()) {
            throw new IllegalArgumentException(
                    "unknown probe '" + FormatException.shown(text) + "'; did you mean '" + meant.get() + "'?");
        }
        throw unknown("probe", text, known);
    }

    /** A length of time: {@code 500ms}, {@code 30s}, {@code 2m}. */
    public static Duration time(String text) {
        String unit = unit(text);
        return amount(text, unit)
                .flatMap(count -> Optional.ofNullable(TIMES.get(unit)).map(one -> one.multipliedBy(count)))
                .filter(time -> !time.isZero() && time.compareTo(Duration.ofDays(1)) <= 0)
                .orElseThrow(() -> new IllegalArgumentException("not a length of time; write 500ms, 30s or 2m"));
    }

    /** As {@link #time}, or none at all: {@code 0s}. */
    public static Duration timeOrNone(String text) {
        String unit = unit(text);
        boolean none = TIMES.containsKey(unit) && amount(text, unit).equals(Optional.of(0L));
        return none ? Duration.ZERO : time(text);
    }

    /** A size in bytes: {@code 64KiB}, {@code 8MiB}. */
    public static long size(String text) {
        String unit = unit(text);
        return amount(text, unit)
                .flatMap(count -> Optional.ofNullable(SIZES.get(unit)).map(one -> count * one))
                .filter(bytes -> bytes > 0 && bytes <= 1L << 30)
                .orElseThrow(() -> new IllegalArgumentException("not a size; write 64KiB or 8MiB, 1GiB at most"));
    }

    /** A share of one processor: {@code 50%}; {@code 200%} are two. */
    public static int percent(String text) {
        return amount(text, unit(text))
                .filter(percent -> unit(text).equals("%") && percent > 0 && percent <= 6400)
                .map(Long::intValue)
                .orElseThrow(() -> new IllegalArgumentException("not a share of one processor; write 50% or 200%"));
    }

    private static String unit(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(end).strip();
    }

    private static Optional<Long> amount(String text, String unit) {
        String digits = text.substring(0, text.length() - unit.length()).strip();
        return digits.isEmpty() || digits.length() > 9 ? Optional.empty() : Optional.of(Long.parseLong(digits));
    }

    private static IllegalArgumentException unknown(String what, String text, Collection<String> known) {
        return new IllegalArgumentException(
                "unknown " + what + " '" + FormatException.shown(text) + "'; " + Suggestion.nextStep(text, known));
    }
}

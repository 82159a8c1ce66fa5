package dev.leeway.agent.redact;

import java.util.Set;

/** Recognises numbers, sizes, durations, percentages, dates and versions: values that tell how much, never who. */
final class Counts {
    private static final int MAX_DIGITS = 15;
    private static final int MAX_TEXT = 64;

    private static final Set<String> UNITS = Set.of(
            "b", "k", "kb", "kib", "m", "mb", "mib", "g", "gb", "gib", "t", "tb", "tib", "p", "pb", "ns", "us", "ms",
            "msec", "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hrs",
            "hour", "hours", "d", "day", "days", "w", "week", "weeks", "y", "year", "years", "bytes", "bit", "kbit",
            "mbit", "gbit", "hz", "mhz", "ghz", "ki", "mi", "gi", "ti", "cpu", "cpus", "x");

    /** Words that stand in versions: stages, distributions, variants. */
    private static final Set<String> STAGES = Set.of(
            "alpha",
            "beta",
            "milestone",
            "snapshot",
            "final",
            "release",
            "stable",
            "patch",
            "build",
            "post",
            "dev",
            "lts",
            "nightly",
            "slim",
            "alpine",
            "jre",
            "jdk",
            "openjdk",
            "temurin",
            "debian",
            "ubuntu",
            "bookworm",
            "bullseye",
            "buster",
            "trixie",
            "jammy",
            "focal",
            "noble",
            "fedora",
            "centos",
            "rhel",
            "ubi",
            "musl",
            "glibc",
            "generic",
            "amd",
            "arm",
            "linux",
            "windows",
            "darwin",
            "hotfix",
            "preview",
            "canary",
            "edge",
            "rolling",
            "base",
            "full",
            "fpm",
            "apache",
            "cli",
            "management");

    private Counts() {}

    /** A number, a size, a duration, or a percentage. */
    static boolean count(String text) {
        return !text.isEmpty() && text.length() <= MAX_TEXT && (number(text) || measure(text) || isoDuration(text));
    }

    /** A number of at most 15 digits: {@code 8080}, {@code -1}, {@code 0.75}, {@code 1_000}, {@code 0x1F}, {@code 1e-3}. */
    static boolean number(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.startsWith("0x", start)) {
            return text.length() - start > 2 && text.length() - start <= 10 && all(text, start + 2, true);
        }
        int digits = 0;
        boolean point = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c)) {
                digits++;
            } else if (c == '.' && !point && digits > 0) {
                point = true;
            } else if ((c == 'e' || c == 'E') && digits > 0 && i + 1 < text.length()) {
                return exponent(text, i + 1);
            } else if (c != '_' || digits == 0) {
                return false;
            }
        }
        return digits > 0 && digits <= MAX_DIGITS;
    }

    private static boolean exponent(String text, int at) {
        int start = text.charAt(at) == '-' || text.charAt(at) == '+' ? at + 1 : at;
        return start < text.length() && text.length() - start <= 3 && all(text, start, false);
    }

    private static boolean all(String text, int from, boolean hex) {
        for (int i = from; i < text.length(); i++) {
            if (!(hex ? Ascii.isHex(text.charAt(i)) : Ascii.isDigit(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Numbers with units, one after another: {@code 512m}, {@code 1.5 GiB}, {@code 1h30m}, {@code 75%}, {@code 100/s}. */
    private static boolean measure(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        boolean any = false;
        while (i < text.length()) {
            int digits = i;
            while (i < text.length() && (Ascii.isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
                i++;
            }
            if (i == digits || i - digits > MAX_DIGITS) {
                return false;
            }
            i = skipBlank(text, i);
            int unit = i;
            while (i < text.length()
                    && (Ascii.isLetter(text.charAt(i)) || text.charAt(i) == '%' || text.charAt(i) == '/')) {
                i++;
            }
            String word = Ascii.lower(text.substring(unit, i));
            if (!word.equals("%") && !UNITS.contains(word.startsWith("/") ? word.substring(1) : word)) {
                return false;
            }
            any = true;
            i = skipBlank(text, i);
        }
        return any;
    }

    private static int skipBlank(String text, int i) {
        return i < text.length() && text.charAt(i) == ' ' ? i + 1 : i;
    }

    private static boolean isoDuration(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (text.length() - start < 3 || text.charAt(start) != 'P') {
            return false;
        }
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isDigit(c) && "YMWDTHS.".indexOf(c) < 0) {
                return false;
            }
        }
        return Ascii.isLetter(text.charAt(text.length() - 1)) && Ascii.isDigit(text.charAt(text.length() - 2));
    }

    /** A version: numbers with dots, then stages and builds: {@code 17.0.15+6}, {@code v1.4.2-rc.1}, {@code 3.12-slim-bookworm}. */
    static boolean version(String text) {
        int start = text.startsWith("v") || text.startsWith("V") ? 1 : 0;
        if (text.length() > MAX_TEXT || start >= text.length() || !Ascii.isDigit(text.charAt(start))) {
            return false;
        }
        int pieces = 0;
        int from = start;
        for (int i = start; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (end || ".-+_~:".indexOf(text.charAt(i)) >= 0) {
                if (!versionPiece(text, from, i)) {
                    return false;
                }
                pieces++;
                from = i + 1;
            }
        }
        return pieces >= 2;
    }

    /** Digits; a known stage; or up to three letters among digits: {@code 15}, {@code slim}, {@code rc1}, {@code deb12u1}. */
    private static boolean versionPiece(String text, int start, int end) {
        int letters = 0;
        int digits = 0;
        int run = 0;
        int longest = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c)) {
                digits++;
                run = 0;
            } else if (Ascii.isLetter(c)) {
                letters++;
                longest = Math.max(longest, ++run);
            } else {
                return false;
            }
        }
        if (letters == 0) {
            return digits > 0 && digits <= 14;
        }
        return (longest <= 3 && letters + digits <= 8) || STAGES.contains(Ascii.lower(lettersOf(text, start, end)));
    }

    private static String lettersOf(String text, int start, int end) {
        int stop = end;
        while (stop > start && Ascii.isDigit(text.charAt(stop - 1))) {
            stop--;
        }
        return text.substring(start, stop);
    }

    /** A date or moment: {@code 2026-11-20}, {@code 2026-11-20T02:00:00Z}. */
    static boolean moment(String text) {
        if (text.length() < 10 || text.length() > 35 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isDigit(c) && (i < 10 ? i != 4 && i != 7 : "T :.+-Z".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }
}

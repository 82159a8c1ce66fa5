package dev.leeway.agent.probe.os;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a C library's file says of its own version, found without running it.
 *
 * @param version as upstream counts: {@code 2.36}, {@code 1.2.4}
 * @param build the distribution's name for its build: {@code Debian GLIBC 2.36-9+deb12u10}; empty when it gives none
 */
record LibcBanner(String version, Optional<String> build) {
    private static final byte[] GLIBC = "GNU C Library (".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern GLIBC_LINE =
            Pattern.compile("GNU C Library \\(([^)\\n]{1,120})\\).{0,40}? version ([0-9]+(?:\\.[0-9]+)+)");
    private static final int LINE = 256;

    /** musl keeps its version as a string of its own, between two zero bytes. */
    private static final Pattern MUSL =
            Pattern.compile("\\x00([01]\\.[0-9]{1,2}\\.[0-9]{1,3}(?:[-_][0-9a-z.-]{1,40})?)\\x00");

    /** The banner in {@code libc.so.6}. */
    static Optional<LibcBanner> glibc(byte[] library) {
        int at = lastIndexOf(library, GLIBC);
        if (at < 0) {
            return Optional.empty();
        }
        String line = new String(library, at, Math.min(LINE, library.length - at), StandardCharsets.ISO_8859_1);
        Matcher matcher = GLIBC_LINE.matcher(line);
        return matcher.lookingAt()
                ? Optional.of(new LibcBanner(matcher.group(2), Optional.of(matcher.group(1))))
                : Optional.empty();
    }

    /** The version in musl's loader, which is the library too. */
    static Optional<LibcBanner> musl(byte[] library) {
        Matcher matcher = MUSL.matcher(new String(library, StandardCharsets.ISO_8859_1));
        return matcher.find() ? Optional.of(new LibcBanner(matcher.group(1), Optional.empty())) : Optional.empty();
    }

    /** From the end: constants lie behind the code, which is most of the file. */
    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int i = bytes.length - wanted.length; i >= 0; i--) {
            if (bytes[i] == wanted[0] && startsWith(bytes, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}

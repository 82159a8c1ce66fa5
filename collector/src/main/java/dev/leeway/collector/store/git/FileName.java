package dev.leeway.collector.store.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of roles, hosts, subjects and environments as names of files, directories and branches that every system takes.
 *
 * <p>Two names never become one, not even where a file system takes capitals for small letters or composed characters for
 * decomposed ones: all that is not plain ASCII is written as the bytes of its UTF-8, {@code %C3%A9}, and a name with capitals
 * tells after {@code =} which of its letters they are, four letters to a hexadecimal digit: {@code NetworkManager=81}.
 */
final class FileName {
    /** What stands where there is no name. */
    static final String NONE = "_";

    private static final String EMPTY = "%";
    private static final int LONGEST = 120;
    private static final int KEPT = 80;
    private static final int DIGITS = 32;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+,@.";
    private static final String LOCK = ".lock";
    /** What Windows takes for devices, whatever follows after a dot. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private FileName() {}

    /** The file name of a name that may be missing. */
    static String of(Optional<String> name) {
        return name.map(FileName::of).orElse(NONE);
    }

    /** The file name of {@code name}, of 1 to 152 ASCII characters; what is too long ends in a hash of the whole. */
    static String of(String name) {
        if (name.isEmpty()) {
            return EMPTY;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder file = new StringBuilder(bytes.length + 8);
        boolean device = DEVICES.contains(name.split("\\.", 2)[0].toLowerCase(Locale.ROOT));
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean first = i == 0 && (device || c == '-' || c == '.' || name.equals(NONE) || name.equals("@"));
            if (first || PLAIN.indexOf(c) < 0 || (c == '.' && !dotMayStay(name, bytes, i))) {
                file.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            } else {
                file.append(c);
            }
        }
        return file.length() > LONGEST ? cut(file, bytes) : file + capitals(file);
    }

    /** Git takes no two dots in the name of a branch, and none at its end; nor do some systems at the end of a file. */
    private static boolean dotMayStay(String name, byte[] bytes, int at) {
        boolean last = at == bytes.length - 1;
        boolean lock = at == bytes.length - LOCK.length()
                && name.toLowerCase(Locale.ROOT).endsWith(LOCK);
        return !last && !lock && bytes[at + 1] != '.';
    }

    private static String capitals(CharSequence file) {
        StringBuilder digits = new StringBuilder("=");
        int bits = 0;
        int letters = 0;
        for (int i = 0; i < file.length(); i++) {
            char c = file.charAt(i);
            if (c == '%') {
                i += 2;
            } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                bits = bits * 2 + (c <= 'Z' ? 1 : 0);
                if (++letters % 4 == 0) {
                    digits.append(Character.forDigit(bits, 16));
                    bits = 0;
                }
            }
        }
        if (letters % 4 != 0) {
            digits.append(Character.forDigit(bits << (4 - letters % 4), 16));
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return end == 1 ? "" : digits.substring(0, end);
    }

    private static String cut(StringBuilder file, byte[] whole) {
        int end = KEPT;
        if (file.charAt(end - 1) == '%') {
            end--;
        } else if (file.charAt(end - 2) == '%') {
            end -= 2;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole);
            return file.substring(0, end) + "=="
                    + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

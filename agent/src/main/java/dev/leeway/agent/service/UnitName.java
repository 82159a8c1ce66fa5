package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a systemd unit taken apart: {@code shop-web@2.service}.
 *
 * @param prefix what comes before the instance and the type, unescaped: {@code shop-web}
 * @param instance what follows the {@code @}, unescaped: {@code 2}
 */
public record UnitName(String prefix, Optional<String> instance) {
    /** Units that {@code systemd-run} makes under names of the moment. */
    private static final Pattern PASSING = Pattern.compile("run-(?:[ru]?[0-9a-f]+|p\\d+-i\\d+)\\.service");

    public UnitName {
        requireNonNull(prefix, "prefix is null");
        requireNonNull(instance, "instance is null");
    }

    /** Reads a unit's full name. */
    public static UnitName of(String unit) {
        int dot = unit.lastIndexOf('.');
        String name = dot > 0 ? unit.substring(0, dot) : unit;
        int at = name.indexOf('@');
        return at <= 0
                ? new UnitName(unescape(name), Optional.empty())
                : new UnitName(
                        unescape(name.substring(0, at)),
                        Optional.of(unescape(name.substring(at + 1))).filter(instance -> !instance.isEmpty()));
    }

    /** Whether a unit of this full name was made for one command and will not be seen again. */
    static boolean passing(String unit) {
        return PASSING.matcher(unit).matches();
    }

    /** Takes back systemd's {@code \x2d}. */
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        byte[] out = new byte[text.length() * 3];
        int length = 0;
        int i = 0;
        while (i < text.length()) {
            int code = text.startsWith("\\x", i) && i + 4 <= text.length() ? hexadecimal(text, i + 2) : -1;
            if (code >= 0) {
                out[length++] = (byte) code;
                i += 4;
            } else {
                int end = text.offsetByCodePoints(i, 1);
                byte[] plain = text.substring(i, end).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(plain, 0, out, length, plain.length);
                length += plain.length;
                i = end;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static int hexadecimal(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }
}

package dev.leeway.agent.redact;

import java.nio.charset.StandardCharsets;

/** Percent-decoding that takes what it finds: a sign without two digits stands for itself. */
final class Percent {
    private Percent() {}

    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' ? digit(raw, i + 1) : -1;
            int low = high < 0 ? -1 : digit(raw, i + 2);
            if (low >= 0) {
                raw[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                raw[length++] = raw[i];
            }
        }
        return new String(raw, 0, length, StandardCharsets.UTF_8);
    }

    private static int digit(byte[] raw, int at) {
        return at < raw.length ? Character.digit(raw[at], 16) : -1;
    }
}

package dev.leeway.agent.selftest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for canaries in bytes: as they are in any case, reversed, in base64 of either alphabet and any alignment, in
 * hexadecimal, percent-encoded, and escaped for JSON, XML and CSV; twelve characters of a longer secret are enough.
 *
 * <p>One pass over the output whatever the number of canaries.
 */
public final class CanaryScanner {
    private static final int WINDOW = 12;
    private static final int GRAM = 6;

    private static final int FILTER_BITS = 1 << 22;

    private final Map<Long, List<Needle>> byGram = new HashMap<>();
    private final BitSet filter = new BitSet(FILTER_BITS);

    private CanaryScanner() {}

    /** A canary found, and how it was dressed. */
    public record Hit(Canary canary, String disguise) {}

    private record Needle(Canary canary, String disguise, String text) {}

    /** A scanner for {@code canaries}. */
    public static CanaryScanner of(Collection<Canary> canaries) {
        CanaryScanner scanner = new CanaryScanner();
        canaries.forEach(scanner::add);
        return scanner;
    }

    private void add(Canary canary) {
        canary.secrets().forEach(secret -> add(canary, secret));
    }

    private void add(Canary canary, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        needles(canary, "plain", secret);
        needles(canary, "reversed", new StringBuilder(secret).reverse().toString());
        needles(canary, "hexadecimal", HexFormat.of().formatHex(bytes));
        needles(canary, "percent", percent(bytes));
        needles(
                canary,
                "json",
                secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        needles(canary, "xml", secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[bytes.length + shift];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = shift == 0 ? 0 : shift + 1;
            String inner = encoded.substring(from, Math.max(from, encoded.length() - 1));
            needles(canary, "base64", inner);
            needles(canary, "base64url", inner.replace('+', '-').replace('/', '_'));
        }
    }

    private static String percent(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes) {
            out.append('%').append(HexFormat.of().toHexDigits(b));
        }
        return out.toString();
    }

    /** Every stretch of twelve characters, so that no part of a longer secret passes. */
    private void needles(Canary canary, String disguise, String text) {
        String lower = lower(text);
        if (lower.length() < GRAM) {
            return;
        }
        int step = disguise.equals("plain") ? 1 : 4;
        int last = Math.max(0, lower.length() - WINDOW);
        for (int at = 0; at <= last; at += step) {
            String needle = lower.substring(at, Math.min(at + WINDOW, lower.length()));
            filter.set(slot(gram(needle)));
            byGram.computeIfAbsent(gram(needle), unused -> new ArrayList<>(1))
                    .add(new Needle(canary, disguise, needle));
        }
    }

    private static String lower(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
        }
        return out.toString();
    }

    private static long gram(String text) {
        long gram = 0;
        for (int i = 0; i < GRAM; i++) {
            gram = gram << 8 | (text.charAt(i) & 0xFF);
        }
        return gram;
    }

    /** Most of an output is told apart from every needle by one bit. */
    private static int slot(long gram) {
        return (int) ((gram * 0x9E3779B97F4A7C15L) >>> 42);
    }

    /** Every canary found in {@code output}, once for each disguise, in the order of appearance. */
    public List<Hit> scan(byte[] output) {
        Set<Hit> hits = new LinkedHashSet<>();
        String text = lower(new String(output, StandardCharsets.ISO_8859_1));
        long gram = 0;
        long mask = (1L << (GRAM * 8)) - 1;
        for (int i = 0; i < text.length(); i++) {
            gram = (gram << 8 | (text.charAt(i) & 0xFF)) & mask;
            if (i + 1 >= GRAM && filter.get(slot(gram))) {
                for (Needle needle : byGram.getOrDefault(gram, List.of())) {
                    if (text.startsWith(needle.text(), i + 1 - GRAM)) {
                        hits.add(new Hit(needle.canary(), needle.disguise()));
                    }
                }
            }
        }
        return List.copyOf(hits);
    }
}

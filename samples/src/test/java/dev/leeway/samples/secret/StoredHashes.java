package dev.leeway.samples.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything in a store that could be a hash: any eight bytes in a row, as they are and read as hexadecimal digits or base64, and runs
 * of at least twelve hexadecimal digits that are shorter than that. One look tells whether a hash is there, however much is stored and however many
 * were tried.
 */
final class StoredHashes {
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{11,}");
    private static final Pattern CUT = Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{12,15}(?![0-9a-fA-F])");
    private static final int CUT_BYTES = 6;

    /** Of so many bits those are set that the first bits of a stored value name: most guesses end here. */
    private static final int FILTER_BITS = 26;

    private final long[] filter = new long[1 << (FILTER_BITS - 6)];
    private final long[] windows;
    private final Map<Long, List<String>> cuts = new HashMap<>();

    /** Reads what was stolen. */
    StoredHashes(Collection<byte[]> stolen) {
        Longs all = new Longs();
        for (byte[] bytes : stolen) {
            add(bytes, all);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            Matcher encoded = ENCODED.matcher(text);
            while (encoded.find()) {
                decoded(encoded.group()).forEach(each -> add(each, all));
            }
            Matcher cut = CUT.matcher(text);
            while (cut.find()) {
                String digits = cut.group().toLowerCase(Locale.ROOT);
                long begin = Long.parseLong(digits.substring(0, 2 * CUT_BYTES), 16);
                List<String> same = cuts.computeIfAbsent(begin, unused -> new ArrayList<>());
                if (!same.contains(digits)) {
                    same.add(digits);
                }
            }
        }
        windows = all.sorted();
        for (long each : windows) {
            set(each);
        }
        for (long each : cuts.keySet()) {
            set(each << 16);
        }
    }

    private void set(long value) {
        int bit = (int) (value >>> (64 - FILTER_BITS));
        filter[bit >>> 6] |= 1L << bit;
    }

    /** Longs that grow. */
    private static final class Longs {
        private long[] values = new long[1 << 16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long[] sorted() {
            return Arrays.stream(values, 0, size).sorted().distinct().toArray();
        }
    }

    private static List<byte[]> decoded(String text) {
        List<byte[]> decoded = new ArrayList<>();
        String standard = text.replace('-', '+').replace('_', '/');
        // Where in the text the encoding begins is not known.
        for (int from = 0; from < 4; from++) {
            int length = standard.length() - from;
            // One character by itself stands for no byte.
            length -= length % 4 == 1 ? 1 : 0;
            decoded.add(Base64.getDecoder().decode(standard.substring(from, from + length)));
        }
        for (String run : text.split("[^0-9a-fA-F]+")) {
            for (int from = 0; from < 2 && run.length() >= 16; from++) {
                int length = (run.length() - from) / 2 * 2;
                decoded.add(HexFormat.of().parseHex(run.substring(from, from + length)));
            }
        }
        return decoded;
    }

    private static void add(byte[] bytes, Longs windows) {
        long window = 0;
        for (int i = 0; i < bytes.length; i++) {
            window = (window << 8) | (bytes[i] & 0xFF);
            if (i >= 7) {
                windows.add(window);
            }
        }
    }

    /** Whether the beginning of this hash is stored. */
    boolean hold(byte[] hash) {
        long begin = 0;
        for (int i = 0; i < 8; i++) {
            begin = (begin << 8) | (hash[i] & 0xFF);
        }
        int bit = (int) (begin >>> (64 - FILTER_BITS));
        return (filter[bit >>> 6] & 1L << bit) != 0
                && (Arrays.binarySearch(windows, begin) >= 0 || holdsCut(begin >>> 16, hash));
    }

    private boolean holdsCut(long begin, byte[] hash) {
        List<String> same = cuts.get(begin);
        if (same == null) {
            return false;
        }
        String digits = HexFormat.of().formatHex(hash);
        return same.stream().anyMatch(digits::startsWith);
    }

    /** How many different beginnings of a hash could be in it. */
    int size() {
        return windows.length;
    }
}

package dev.leeway.samples.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes everything in a store that could be a hash for one that was made without a key, and looks which guesses fit: any eight bytes in a
 * row of what is stored, as they are and read as hexadecimal digits or base64.
 */
final class Thief {
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{16,}");
    private static final List<String> PUBLIC_KEYS = List.of("leeway", "leeway fleet key 1", "variable", "1");

    private final List<MessageDigest> digests = new ArrayList<>();
    private final List<Mac> macs = new ArrayList<>();
    /** Sorted, for a search that needs no object for each guess. */
    private final long[] stored;

    private final Set<String> found = new TreeSet<>();
    private long guesses;

    /**
     * Reads what was stolen.
     *
     * @param keys what else could have been used as a key and is in the store: the ids of keys
     */
    Thief(List<byte[]> stolen, List<String> keys) throws GeneralSecurityException {
        for (String algorithm : List.of("SHA-256", "SHA-1", "MD5", "SHA-512")) {
            digests.add(MessageDigest.getInstance(algorithm));
        }
        List<String> all = new ArrayList<>(PUBLIC_KEYS);
        all.addAll(keys);
        for (String key : all) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            macs.add(mac);
        }
        LongList windows = new LongList();
        for (byte[] bytes : stolen) {
            add(bytes, windows);
            Matcher encoded = ENCODED.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            while (encoded.find()) {
                decoded(encoded.group()).forEach(each -> add(each, windows));
            }
        }
        stored = windows.sorted();
    }

    /** Longs that grow. */
    private static final class LongList {
        private long[] values = new long[1 << 16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    private static List<byte[]> decoded(String text) {
        List<byte[]> decoded = new ArrayList<>();
        String standard = text.replace('-', '+').replace('_', '/');
        // Where in the text the encoding begins is not known.
        for (int from = 0; from < 4; from++) {
            int length = (standard.length() - from) / 4 * 4;
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

    private static void add(byte[] bytes, LongList windows) {
        long window = 0;
        for (int i = 0; i < bytes.length; i++) {
            window = (window << 8) | (bytes[i] & 0xFF);
            if (i >= 7) {
                windows.add(window);
            }
        }
    }

    void guess(String word) {
        guesses++;
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        for (MessageDigest digest : digests) {
            look(word, digest.digest(bytes));
        }
        for (Mac mac : macs) {
            look(word, mac.doFinal(bytes));
        }
    }

    private void look(String word, byte[] hash) {
        long begin = 0;
        for (int i = 0; i < 8; i++) {
            begin = (begin << 8) | (hash[i] & 0xFF);
        }
        if (Arrays.binarySearch(stored, begin) >= 0) {
            found.add(word);
        }
    }

    Set<String> found() {
        return found;
    }

    long guesses() {
        return guesses;
    }
}

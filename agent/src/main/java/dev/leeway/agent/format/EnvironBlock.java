package dev.leeway.agent.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code /proc/PID/environ}: the variables a process was started with.
 *
 * <p>Programs that write a title over their command line often write on into the block behind it. What is left then is
 * taken, but for the first entry after the damage, whose beginning may be gone, and the block counts as incomplete.
 *
 * @param variables by name; of one given twice the first counts, as it does for the program
 * @param complete whether the block is as the process got it
 */
public record EnvironBlock(SortedMap<String, String> variables, boolean complete) {
    public EnvironBlock {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /** The variables in {@code bytes}. */
    public static EnvironBlock parse(byte[] bytes) {
        SortedMap<String, String> variables = new TreeMap<>();
        String text = decode(bytes);
        boolean complete = true;
        boolean doubtful = false;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\0', start);
            String entry = text.substring(start, end < 0 ? text.length() : end);
            start = end < 0 ? text.length() : end + 1;
            int equals = entry.indexOf('=');
            if (equals <= 0 || !isName(entry.substring(0, equals))) {
                complete = false;
                doubtful = true;
            } else if (doubtful) {
                doubtful = false;
            } else {
                variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return new EnvironBlock(variables, complete);
    }

    private static boolean isName(String name) {
        return name.chars().allMatch(c -> c > ' ' && c != 0x7f);
    }

    /** As UTF-8, or byte by byte when it is not, so that different bytes never become the same text. */
    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Never the values. */
    @Override
    public String toString() {
        return "EnvironBlock[" + variables.size() + (complete ? "]" : ", damaged]");
    }
}

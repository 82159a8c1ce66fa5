package dev.leeway.collector.judge;

import dev.leeway.schema.fact.AddressPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts an invariant speaks of: an address in which whole keys may be left open, {@code process[*]/jvm/heap/max}. */
public final class FactOperand {
    private static final String OPEN = "[*]";

    private final AddressPattern pattern;
    private final String[] segments;

    private FactOperand(AddressPattern pattern) {
        this.pattern = pattern;
        this.segments = pattern.text().split("/", -1);
    }

    /**
     * Reads an operand.
     *
     * @throws IllegalArgumentException saying what is wrong where it is no pattern, or one with another wildcard than
     *     {@code [*]}
     */
    public static FactOperand parse(String text) {
        AddressPattern pattern = AddressPattern.parse(text);
        if (text.replace(OPEN, "").contains("*") || text.contains("{!")) {
            throw new IllegalArgumentException("'" + text + "' leaves open more than whole keys, as in process[*]");
        }
        if (text.indexOf('/') < 0) {
            throw new IllegalArgumentException("'" + text + "' names a section and no fact of it");
        }
        return new FactOperand(pattern);
    }

    /** What it matches. */
    public AddressPattern pattern() {
        return pattern;
    }

    /** The probe whose facts it names. */
    String probe() {
        int end = 0;
        while (segments[0].length() > end && segments[0].charAt(end) != '[') {
            end++;
        }
        return segments[0].substring(0, end);
    }

    /** The keys that {@code address} has where this leaves them open, in order; empty where it is another fact. */
    Optional<List<String>> keys(String address) {
        if (!pattern.matches(address)) {
            return Optional.empty();
        }
        String[] told = address.split("/", -1);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].endsWith(OPEN)) {
                keys.add(told[i].substring(segments[i].length() - OPEN.length() + 1, told[i].length() - 1));
            }
        }
        return Optional.of(keys);
    }

    /** The first of the keys it leaves open, as far as {@code pattern}, some of whose addresses it matches, tells them. */
    List<String> firstKeys(String pattern) {
        String[] told = pattern.split("/", -1);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < Math.min(segments.length, told.length); i++) {
            boolean fixed = told[i].indexOf('*') < 0;
            if (segments[i].endsWith(OPEN) && fixed) {
                keys.add(told[i].substring(segments[i].length() - OPEN.length() + 1, told[i].length() - 1));
            } else if (!fixed) {
                return keys;
            }
        }
        return keys;
    }

    /** How many keys it leaves open. */
    int open() {
        int open = 0;
        for (String segment : segments) {
            open += segment.endsWith(OPEN) ? 1 : 0;
        }
        return open;
    }

    /** The address, or what is still open of it, once the first keys are known. */
    String filled(List<String> keys) {
        List<String> filled = new ArrayList<>();
        int next = 0;
        for (String segment : segments) {
            boolean known = segment.endsWith(OPEN) && next < keys.size();
            filled.add(
                    known
                            ? segment.substring(0, segment.length() - OPEN.length()) + "[" + keys.get(next++) + "]"
                            : segment);
        }
        return String.join("/", filled);
    }
}

package dev.leeway.schema.fact;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of addresses of version 4 or 6.
 *
 * @param text as written: {@code 10.1.0.0/16}
 * @param width of its addresses in bits, 32 or 128
 * @param prefix how many bits its addresses have in common
 * @param base the first of its addresses
 */
public record Network(String text, int width, int prefix, BigInteger base) {
    private static final int FOUR = 32;
    private static final int SIX = 128;
    private static final Pattern WRITTEN = Pattern.compile("([0-9a-fA-F.:]{2,45})(?:/([0-9]{1,3}))?");
    private static final Pattern BYTES = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern GROUPS = Pattern.compile("([0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4})*)?");
    private static final int GROUP_COUNT = 8;

    public Network {
        requireNonNull(text, "text is null");
        requireNonNull(base, "base is null");
    }

    /** The network that {@code text} names; a single address is a network of its own. Empty where it names none. */
    public static Optional<Network> of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int width = written.group(1).contains(":") ? SIX : FOUR;
        int prefix = written.group(2) == null ? width : Integer.parseInt(written.group(2));
        Optional<BigInteger> address = width == SIX ? six(written.group(1)) : four(written.group(1));
        return prefix > width
                ? Optional.empty()
                : address.map(first -> new Network(text, width, prefix, cut(first, width, prefix)));
    }

    /** Whether every address of {@code other} is one of this network. */
    public boolean contains(Network other) {
        return width == other.width && prefix <= other.prefix && base.equals(cut(other.base, width, prefix));
    }

    private static BigInteger cut(BigInteger address, int width, int prefix) {
        return address.shiftRight(width - prefix).shiftLeft(width - prefix);
    }

    private static Optional<BigInteger> four(String text) {
        if (!BYTES.matcher(text).matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (String each : text.split("\\.", -1)) {
            int value = Integer.parseInt(each);
            if (value > 255) {
                return Optional.empty();
            }
            address = address << 8 | value;
        }
        return Optional.of(BigInteger.valueOf(address));
    }

    private static Optional<BigInteger> six(String text) {
        int gap = text.indexOf("::");
        String front = gap < 0 ? text : text.substring(0, gap);
        String back = gap < 0 ? "" : text.substring(gap + 2);
        if (!GROUPS.matcher(front).matches() || !GROUPS.matcher(back).matches()) {
            return Optional.empty();
        }
        int given = count(front) + count(back);
        if (gap < 0 ? given != GROUP_COUNT : given >= GROUP_COUNT) {
            return Optional.empty();
        }
        BigInteger address = BigInteger.ZERO;
        String whole = gap < 0 ? front : front + (front.isEmpty() ? "" : ":") + "0:".repeat(GROUP_COUNT - given) + back;
        for (String group : whole.split(":")) {
            address = address.shiftLeft(16).or(BigInteger.valueOf(Integer.parseInt(group, 16)));
        }
        return Optional.of(address);
    }

    private static int count(String groups) {
        return groups.isEmpty() ? 0 : groups.split(":").length;
    }
}

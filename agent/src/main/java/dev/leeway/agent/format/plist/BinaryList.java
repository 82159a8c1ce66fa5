package dev.leeway.agent.format.plist;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the binary form, {@code bplist00}: objects, a table of where each lies, and a trailer that tells how wide references
 * and offsets are.
 *
 * <p>References may lead anywhere, back to where they came from too; every one is checked, and depth and number bound the rest.
 */
final class BinaryList {
    private static final byte[] MAGIC = "bplist00".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER = 32;
    private static final int LONG_COUNT = 0xF;
    private static final int WIDEST = 8;
    /** Texts shared by many entries add up to more than the file holds. */
    private static final long MAX_CHARACTERS = 16L << 20;
    /** Dates count from the first of January 2001. */
    private static final long EPOCH_SECONDS = 978_307_200L;

    private static final double LATEST = 1e11;

    private final ByteBuffer bytes;
    private long offsetWidth;
    private long referenceWidth;
    private long objects;
    private long table;
    private int nodes;
    private long characters;

    BinaryList(byte[] content) {
        this.bytes = ByteBuffer.wrap(content);
    }

    static boolean isOne(byte[] content) {
        return content.length >= MAGIC.length && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    TreeNode read() throws MalformedException {
        int end = bytes.limit() - TRAILER;
        if (end < MAGIC.length) {
            throw fault(bytes.limit(), "a trailer of " + TRAILER + " bytes");
        }
        offsetWidth = bytes.get(end + 6) & 0xFF;
        referenceWidth = bytes.get(end + 7) & 0xFF;
        objects = bytes.getLong(end + 8);
        long top = bytes.getLong(end + 16);
        table = bytes.getLong(end + 24);
        boolean fits = offsetWidth >= 1
                && offsetWidth <= WIDEST
                && referenceWidth >= 1
                && referenceWidth <= WIDEST
                && objects >= 1
                && objects <= end
                && table >= MAGIC.length
                && table <= end
                && objects * offsetWidth <= end - table;
        if (!fits) {
            throw fault(end, "a table of objects within the file");
        }
        return object(top, 0);
    }

    private TreeNode object(long reference, int depth) throws MalformedException {
        if (reference < 0 || reference >= objects) {
            throw fault(table, "references to objects there are");
        }
        if (depth > PropertyList.MAX_DEPTH || ++nodes > PropertyList.MAX_NODES) {
            throw fault(
                    table, "at most " + PropertyList.MAX_DEPTH + " levels and " + PropertyList.MAX_NODES + " nodes");
        }
        long at = number(table + reference * offsetWidth, offsetWidth);
        int marker = (int) number(at, 1);
        int low = marker & 0xF;
        return switch (marker >> 4) {
            case 0x0 -> scalar(primitive(low, at));
            case 0x1 -> scalar(integer(at + 1, low));
            case 0x2 -> scalar(real(at + 1, low));
            case 0x3 -> scalar(date(at + 1));
            case 0x4 -> scalar(counted(at, low).count() + " bytes");
            case 0x5 -> scalar(text(at, low, 1));
            case 0x6 -> scalar(text(at, low, 2));
            case 0x8 -> scalar(Long.toString(number(at + 1, low + 1L)));
            case 0xA, 0xC -> items(at, low, depth);
            case 0xD -> table(at, low, depth);
            default -> throw fault(at, "a kind of object that property lists have");
        };
    }

    private static TreeNode scalar(String text) {
        return new TreeNode.Scalar(1, text);
    }

    private static String primitive(int low, long at) throws MalformedException {
        return switch (low) {
            case 0x0 -> "";
            case 0x8 -> "false";
            case 0x9 -> "true";
            default -> throw fault(at, "null, false or true");
        };
    }

    /** Up to eight bytes; of sixteen the upper half is but the sign. */
    private String integer(long at, int power) throws MalformedException {
        if (power > 4) {
            throw fault(at, "a number of at most 16 bytes");
        }
        int width = 1 << power;
        return Long.toString(width == 16 ? number(at + WIDEST, WIDEST) : number(at, width));
    }

    private String real(long at, int power) throws MalformedException {
        if (power != 2 && power != 3) {
            throw fault(at, "a number of 4 or 8 bytes");
        }
        long bits = number(at, 1L << power);
        double value = power == 2 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
        return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : "";
    }

    private String date(long at) throws MalformedException {
        double seconds = Double.longBitsToDouble(number(at, WIDEST));
        return Math.abs(seconds) < LATEST
                ? Instant.ofEpochSecond(EPOCH_SECONDS + Math.round(seconds)).toString()
                : "";
    }

    private String text(long at, int low, int width) throws MalformedException {
        Counted counted = counted(at, low);
        long length = counted.count() * width;
        characters += counted.count();
        if (characters > MAX_CHARACTERS) {
            throw fault(at, "at most " + MAX_CHARACTERS + " characters");
        }
        check(counted.start(), length);
        byte[] raw = new byte[(int) length];
        bytes.get((int) counted.start(), raw);
        return new String(raw, width == 1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16BE);
    }

    private TreeNode items(long at, int low, int depth) throws MalformedException {
        Counted counted = counted(at, low);
        check(counted.start(), counted.count() * referenceWidth);
        List<TreeNode> items = new ArrayList<>();
        for (long i = 0; i < counted.count(); i++) {
            items.add(object(number(counted.start() + i * referenceWidth, referenceWidth), depth + 1));
        }
        return new TreeNode.Items(1, items);
    }

    /** All keys come first, then all values. */
    private TreeNode table(long at, int low, int depth) throws MalformedException {
        Counted counted = counted(at, low);
        check(counted.start(), counted.count() * 2 * referenceWidth);
        Map<String, TreeNode> entries = new LinkedHashMap<>();
        for (long i = 0; i < counted.count(); i++) {
            TreeNode key = object(number(counted.start() + i * referenceWidth, referenceWidth), depth + 1);
            long value = counted.start() + (counted.count() + i) * referenceWidth;
            if (!(key instanceof TreeNode.Scalar name)) {
                throw fault(at, "keys that are texts");
            }
            entries.put(name.text(), object(number(value, referenceWidth), depth + 1));
        }
        return new TreeNode.Table(1, entries);
    }

    /** How many there are, and where they begin: fifteen or more are counted by a number of their own. */
    private Counted counted(long at, int low) throws MalformedException {
        if (low != LONG_COUNT) {
            return new Counted(low, at + 1);
        }
        int marker = (int) number(at + 1, 1);
        int width = 1 << (marker & 0xF);
        if (marker >> 4 != 0x1 || width > WIDEST) {
            throw fault(at, "a count");
        }
        long count = number(at + 2, width);
        if (count < 0 || count > bytes.limit()) {
            throw fault(at, "a count within the file");
        }
        return new Counted(count, at + 2 + width);
    }

    private long number(long at, long width) throws MalformedException {
        check(at, width);
        if (width > WIDEST) {
            throw fault(at, "a number of at most 8 bytes");
        }
        long value = width == WIDEST ? bytes.getLong((int) at) : 0;
        for (int i = 0; width < WIDEST && i < width; i++) {
            value = (value << 8) | (bytes.get((int) at + i) & 0xFF);
        }
        return value;
    }

    private void check(long at, long length) throws MalformedException {
        if (at < 0 || length < 0 || at > bytes.limit() || length > bytes.limit() - at) {
            throw fault(at, "objects within the file");
        }
    }

    private static MalformedException fault(long at, String expected) {
        return new MalformedException("byte " + at + ": expected " + expected);
    }

    private record Counted(long count, long start) {}
}

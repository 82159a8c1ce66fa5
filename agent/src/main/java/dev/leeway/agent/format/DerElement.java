package dev.leeway.agent.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of DER, the encoding of certificates and PKCS #12 stores, as a window on bytes it does not own.
 *
 * <p>Only what those two need: low tag numbers and definite lengths. Never recursive, so no nesting can exhaust a stack.
 *
 * @param bytes all of the input, not copied
 * @param start first byte of the element
 * @param tag identifier octet: {@code 0x30} for a sequence
 * @param content first byte of the content
 * @param end byte after the content
 */
public record DerElement(byte[] bytes, int start, int tag, int content, int end) {
    /** Identifier octets met in certificates and stores. */
    public static final int INTEGER = 0x02;

    /** An octet string. */
    public static final int OCTET_STRING = 0x04;

    /** An object identifier. */
    public static final int OBJECT_IDENTIFIER = 0x06;

    /** A sequence. */
    public static final int SEQUENCE = 0x30;

    /** A set. */
    public static final int SET = 0x31;

    /** The element an explicit tag 0 stands for. */
    public static final int EXPLICIT_0 = 0xA0;

    private static final int BMP_STRING = 30;
    private static final int UNIVERSAL_STRING = 28;
    private static final int MAX_CHILDREN = 4096;

    /** The element {@code bytes} begin with; what follows it is left alone. */
    public static DerElement first(byte[] bytes) throws MalformedException {
        return at(bytes, 0, bytes.length);
    }

    private static DerElement at(byte[] bytes, int start, int limit) throws MalformedException {
        if (start < 0 || limit - start < 2) {
            throw fault("an element", start);
        }
        int length = bytes[start + 1] & 0xFF;
        int content = start + 2;
        if (length >= 0x80) {
            int count = length & 0x7F;
            if (count == 0 || count > 3 || limit - content < count) {
                throw fault("a definite length below 16 MiB", start);
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = (length << 8) | (bytes[content++] & 0xFF);
            }
        }
        if (length > limit - content) {
            throw fault("content of the announced length", start);
        }
        return new DerElement(bytes, start, bytes[start] & 0xFF, content, content + length);
    }

    /** The elements inside this one, in order; at most 4,096. */
    public List<DerElement> children() throws MalformedException {
        List<DerElement> children = new ArrayList<>();
        int next = content;
        while (next < end) {
            if (children.size() == MAX_CHILDREN) {
                throw fault("at most " + MAX_CHILDREN + " elements", start);
            }
            DerElement child = at(bytes, next, end);
            children.add(child);
            next = child.end;
        }
        return children;
    }

    /** The one element inside this one that lies at {@code index}. */
    public DerElement child(int index) throws MalformedException {
        int next = content;
        for (int i = 0; ; i++) {
            DerElement child = at(bytes, next, end);
            if (i == index) {
                return child;
            }
            next = child.end;
        }
    }

    /** This element, when it carries {@code expected}. */
    public DerElement expect(int expected) throws MalformedException {
        if (tag != expected) {
            throw fault("tag 0x" + Integer.toHexString(expected), start);
        }
        return this;
    }

    /** The element that the content, read as an element of its own, begins with. */
    public DerElement unwrap() throws MalformedException {
        return at(bytes, content, end);
    }

    /** A copy of the content. */
    public byte[] contentBytes() {
        return Arrays.copyOfRange(bytes, content, end);
    }

    /** An object identifier as dotted numbers. */
    public String objectIdentifier() throws MalformedException {
        expect(OBJECT_IDENTIFIER);
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        for (int i = content; i < end; i++) {
            arc = (arc << 7) | (bytes[i] & 0x7F);
            if (arc > Integer.MAX_VALUE) {
                throw fault("an object identifier of small numbers", start);
            }
            if (bytes[i] >= 0) {
                if (dotted.length() == 0) {
                    long top = Math.min(arc / 40, 2);
                    dotted.append(top).append('.').append(arc - top * 40);
                } else {
                    dotted.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return dotted.toString();
    }

    /** The content as text, by the kind of string it is; one byte a character where the kind says nothing else. */
    public String text() {
        int length = end - content;
        return switch (tag) {
            case BMP_STRING -> new String(bytes, content, length, StandardCharsets.UTF_16BE);
            case UNIVERSAL_STRING -> universal();
            case 12 -> new String(bytes, content, length, StandardCharsets.UTF_8);
            default -> new String(bytes, content, length, StandardCharsets.ISO_8859_1);
        };
    }

    private String universal() {
        StringBuilder text = new StringBuilder();
        for (int i = content; i + 3 < end; i += 4) {
            int point = ByteBuffer.wrap(bytes, i, Integer.BYTES).getInt();
            text.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xFFFD);
        }
        return text.toString();
    }

    private static MalformedException fault(String expected, int at) {
        return new MalformedException("expected " + expected + " at byte " + at);
    }

    /** Where it lies; never the content. */
    @Override
    public String toString() {
        return "DerElement[0x" + Integer.toHexString(tag) + " at " + start + ", " + (end - content) + " bytes]";
    }

    /**
     * The largest number in this element and at most {@code depth} levels below it; one longer than four bytes is beyond all
     * bounds, {@link Long#MAX_VALUE}.
     */
    public long largestNumber(int depth) throws MalformedException {
        if (tag() == INTEGER) {
            byte[] number = contentBytes();
            long value = 0;
            for (byte each : number) {
                value = (value << 8) | (each & 0xFF);
            }
            return number.length > 4 ? Long.MAX_VALUE : value;
        }
        long largest = 0;
        boolean constructed = (tag() & 0x20) != 0;
        if (constructed && depth > 0) {
            for (DerElement child : children()) {
                largest = Math.max(largest, child.largestNumber(depth - 1));
            }
        }
        return largest;
    }
}

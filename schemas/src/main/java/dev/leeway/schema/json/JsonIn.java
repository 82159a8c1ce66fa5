package dev.leeway.schema.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pulls one JSON document apart, strictly and within limits; every complaint names the place.
 *
 * <p>Written by hand, because reading is most of the time a comparison takes and happens in a young virtual machine: a
 * key or text of plain ASCII is copied once into its string, and a fact that stands in the document in its canonical
 * form is hashed from there.
 */
final class JsonIn {
    static final String FETCH_AGAIN = "take or fetch the file again, and check that it was copied whole";
    static final String SEE_LIMITS = "see the reading limits in docs/format.md";

    private static final int MAX_NUMBER = 100;

    private final JsonWindow window;
    private final ReadingLimits limits;
    private final JsonPointer pointer;
    private final boolean[] begun;
    private final @Nullable NameGuard[] guards;
    private int depth;
    private int tokens;
    private boolean plain;
    private int heldNameLength;

    /** What comes next. */
    enum Next {
        OBJECT,
        ARRAY,
        TEXT,
        NUMBER,
        FLAG,
        NULL
    }

    JsonIn(InputStream in, String source, ReadingLimits limits) {
        this.window = new JsonWindow(in, source, limits);
        this.limits = limits;
        this.pointer = new JsonPointer(limits.maxDepth());
        this.begun = new boolean[limits.maxDepth() + 1];
        this.guards = new NameGuard[limits.maxDepth() + 1];
    }

    /** Over plain or gzipped JSON. */
    static JsonIn over(InputStream in, String source, ReadingLimits limits) throws FormatException {
        try {
            return new JsonIn(BoundedInflation.gunzipped(in, limits), source, limits);
        } catch (IOException e) {
            throw JsonWindow.unreadable(source, e);
        }
    }

    /** Goes to the one value of the document. */
    void start() throws FormatException {
        int b = window.peekOrEnd();
        if (b == -1) {
            throw error("empty", FETCH_AGAIN);
        }
        if (b == 0xEF || b == 0xFE || b == 0xFF) {
            throw error("begins with a byte order mark, or is not UTF-8", "save it as UTF-8 without byte order mark");
        }
        skipSpace();
    }

    /** Requires that nothing follows. */
    void end() throws FormatException {
        skipSpace();
        if (window.peekOrEnd() != -1) {
            throw error("more after the end of the document", FETCH_AGAIN);
        }
    }

    Next next() throws FormatException {
        int b = peek();
        return switch (b) {
            case '"' -> Next.TEXT;
            case '{' -> Next.OBJECT;
            case '[' -> Next.ARRAY;
            case 't', 'f' -> Next.FLAG;
            case 'n' -> Next.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Next.NUMBER;
            default -> throw unexpected("a value");
        };
    }

    /** Goes into an object, of which no key may be given twice. */
    void beginObject() throws FormatException {
        beginFacts();
        NameGuard guard = guards[depth];
        if (guard == null) {
            guard = new NameGuard();
            guards[depth] = guard;
        }
        guard.clear();
    }

    /** Goes into an object whose many keys are read with {@link #nextFact}; the caller looks out for repeated ones. */
    void beginFacts() throws FormatException {
        begin('{', "an object");
    }

    void beginArray() throws FormatException {
        begin('[', "an array");
    }

    private void begin(char opening, String what) throws FormatException {
        if (peek() != opening) {
            throw unexpected(what);
        }
        count();
        if (depth == limits.maxDepth()) {
            throw error("nested deeper than " + limits.maxDepth() + " levels", SEE_LIMITS);
        }
        begun[++depth] = false;
        pointer.enter(depth);
        window.position++;
    }

    /** The next key of the object begun, with its value coming next; null at its end. */
    @Nullable String nextName() throws FormatException {
        if (atEnd('}')) {
            return null;
        }
        String name = name();
        NameGuard guard = guards[depth];
        if (guard == null || !guard.add(name)) {
            throw error("the same key twice", FETCH_AGAIN);
        }
        return name;
    }

    /** Like {@link #nextName}, and holds the bytes of key and value until {@link #release}. */
    @Nullable String nextFact() throws FormatException {
        if (atEnd('}')) {
            return null;
        }
        window.hold();
        plain = true;
        String name = name();
        heldNameLength = window.holds() ? window.position - window.heldFrom() : 0;
        return name;
    }

    private String name() throws FormatException {
        if (peek() != '"') {
            throw unexpected("a key in quotes");
        }
        String name = quoted(limits.maxName(), true);
        pointer.name(depth, name);
        skipSpace();
        if (peek() != ':') {
            throw unexpected("a colon");
        }
        window.position++;
        skipSpace();
        return name;
    }

    /** Whether the array begun has another item, which then comes next. */
    boolean nextItem() throws FormatException {
        if (atEnd(']')) {
            return false;
        }
        pointer.item(depth);
        return true;
    }

    private boolean atEnd(char closing) throws FormatException {
        skipSpace();
        int b = peek();
        if (b == closing) {
            window.position++;
            depth--;
            return true;
        }
        if (begun[depth]) {
            if (b != ',') {
                throw unexpected("a comma or '" + closing + "'");
            }
            window.position++;
            skipSpace();
        }
        begun[depth] = true;
        return false;
    }

    /** Whether key and value of the fact just read are held, and neither had spaces or escapes. */
    boolean holdsPlainFact() {
        return plain && window.holds();
    }

    /** Hands the held bytes of the fact just read to {@code out}. */
    void copyFact(JsonOut out) throws IOException {
        out.bytes(window.buffer, window.heldFrom(), window.position - window.heldFrom());
    }

    /** The bytes of the value just read, null where they were too long to be held. */
    byte @Nullable [] heldValue() {
        if (!window.holds()) {
            return null;
        }
        return Arrays.copyOfRange(window.buffer, window.heldFrom() + heldNameLength, window.position);
    }

    void release() {
        window.release();
    }

    String text() throws FormatException {
        if (peek() != '"') {
            throw unexpected("a text");
        }
        return quoted(limits.maxString(), true);
    }

    /** The text that opens at the position: copied at once where it is ASCII without escapes, if it is wanted at all. */
    private String quoted(int max, boolean wanted) throws FormatException {
        count();
        int length = 0;
        while (true) {
            byte[] bytes = window.buffer;
            int start = window.position + 1;
            int end = window.limit;
            for (int at = start + length; at < end; at++) {
                byte b = bytes[at];
                if (b == '"') {
                    length = at - start;
                    checkLength(length, max);
                    window.position = at + 1;
                    return wanted ? new String(bytes, start, length, StandardCharsets.ISO_8859_1) : "";
                }
                if (b < ' ' || b == '\\') {
                    return decoded(at - start, max);
                }
            }
            length = end - start;
            checkLength(length, max);
            if (!window.more()) {
                throw early();
            }
        }
    }

    private String decoded(int asciiLength, int max) throws FormatException {
        JsonText text = new JsonText(this, window, max);
        String decoded = text.read(asciiLength);
        plain &= !text.escaped();
        return decoded;
    }

    void checkLength(long length, int max) throws FormatException {
        if (length > max) {
            throw error("a text longer than " + max + " bytes", SEE_LIMITS);
        }
    }

    /** A whole number of at most 2^53-1 either side of zero. */
    long integer() throws FormatException {
        if (next() != Next.NUMBER) {
            throw unexpected("a whole number");
        }
        count();
        boolean negative = peek() == '-';
        window.position += negative ? 1 : 0;
        long number = 0;
        int digits = 0;
        int b = peek();
        boolean leadingZero = b == '0';
        while (b >= '0' && b <= '9' && digits < 17) {
            number = number * 10 + (b - '0');
            digits++;
            window.position++;
            b = window.peekOrEnd();
        }
        if (digits == 0 || (leadingZero && digits > 1)) {
            throw unexpected("a whole number without leading zeros");
        }
        if (number > ValueJson.MAX_EXACT) {
            throw error("a whole number beyond 2^53-1", "write it as {\"number\":\"...\"}");
        }
        if (b == '.' || b == 'e' || b == 'E') {
            throw error("a number with a fraction or exponent", "write it as {\"number\":\"...\"}");
        }
        plain &= !(negative && number == 0);
        return negative ? -number : number;
    }

    boolean flag() throws FormatException {
        boolean set = peek() == 't';
        word(set ? "true" : "false");
        return set;
    }

    private void word(String word) throws FormatException {
        count();
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw unexpected(word);
            }
            window.position++;
        }
    }

    /** Passes over the value that comes next, whatever it is. */
    void skip() throws FormatException {
        switch (next()) {
            case OBJECT -> {
                beginObject();
                while (nextName() != null) {
                    skip();
                }
            }
            case ARRAY -> {
                beginArray();
                while (nextItem()) {
                    skip();
                }
            }
            case TEXT -> quoted(limits.maxString(), false);
            case NUMBER -> skipNumber();
            case FLAG -> flag();
            case NULL -> word("null");
        }
    }

    private void skipNumber() throws FormatException {
        count();
        for (int length = 0; isInNumber(window.peekOrEnd()); length++) {
            if (length == MAX_NUMBER) {
                throw error("a number longer than " + MAX_NUMBER + " characters", SEE_LIMITS);
            }
            window.position++;
        }
    }

    private static boolean isInNumber(int b) {
        return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    private void count() throws FormatException {
        if (++tokens > limits.maxTokens()) {
            throw error("more than " + limits.maxTokens() + " keys and values", SEE_LIMITS);
        }
    }

    private void skipSpace() throws FormatException {
        int b = window.peekOrEnd();
        for (int run = 0; b == ' ' || b == '\n' || b == '\t' || b == '\r'; run++) {
            plain = false;
            if (b == '\n') {
                window.newLine();
            }
            if (run == limits.maxString()) {
                throw error("more than " + run + " spaces in a row", SEE_LIMITS);
            }
            window.position++;
            b = window.peekOrEnd();
        }
    }

    private int peek() throws FormatException {
        int b = window.peekOrEnd();
        if (b == -1) {
            throw early();
        }
        return b;
    }

    FormatException early() {
        return error("ends too early", FETCH_AGAIN);
    }

    FormatException unexpected(String expected) {
        int b = window.position < window.limit ? window.buffer[window.position] : 0;
        String found = b > ' ' && b < 0x7F ? ", found '" + (char) b + "'" : "";
        return error("expected " + expected + found, FETCH_AGAIN);
    }

    FormatException error(String problem, String nextStep) {
        String within = pointer.text(depth);
        return new FormatException(
                window.source(), window.place() + (within.isEmpty() ? "" : " (" + within + ")"), problem, nextStep);
    }
}

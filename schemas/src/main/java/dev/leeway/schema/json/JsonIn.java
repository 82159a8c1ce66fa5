package dev.leeway.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pulls one JSON document apart with Jackson, strictly and within limits; every complaint names the place.
 *
 * <p>Open to readers of other people's formats, so that whatever is read keeps to the same limits in the same words.
 */
public final class JsonIn {
    static final String FETCH_AGAIN = "take or fetch the file again, and check that it was copied whole";
    static final String SEE_LIMITS = "see the reading limits in docs/format.md";

    private final String source;
    private final DocumentText document;
    private final JsonParser parser;

    /** What comes next. */
    public enum Next {
        OBJECT("an object"),
        ARRAY("an array"),
        TEXT("a text"),
        NUMBER("a number"),
        FLAG("true or false"),
        NULL("null");

        private final String words;

        Next(String words) {
            this.words = words;
        }
    }

    /** Over plain or gzipped JSON; the stream is not closed. */
    public JsonIn(InputStream in, String source, ReadingLimits limits) {
        this.source = source;
        this.document = new DocumentText(in, limits);
        this.parser = parser(document, limits);
    }

    /** A store reads thousands of small documents. */
    private static final JsonFactory USUAL = factory(ReadingLimits.DEFAULT);

    private static JsonFactory factory(ReadingLimits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(new JsonLimits(limits))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                // Most keys of a snapshot stand there once: a table of them would cost more than it saves, and could be
                // flooded.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    private static JsonParser parser(DocumentText document, ReadingLimits limits) {
        JsonFactory factory = limits.equals(ReadingLimits.DEFAULT) ? USUAL : factory(limits);
        try {
            return factory.createParser(document);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read before the first token", e);
        }
    }

    /** Goes to the one value of the document. */
    public void start() throws FormatException {
        if (advance() == null) {
            throw error(parser.currentLocation(), "empty", FETCH_AGAIN);
        }
    }

    /** Requires that nothing follows. */
    public void end() throws FormatException {
        try {
            if (parser.nextToken() == null && document.fault() == null) {
                return;
            }
        } catch (IOException e) {
            // What follows is no JSON: all the same it should not be there.
        }
        throw document.fault() == null ? error("more after the end of the document", FETCH_AGAIN) : cutShort();
    }

    /** The kind of the value that comes next; it is not passed over. */
    public Next next() throws FormatException {
        return switch (value()) {
            case START_OBJECT -> Next.OBJECT;
            case START_ARRAY -> Next.ARRAY;
            case VALUE_STRING -> Next.TEXT;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Next.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Next.FLAG;
            case VALUE_NULL -> Next.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value comes next");
        };
    }

    /** Goes into an object, of which no key may be given twice. */
    public void beginObject() throws FormatException {
        require(Next.OBJECT);
    }

    /** Goes into an array. */
    public void beginArray() throws FormatException {
        require(Next.ARRAY);
    }

    /** The next key of the object begun, with its value coming next; null at its end. */
    public @Nullable String nextName() throws FormatException {
        if (advance() != JsonToken.FIELD_NAME) {
            return null;
        }
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** Whether the array begun has another item, which then comes next. */
    public boolean nextItem() throws FormatException {
        return advance() != JsonToken.END_ARRAY;
    }

    /** The text that comes next, with no half of a surrogate pair in it. */
    public String text() throws FormatException {
        require(Next.TEXT);
        try {
            return wellFormed(parser.getText());
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** A whole number of at most 2^53-1 either side of zero. */
    public long integer() throws FormatException {
        require(Next.NUMBER);
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            throw error("a number with a fraction or exponent", "write it as {\"number\":\"...\"}");
        }
        try {
            boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            long number = fits ? parser.getLongValue() : Long.MAX_VALUE;
            if (number > ValueJson.MAX_EXACT || number < -ValueJson.MAX_EXACT) {
                throw error("a whole number beyond 2^53-1", "write it as {\"number\":\"...\"}");
            }
            return number;
        } catch (IOException e) {
            throw refused(e);
        }
    }

    boolean flag() throws FormatException {
        require(Next.FLAG);
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Passes over the value that comes next, whatever it is. */
    public void skip() throws FormatException {
        switch (next()) {
            case OBJECT -> {
                while (nextName() != null) {
                    skip();
                }
            }
            case ARRAY -> {
                while (nextItem()) {
                    skip();
                }
            }
            case TEXT -> text();
            case NUMBER, FLAG, NULL -> {}
        }
    }

    private void require(Next expected) throws FormatException {
        Next found = next();
        if (found != expected) {
            throw error("expected " + expected.words + ", found " + found.words, FETCH_AGAIN);
        }
    }

    /** The token of the value that comes next, fetched only when it is asked for. */
    private JsonToken value() throws FormatException {
        JsonToken token = parser.currentToken() == JsonToken.FIELD_NAME ? advance() : parser.currentToken();
        if (token == null) {
            throw new IllegalStateException("the document was not started, or is at its end");
        }
        return token;
    }

    private @Nullable JsonToken advance() throws FormatException {
        try {
            JsonToken token = parser.nextToken();
            if (token != null || document.fault() == null) {
                return token;
            }
        } catch (IOException e) {
            throw refused(e);
        }
        throw cutShort();
    }

    /** In keys Jackson looks out for halves of surrogate pairs itself. */
    private String wellFormed(String text) throws FormatException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int point = text.codePointAt(i++);
                if (!Character.isSupplementaryCodePoint(point)) {
                    throw error(JsonComplaint.HALF_PAIR.problem(), JsonComplaint.HALF_PAIR.nextStep());
                }
            }
        }
        return text;
    }

    private FormatException refused(IOException e) {
        if (e instanceof JsonLimits.PassedException passed) {
            return error(parser.currentLocation(), passed.problem(), SEE_LIMITS);
        }
        if (document.ended() || !(e instanceof JsonProcessingException refusal)) {
            return cutShort();
        }
        JsonComplaint complaint = JsonComplaint.of(refusal);
        return error(refusal.getLocation(), complaint.problem(), complaint.nextStep());
    }

    /** The document was not read to its end, or ended in the middle. */
    private FormatException cutShort() {
        DocumentText.Fault fault = document.fault();
        if (fault == null) {
            return error(parser.currentLocation(), "ends too early", FETCH_AGAIN);
        }
        String place = place(parser.currentLocation());
        return fault.cause() == null
                ? new FormatException(source, place, fault.problem(), fault.nextStep())
                : new FormatException(source, place, fault.problem(), fault.nextStep(), fault.cause());
    }

    /** A complaint about the token just read. */
    public FormatException error(String problem, String nextStep) {
        return error(parser.currentTokenLocation(), problem, nextStep);
    }

    private FormatException error(JsonLocation location, String problem, String nextStep) {
        return new FormatException(source, place(location), problem, nextStep);
    }

    /** Line, column, and where in the structure that is as RFC 6901 writes it, with overlong keys cut. */
    private String place(JsonLocation location) {
        String pointer = pointer(parser.getParsingContext());
        return location.getLineNr() + ":" + location.getColumnNr() + (pointer.isEmpty() ? "" : " (" + pointer + ")");
    }

    private static String pointer(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        String before = parent == null ? "" : pointer(parent);
        if (context.hasCurrentIndex() && context.inArray()) {
            return before + "/" + context.getCurrentIndex();
        }
        if (context.hasCurrentName()) {
            String name = FormatException.shown(context.getCurrentName());
            return before + "/" + name.replace("~", "~0").replace("/", "~1");
        }
        return before;
    }
}

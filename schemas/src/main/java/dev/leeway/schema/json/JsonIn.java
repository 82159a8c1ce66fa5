package dev.leeway.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Pulls one JSON document apart, strictly and within limits; every complaint names the place. */
final class JsonIn {
    private static final String TAKE_AGAIN = "take or fetch it again, and check that it was copied whole";

    private final JsonParser parser;
    private final String source;

    /** What comes next. */
    enum Next {
        OBJECT,
        ARRAY,
        TEXT,
        INTEGER,
        FLAG,
        NULL
    }

    JsonIn(InputStream in, String source, ReadingLimits limits) {
        this.source = source;
        try {
            this.parser = JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(limits.maxDepth())
                            .maxNumberLength(limits.maxDigits())
                            .maxStringLength(limits.maxString())
                            .maxNameLength(limits.maxName())
                            .maxDocumentLength(limits.maxBytes())
                            .maxTokenCount(limits.maxTokens())
                            .build())
                    .build()
                    .createParser(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() throws FormatException {
        if (advance() == null) {
            throw error("empty", TAKE_AGAIN);
        }
    }

    Next next() throws FormatException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw error("ends too early", TAKE_AGAIN);
        }
        return switch (token) {
            case START_OBJECT -> Next.OBJECT;
            case START_ARRAY -> Next.ARRAY;
            case VALUE_STRING -> Next.TEXT;
            case VALUE_NUMBER_INT -> Next.INTEGER;
            case VALUE_TRUE, VALUE_FALSE -> Next.FLAG;
            case VALUE_NULL -> Next.NULL;
            default ->
                throw error(
                        "a number with a fraction or exponent",
                        "write whole numbers, or {\"number\":\"...\"} for others");
        };
    }

    void beginObject() throws FormatException {
        if (next() != Next.OBJECT) {
            throw error("expected an object", TAKE_AGAIN);
        }
    }

    void beginArray() throws FormatException {
        if (next() != Next.ARRAY) {
            throw error("expected an array", TAKE_AGAIN);
        }
    }

    /** The next key of the object begun, with its value coming next; null at its end. */
    @Nullable String nextName() throws FormatException {
        if (advance() == JsonToken.END_OBJECT) {
            return null;
        }
        try {
            String name = parser.currentName();
            advance();
            return name;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Whether the array begun has another item, which then comes next. */
    boolean nextItem() throws FormatException {
        return advance() != JsonToken.END_ARRAY;
    }

    String text() throws FormatException {
        if (next() != Next.TEXT) {
            throw error("expected a text", TAKE_AGAIN);
        }
        try {
            return wellFormed(parser.getText());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private String wellFormed(String text) throws FormatException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(++i))) {
                    throw error("a text with half of a surrogate pair", TAKE_AGAIN);
                }
            }
        }
        return text;
    }

    long integer() throws FormatException {
        if (next() != Next.INTEGER) {
            throw error("expected a whole number", TAKE_AGAIN);
        }
        try {
            long number = parser.getLongValue();
            if (Math.abs(number) <= ValueJson.MAX_EXACT) {
                return number;
            }
        } catch (IOException e) {
            throw failure(e);
        }
        throw error("a number beyond 2^53-1", "write it as {\"number\":\"...\"}");
    }

    boolean flag() throws FormatException {
        if (next() != Next.FLAG) {
            throw error("expected true or false", TAKE_AGAIN);
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Passes over the value that comes next, whatever it is. */
    void skip() throws FormatException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw error("ends too early", TAKE_AGAIN);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > 0) {
                advance();
            }
        } while (depth > 0);
    }

    /** Requires that nothing follows. */
    void end() throws FormatException {
        if (advance() != null) {
            throw error("more after the end of the document", TAKE_AGAIN);
        }
    }

    private @Nullable JsonToken advance() throws FormatException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private FormatException failure(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return error("larger, deeper or longer than is accepted", "see the reading limits in docs/format.md");
        }
        if (e instanceof JsonEOFException) {
            return error("ends too early", TAKE_AGAIN);
        }
        if (e instanceof JsonProcessingException) {
            return error("not JSON", TAKE_AGAIN);
        }
        return new FormatException(source, "", "cannot be read", "check the file and its disk, or the connection", e);
    }

    FormatException error(String problem, String nextStep) {
        JsonLocation at = parser.currentLocation();
        return new FormatException(source, at.getLineNr() + ":" + at.getColumnNr(), problem, nextStep);
    }
}

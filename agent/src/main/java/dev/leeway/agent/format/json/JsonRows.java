package dev.leeway.agent.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.leeway.agent.format.json.JsonNode.Members;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an array of objects one after another and keeps a few members of each, so that what else they hold needs no memory.
 */
public final class JsonRows {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 1 << 16;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private JsonRows() {}

    /**
     * The first objects of the array, each with its members of those names.
     *
     * @param text how long it may be is for the caller to bound
     * @param most so many objects at most, the rest is not read
     * @return empty when it is no such array, or when a text that is kept is longer than 65,536 characters
     * @throws IOException what {@code text} throws
     */
    public static Optional<List<Members>> read(Reader text, Set<String> names, int most) throws IOException {
        Heard heard = new Heard(text);
        List<Members> rows = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(heard)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            while (rows.size() < most && parser.nextToken() == JsonToken.START_OBJECT) {
                rows.add(row(parser, names));
            }
            return rows.size() == most || parser.currentToken() == JsonToken.END_ARRAY
                    ? Optional.of(rows)
                    : Optional.empty();
        } catch (IOException e) {
            if (heard.failure().isPresent()) {
                throw heard.failure().get();
            }
            // Nothing of it is told: what was read may be a secret.
            return Optional.empty();
        }
    }

    private static Members row(JsonParser parser, Set<String> names) throws IOException {
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (names.contains(name)) {
                kept.put(name, JsonText.value(parser, value));
            } else {
                parser.skipChildren();
            }
        }
        return new Members(kept);
    }

    /** A reader that remembers whether it was the one to fail. */
    private static final class Heard extends Reader {
        private final Reader text;
        private Optional<IOException> failure = Optional.empty();

        Heard(Reader text) {
            super();
            this.text = text;
        }

        Optional<IOException> failure() {
            return failure;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            try {
                return text.read(into, from, length);
            } catch (IOException e) {
                failure = Optional.of(e);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}

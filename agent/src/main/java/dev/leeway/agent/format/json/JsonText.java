package dev.leeway.agent.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.leeway.agent.format.json.JsonNode.Elements;
import dev.leeway.agent.format.json.JsonNode.Literal;
import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonNode.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a JSON document of at most 64 levels; how large it may be is for the caller to bound. */
public final class JsonText {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Names in files of strangers: a table of them could be flooded.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private JsonText() {}

    /** The document; empty when {@code text} is not one. */
    public static Optional<JsonNode> read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            JsonNode node = value(parser, first);
            return parser.nextToken() == null ? Optional.of(node) : Optional.empty();
        } catch (IOException e) {
            // Nothing of it is told: what was read may be a secret.
            return Optional.empty();
        }
    }

    static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new Text(parser.getText());
            default -> new Literal(parser.getText());
        };
    }

    private static Members members(JsonParser parser) throws IOException {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return new Members(members);
    }

    private static Elements elements(JsonParser parser) throws IOException {
        List<JsonNode> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return new Elements(elements);
    }
}

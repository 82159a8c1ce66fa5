package dev.leeway.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** A JSON Schema as published, and the closed form of it that what this release writes must pass. */
public final class PublishedSchema {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Schema schema;

    private PublishedSchema(JsonNode tree) {
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree);
    }

    /** The schema as others read it: what a later minor release adds is accepted. */
    public static PublishedSchema open(String name) throws IOException {
        return new PublishedSchema(tree(name));
    }

    /** The schema without room for what this release does not write. */
    public static PublishedSchema closed(String name) throws IOException {
        JsonNode tree = tree(name);
        close(tree);
        return new PublishedSchema(tree);
    }

    private static JsonNode tree(String name) throws IOException {
        try (InputStream in = PublishedSchema.class.getResourceAsStream(name)) {
            return MAPPER.readTree(Objects.requireNonNull(in, name));
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            if (object.path("type").asText().equals("object") && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
        if (node instanceof ArrayNode array) {
            for (Iterator<JsonNode> items = array.iterator(); items.hasNext(); ) {
                if (items.next().path("$comment").asText().equals("later")) {
                    items.remove();
                }
            }
        }
        node.forEach(PublishedSchema::close);
    }

    /** What is wrong with a document, nothing when it is valid. */
    public List<String> complaints(String json) throws IOException {
        return schema.validate(MAPPER.readTree(json)).stream()
                .map(Error::toString)
                .toList();
    }
}

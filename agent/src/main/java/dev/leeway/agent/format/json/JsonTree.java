package dev.leeway.agent.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as configuration holds it into the neutral tree: at most 64 levels; comments and a last comma are accepted, as the
 * programs that read such files accept them. Of members of one name the last counts.
 */
public final class JsonTree {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private JsonTree() {}

    /**
     * The document.
     *
     * @throws MalformedException naming the line, when {@code text} is not one document of JSON or is nested too deep
     */
    public static TreeNode read(String text) throws MalformedException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedException("line 1: expected a JSON document, found nothing");
            }
            TreeNode node = value(parser, first);
            if (parser.nextToken() != null) {
                throw new MalformedException("line " + line(parser) + ": expected the end after a JSON document");
            }
            return node;
        } catch (JsonProcessingException e) {
            // Nothing of its message is told: it quotes what was read, which may be a secret.
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MalformedException(
                    "line " + Math.max(1, line) + ": expected JSON of at most " + MAX_DEPTH + " levels");
        } catch (IOException e) {
            throw new MalformedException("line 1: expected JSON");
        }
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static TreeNode value(JsonParser parser, JsonToken token) throws IOException {
        int line = line(parser);
        return switch (token) {
            case START_OBJECT -> table(parser, line);
            case START_ARRAY -> items(parser, line);
            case VALUE_STRING -> new TreeNode.Scalar(line, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new TreeNode.Scalar(line, parser.getText(), Kind.FLAG);
            case VALUE_NULL -> new TreeNode.Scalar(line, "", Kind.NOTHING);
            default -> new TreeNode.Scalar(line, parser.getText(), Kind.NUMBER);
        };
    }

    private static TreeNode table(JsonParser parser, int line) throws IOException {
        Map<String, TreeNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            entries.put(name, value(parser, parser.nextToken()));
        }
        return new TreeNode.Table(line, entries);
    }

    private static TreeNode items(JsonParser parser, int line) throws IOException {
        List<TreeNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new TreeNode.Items(line, items);
    }
}

package dev.leeway.agent.format.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a JSON document found on a host. */
public sealed interface JsonNode {
    /** The member at {@code names}, one object below the other; empty when there is none. */
    default Optional<JsonNode> at(String... names) {
        JsonNode node = this;
        for (String name : names) {
            JsonNode member = node instanceof Members object ? object.members().get(name) : null;
            if (member == null) {
                return Optional.empty();
            }
            node = member;
        }
        return Optional.of(node);
    }

    /** The text of the string at {@code names}; empty when there is none. */
    default Optional<String> textAt(String... names) {
        return at(names).filter(Text.class::isInstance).map(node -> ((Text) node).text());
    }

    /** An object; of members of one name the last counts. */
    record Members(Map<String, JsonNode> members) implements JsonNode {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** An array. */
    record Elements(List<JsonNode> elements) implements JsonNode {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /** A string. */
    record Text(String text) implements JsonNode {}

    /** A number, {@code true}, {@code false} or {@code null}, as written. */
    record Literal(String text) implements JsonNode {}
}

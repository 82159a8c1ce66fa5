package dev.leeway.agent.probe.database.shape;

import dev.leeway.agent.format.json.JsonNode;
import java.util.Locale;

/** What a JSON value is; a number without fraction and exponent is an integer. */
public enum JsonType {
    OBJECT(0),
    ARRAY(1),
    STRING(2),
    NUMBER(3),
    INTEGER(4),
    BOOLEAN(5),
    NULL(6);

    /** Asked for with every value of every document, so not copied each time. */
    static final int COUNT = values().length;

    private final int place;

    JsonType(int place) {
        this.place = place;
    }

    /** Where its number stands among those of all types. */
    int place() {
        return place;
    }

    /** The word in facts. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JsonType of(JsonNode node) {
        if (node instanceof JsonNode.Members) {
            return OBJECT;
        }
        if (node instanceof JsonNode.Elements) {
            return ARRAY;
        }
        return node instanceof JsonNode.Literal literal ? ofLiteral(literal.text()) : STRING;
    }

    private static JsonType ofLiteral(String text) {
        return switch (text.charAt(0)) {
            case 't', 'f' -> BOOLEAN;
            case 'n' -> NULL;
            default -> text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E') ? NUMBER : INTEGER;
        };
    }
}

package dev.leeway.agent.format.json;

import dev.leeway.agent.format.json.JsonNode.Elements;
import dev.leeway.agent.format.json.JsonNode.Literal;
import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonNode.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a JSON document of at most 64 levels; how large it may be is for the caller to bound. */
public final class JsonText {
    private static final int MAX_DEPTH = 64;
    private static final Pattern LITERAL =
            Pattern.compile("true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** The document; empty when {@code text} is not one. */
    public static Optional<JsonNode> read(String text) {
        JsonText reader = new JsonText(text);
        try {
            JsonNode node = reader.value(0);
            reader.skipBlanks();
            return reader.at == text.length() ? Optional.of(node) : Optional.empty();
        } catch (NotJson e) {
            return Optional.empty();
        }
    }

    private JsonNode value(int depth) throws NotJson {
        if (depth > MAX_DEPTH) {
            throw new NotJson();
        }
        skipBlanks();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> new Text(string());
            default -> literal();
        };
    }

    private Members members(int depth) throws NotJson {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        at++;
        if (closes('}')) {
            return new Members(members);
        }
        do {
            skipBlanks();
            String name = string();
            expect(':');
            members.put(name, value(depth + 1));
        } while (continues('}'));
        return new Members(members);
    }

    private Elements elements(int depth) throws NotJson {
        List<JsonNode> elements = new ArrayList<>();
        at++;
        if (closes(']')) {
            return new Elements(elements);
        }
        do {
            elements.add(value(depth + 1));
        } while (continues(']'));
        return new Elements(elements);
    }

    private boolean closes(char close) throws NotJson {
        skipBlanks();
        if (peek() == close) {
            at++;
            return true;
        }
        return false;
    }

    private boolean continues(char close) throws NotJson {
        if (closes(close)) {
            return false;
        }
        expect(',');
        return true;
    }

    private void expect(char wanted) throws NotJson {
        skipBlanks();
        if (peek() != wanted) {
            throw new NotJson();
        }
        at++;
    }

    private String string() throws NotJson {
        if (peek() != '"') {
            throw new NotJson();
        }
        at++;
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw new NotJson();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() throws NotJson {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw new NotJson();
        };
    }

    private char unit() throws NotJson {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw new NotJson();
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private Literal literal() throws NotJson {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String literal = text.substring(start, at);
        if (!LITERAL.matcher(literal).matches()) {
            throw new NotJson();
        }
        return new Literal(literal);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws NotJson {
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    /** Where reading stops; carries nothing, since what was read may be a secret. */
    private static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;
    }
}

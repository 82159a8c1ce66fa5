package dev.leeway.schema.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;

/**
 * What Jackson objects to, in our words: its own repeat what stands in the document, and speak of settings nobody here has.
 *
 * @param problem what is wrong
 * @param nextStep what to do
 */
record JsonComplaint(String problem, String nextStep) {
    /** An escape spells what has no form in UTF-8. */
    static final JsonComplaint HALF_PAIR = new JsonComplaint("half of a surrogate pair", "write the whole character");

    private static final JsonComplaint NOT_JSON = again("not JSON");

    /** By what a message of Jackson holds; first those that repeat texts of the document, which may hold anything. */
    private static final List<Map.Entry<String, JsonComplaint>> KNOWN = List.of(
            Map.entry("Duplicate ", again("the same key twice")),
            Map.entry("Unrecognized token", again("expected a value")),
            Map.entry("Non-standard token", number("NaN or an infinity")),
            Map.entry("numeric value: ", number("a number with leading zeros or without digits")),
            Map.entry("unquoted character", escape("a control character in a text")),
            Map.entry(" surrogate", HALF_PAIR),
            Map.entry("character escape", escape("an unknown escape in a text")),
            Map.entry("expected a value", again("expected a value")),
            Map.entry("expected a valid value", again("expected a value")),
            Map.entry("double-quote to start", again("expected a key in double quotes")),
            Map.entry("expecting a colon", again("expected a colon")),
            Map.entry("expecting comma", again("expected a comma, or the end of the object or array")),
            Map.entry("close marker", again("a closing bracket that fits no opening one")),
            Map.entry("comment", again("a comment, which JSON does not have")));

    static JsonComplaint of(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        return KNOWN.stream()
                .filter(known -> message.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NOT_JSON);
    }

    private static JsonComplaint again(String problem) {
        return new JsonComplaint(problem, JsonIn.FETCH_AGAIN);
    }

    private static JsonComplaint escape(String problem) {
        return new JsonComplaint(problem, "write the character as an escape that JSON has");
    }

    private static JsonComplaint number(String problem) {
        return new JsonComplaint(problem, "see the values in docs/format.md");
    }
}

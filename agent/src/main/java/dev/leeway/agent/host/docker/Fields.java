package dev.leeway.agent.host.docker;

import dev.leeway.agent.format.json.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A part of an engine's answer; what is not there, or is of another kind than expected, is empty.
 *
 * @param node the part
 */
record Fields(Optional<JsonNode> node) {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    static Fields of(JsonNode node) {
        return new Fields(Optional.of(node));
    }

    /** The part at {@code names}, one object below the other. */
    Fields at(String... names) {
        return new Fields(node.flatMap(each -> each.at(names)));
    }

    /** The text there, unless it is empty. */
    Optional<String> text(String... names) {
        return node.flatMap(each -> each.textAt(names)).filter(text -> !text.isEmpty());
    }

    /** The whole number there. */
    OptionalLong number(String... names) {
        Optional<String> literal =
                literal(names).filter(text -> INTEGER.matcher(text).matches());
        return literal.isPresent() ? OptionalLong.of(Long.parseLong(literal.get())) : OptionalLong.empty();
    }

    /** The whole number there, unless it is 0, by which engines mean that nobody said anything. */
    OptionalLong set(String... names) {
        OptionalLong number = number(names);
        return number.isPresent() && number.getAsLong() == 0 ? OptionalLong.empty() : number;
    }

    /** Yes or no, where it says so. */
    Optional<Boolean> flag(String... names) {
        return literal(names)
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    /** Whether it says yes. */
    boolean is(String... names) {
        return flag(names).orElse(false);
    }

    private Optional<String> literal(String... names) {
        return at(names)
                .node()
                .filter(JsonNode.Literal.class::isInstance)
                .map(each -> ((JsonNode.Literal) each).text());
    }

    /** The parts of the array there. */
    List<Fields> items(String... names) {
        return at(names).node().filter(JsonNode.Elements.class::isInstance).stream()
                .flatMap(each -> ((JsonNode.Elements) each).elements().stream())
                .map(Fields::of)
                .toList();
    }

    /** The texts of the array there; a text alone is an array of one. */
    List<String> texts(String... names) {
        Optional<String> alone = text(names);
        if (alone.isPresent()) {
            return List.of(alone.get());
        }
        List<String> texts = new ArrayList<>();
        items(names)
                .forEach(item -> item.node()
                        .filter(JsonNode.Text.class::isInstance)
                        .ifPresent(each -> texts.add(((JsonNode.Text) each).text())));
        return texts;
    }

    /** The texts of the array there, each once. */
    SortedSet<String> textSet(String... names) {
        return new TreeSet<>(texts(names));
    }

    /** The names of the object's members there. */
    SortedSet<String> names(String... names) {
        return new TreeSet<>(members(names).keySet());
    }

    /** The object's members there that are texts or literals. */
    SortedMap<String, String> map(String... names) {
        SortedMap<String, String> map = new TreeMap<>();
        members(names).forEach((name, value) -> {
            if (value instanceof JsonNode.Text text) {
                map.put(name, text.text());
            } else if (value instanceof JsonNode.Literal literal) {
                map.put(name, literal.text());
            }
        });
        return map;
    }

    private Map<String, JsonNode> members(String... names) {
        return at(names)
                .node()
                .filter(JsonNode.Members.class::isInstance)
                .map(each -> ((JsonNode.Members) each).members())
                .orElse(Map.of());
    }

    /** The moment there; engines write one before all others where there was none. */
    Optional<Instant> moment(String... names) {
        try {
            return text(names)
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .filter(moment -> moment.isAfter(Instant.EPOCH));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

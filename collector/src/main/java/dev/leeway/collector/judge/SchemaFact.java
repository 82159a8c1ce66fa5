package dev.leeway.collector.judge;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one fact of a database's schema, server or privileges is about, in the words a database administrator uses.
 *
 * @param kind of object: {@code table}, {@code view}, {@code role}; {@code server} for the server itself
 * @param object decoded: {@code public.orders}; empty for the server itself
 * @param part sort of part of the object: {@code column}, {@code index}; empty for the object itself
 * @param partKey which part, decoded: {@code total}, {@code status,lower(email)}
 * @param aspect of the part or object: {@code type}, {@code on-delete}; empty where the part says it all
 */
public record SchemaFact(String kind, String object, String part, String partKey, String aspect) {
    private static final String PROBE = "database";
    private static final Set<String> OBJECTS =
            Set.of("table", "view", "routine", "type", "sequence", "schema", "role", "grant", "migration");
    /** What the server is; who it is, and who is connected, others tell. */
    private static final Set<String> OF_SERVER = Set.of("product", "version", "edition", "driver", "role");

    private static final Set<String> PLAIN_PARTS = Set.of("primary-key", "generated");

    public SchemaFact {
        requireNonNull(kind, "kind is null");
        requireNonNull(object, "object is null");
        requireNonNull(part, "part is null");
        requireNonNull(partKey, "partKey is null");
        requireNonNull(aspect, "aspect is null");
    }

    /** What a fact is about; empty for facts of other probes, of documents, of clients, and of who the server is. */
    public static Optional<SchemaFact> of(Address address) {
        if (!address.section().probe().equals(PROBE)
                || address.section().subject().isEmpty()) {
            return Optional.empty();
        }
        List<FactPath.Segment> segments = address.path().segments();
        FactPath.Segment first = segments.get(0);
        if (first.name().equals("server") && first.key().isEmpty() && segments.size() > 1) {
            return ofServer(segments);
        }
        if (first.key().isEmpty() || !OBJECTS.contains(first.name()) || segments.size() < 2) {
            return Optional.empty();
        }
        FactPath.Segment second = segments.get(1);
        boolean hasPart = second.key().isPresent() || PLAIN_PARTS.contains(second.name());
        return Optional.of(new SchemaFact(
                first.name(),
                first.key().get(),
                hasPart ? second.name() : "",
                second.key().orElse(""),
                names(segments.subList(hasPart ? 2 : 1, segments.size()))));
    }

    private static Optional<SchemaFact> ofServer(List<FactPath.Segment> segments) {
        FactPath.Segment second = segments.get(1);
        if (second.key().isPresent()) {
            String aspect = names(segments.subList(2, segments.size()));
            return Optional.of(
                    new SchemaFact("server", "", second.name(), second.key().get(), aspect));
        }
        return OF_SERVER.contains(second.name())
                ? Optional.of(new SchemaFact("server", "", "", "", second.name()))
                : Optional.empty();
    }

    private static String names(List<FactPath.Segment> segments) {
        return segments.stream()
                .map(segment ->
                        segment.name() + segment.key().map(key -> " " + key).orElse(""))
                .collect(Collectors.joining(" "));
    }

    /** Whether it belongs to the schema, which migrations change. */
    public boolean isOfSchema() {
        return switch (kind) {
            case "table", "view", "routine", "type", "sequence", "schema" -> true;
            default -> false;
        };
    }

    /** Whether it says who may see or do what: policies, row security, roles, rights, and with whose rights a routine runs. */
    public boolean isOfSecurity() {
        return switch (kind) {
            case "role", "grant" -> true;
            case "table" -> part.equals("policy") || aspect.equals("row-security");
            case "routine" -> part.isEmpty() && aspect.equals("security");
            default -> false;
        };
    }

    /** Whether it is a rule that rows have to keep, told by its text: where two texts differ, each side lacks the other's. */
    boolean isRule() {
        return kind.equals("table") && (part.equals("check") || part.equals("exclude"));
    }

    /** Whether the fact is the one that is there exactly when its object is. */
    public boolean tellsObject() {
        return part.isEmpty()
                && switch (kind) {
                    case "table", "view", "routine", "type" -> aspect.equals("kind");
                    case "sequence" -> aspect.equals("type");
                    case "schema" -> aspect.equals("present");
                    default -> false;
                };
    }

    /** Whether the fact is one that is there exactly when its part of an object is. */
    public boolean tellsPart() {
        return switch (part) {
            case "column" -> aspect.equals("type");
            case "index" -> aspect.equals("method");
            case "unique" -> aspect.isEmpty();
            case "primary-key" -> aspect.isEmpty();
            case "foreign-key" -> aspect.equals("references");
            case "check", "exclude" -> aspect.equals("definition");
            case "trigger" -> aspect.equals("timing");
            case "policy" -> aspect.equals("command");
            default -> false;
        };
    }

    /** The schema the object lies in; empty where there is none. */
    public String schema() {
        int end = object.indexOf('(');
        int dot = object.lastIndexOf('.', end < 0 ? object.length() : end);
        return dot < 0 ? "" : object.substring(0, dot);
    }

    /** The part in words: {@code column total}, {@code index (status)}, {@code primary key}; empty for the object itself. */
    public String partInWords() {
        String keys = "(" + String.join(", ", partKey.split(",", -1)) + ")";
        return switch (part) {
            case "" -> "";
            case "index" -> "index " + keys;
            case "unique" -> "unique " + keys;
            case "foreign-key" -> "foreign key " + keys;
            case "check" -> partKey.equals("-") ? "check" : "check on " + keys;
            case "exclude" -> "exclusion over " + keys;
            case "primary-key" -> "primary key";
            default -> part + (partKey.isEmpty() ? "" : " " + partKey);
        };
    }

    /** The object in words: {@code table public.orders}, {@code role app}. */
    public String objectInWords() {
        return switch (kind) {
            case "grant" -> "role " + object;
            case "server" -> "server";
            default -> kind + " " + object;
        };
    }

    /** What is told of the part or object: {@code nullable}, {@code on delete}; empty where it goes without saying. */
    public String aspectInWords() {
        String words = aspect.replace('-', ' ').toLowerCase(Locale.ROOT);
        boolean tacit = tellsPart() || kind.equals("grant");
        return switch (words) {
            case "definition", "version" -> kind.equals("server") && part.isEmpty() ? words : "";
            default -> tacit ? "" : words;
        };
    }

    /** The fact in words: {@code public.orders column total type}. */
    String inWords() {
        String words = switch (kind) {
            case "table" -> object + " " + joined(partInWords(), tellsColumnType() ? "type" : aspectInWords());
            case "migration" ->
                object + " "
                        + (part.isEmpty()
                                ? (aspect.equals("latest") ? "migration" : aspect)
                                : "migration " + partKey + " by its content");
            case "grant" -> "privileges of role " + object + " on " + joined(part, partKey);
            case "server" -> part.isEmpty() ? "server " + aspect : joined(partInWords(), aspectInWords());
            default -> objectInWords() + " " + joined(partInWords(), aspectInWords());
        };
        return words.strip();
    }

    private boolean tellsColumnType() {
        return part.equals("column") && aspect.equals("type");
    }

    private static String joined(String one, String other) {
        return (one + " " + other).strip();
    }
}

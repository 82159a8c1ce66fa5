package dev.leeway.collector.agreement;

import dev.leeway.collector.judge.Label;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.snapshot.Section;
import java.util.List;
import java.util.Optional;

/**
 * One promise of a Compose file that a container does not keep.
 *
 * @param path of the fact that says how it stands
 * @param thing what is promised: {@code env}, {@code port}, {@code limit}, {@code image} or {@code service}
 * @param key which of them; empty of an image or a service
 * @param state what the fact says of one that is not kept
 * @param declared what the files say; empty where one value is told by several facts
 * @param actual what the container has, likewise
 * @param place file and line of the promise; empty where none is
 */
record ComposePromise(
        FactPath path,
        String thing,
        String key,
        String state,
        Optional<Value> declared,
        Optional<Value> actual,
        String place) {
    static final String MISSING = "missing";
    static final String OTHER = "other";
    static final String UNDECLARED = "undeclared";
    private static final List<String> BROKEN = List.of(MISSING, OTHER, UNDECLARED);

    /** The promise that a fact tells of; empty for one that is kept, and for other facts. */
    static Optional<ComposePromise> of(Section section, String path, Value value) {
        if (!path.startsWith("declared/") || !path.endsWith("/state") || !BROKEN.contains(value.display())) {
            return Optional.empty();
        }
        FactPath whole = FactPath.parse(path);
        FactPath.Segment thing = whole.segments().get(1);
        String parent = path.substring(0, path.lastIndexOf('/'));
        return Optional.of(new ComposePromise(
                whole,
                thing.name(),
                thing.key().orElse(""),
                value.display(),
                told(section, parent + "/value"),
                told(section, parent + "/actual"),
                section.evidence().getOrDefault(path, "")));
    }

    private static Optional<Value> told(Section section, String path) {
        return section.facts().find(FactPath.parse(path));
    }

    private static Optional<String> clear(Optional<Value> value) {
        return value.filter(each -> each.kind() != Value.Kind.SECRET && each.kind() != Value.Kind.WITHHELD)
                .map(ComposePromise::shown);
    }

    /** Whether another host's is broken in the same way, wherever its files say so. */
    boolean brokenAs(ComposePromise other) {
        return state.equals(other.state) && declared.equals(other.declared) && actual.equals(other.actual);
    }

    /** How a report calls it: two places speak of one thing, or one alone does. */
    DriftState drift() {
        return state.equals(UNDECLARED) ? DriftState.UNEXPECTED : DriftState.SPLIT;
    }

    /** {@code the container publishes port 8080/tcp at 8080, docker-compose.yml:12 says 8081}. */
    String words() {
        String file = place.substring(place.lastIndexOf('/') + 1);
        String says = (file.isEmpty() ? "its file" : file) + " says ";
        return switch (thing) {
            case "service" -> "no file speaks of it any more" + (file.isEmpty() ? "" : " (" + file + ")");
            case "port" -> "the container " + ofPort(says);
            case "limit" -> "the container has " + ofLimit(says);
            case "image" -> "the container runs " + other("another image", "", says);
            default -> "the container has " + ofVariable(file.isEmpty() ? "its file" : file, says);
        };
    }

    private String ofVariable(String file, String says) {
        return switch (state) {
            case MISSING -> "no " + key + ", which " + file + " promises";
            case UNDECLARED -> key + clear(actual).map(value -> "=" + value).orElse("") + ", which no file declares";
            default -> other("another " + key, key + "=", says);
        };
    }

    private String ofPort(String says) {
        String port = "port " + key;
        return switch (state) {
            case MISSING ->
                "does not publish " + port
                        + clear(declared).map(value -> ", " + says + value).orElse("");
            case UNDECLARED ->
                "publishes " + port + clear(actual).map(value -> " at " + value).orElse("")
                        + ", which no file declares";
            default -> "publishes " + other(port + " elsewhere", port + " at ", says);
        };
    }

    private String ofLimit(String says) {
        String limit = key + " limit";
        return switch (state) {
            case MISSING ->
                "no " + limit
                        + clear(declared).map(value -> ", " + says + value).orElse("");
            case UNDECLARED ->
                "a " + limit + clear(actual).map(value -> " of " + value).orElse("") + ", which no file declares";
            default -> other("another " + limit, "a " + limit + " of ", says);
        };
    }

    /** What is there and what the file says; only that they differ where one of them is withheld. */
    private String other(String withheld, String opening, String says) {
        Optional<String> has = clear(actual);
        Optional<String> asked = clear(declared);
        return has.isPresent() && asked.isPresent()
                ? opening + has.get() + ", " + says + asked.get()
                : withheld + " than " + says.strip();
    }

    private static String shown(Value value) {
        return value instanceof Value.SetOf set
                ? String.join(
                        " and ", set.members().stream().map(Value::display).toList())
                : Label.of(value);
    }
}

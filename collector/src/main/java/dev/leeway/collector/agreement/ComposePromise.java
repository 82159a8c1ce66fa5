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

    /** {@code port 8080/tcp is published at 8080, declared 8081 (docker-compose.yml:12)}. */
    String words() {
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (thing.equals("service")) {
            return "no file speaks of it any more (" + name + ")";
        }
        String file = name.isEmpty() ? "" : " (" + name + ")";
        return switch (state) {
            case MISSING -> subject() + " " + lacks() + promised() + file;
            case UNDECLARED -> subject() + has() + ", declared nowhere";
            default ->
                clear(declared).isPresent() && clear(actual).isPresent()
                        ? subject() + has() + promised() + file
                        : subject() + " is not what is declared" + file;
        };
    }

    private String subject() {
        return switch (thing) {
            case "env" -> key;
            case "port" -> "port " + key;
            case "limit" -> key + " limit";
            default -> thing;
        };
    }

    private String lacks() {
        return switch (thing) {
            case "port" -> "is not published";
            case "limit" -> "is not set";
            default -> "absent";
        };
    }

    private String has() {
        return clear(actual)
                .map(value -> (thing.equals("port") ? " is published at " : " is ") + value)
                .orElse(thing.equals("env") ? " is set" : " is there");
    }

    private String promised() {
        boolean untold = state.equals(MISSING) && thing.equals("env");
        return ", declared"
                + (untold ? "" : clear(declared).map(value -> " " + value).orElse(""));
    }

    private static String shown(Value value) {
        return value instanceof Value.SetOf set
                ? String.join(
                        " and ", set.members().stream().map(Value::display).toList())
                : Label.of(value);
    }
}

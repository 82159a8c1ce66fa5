package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says in one line which shapes of documents only one of two environments holds. */
final class ShapeSummary {
    private static final int NAMED = 4;
    private static final int PATH = 1;

    private ShapeSummary() {}

    /** Whether a fact tells of documents in a column. */
    static boolean isShape(Address address) {
        return address.section().probe().equals("database")
                && address.path().text().startsWith("json[");
    }

    /**
     * {@code shop: documents in public.orders.payload: 2 shapes only prod holds: $.legacy, $.total as string}.
     *
     * <p>Empty where all hold the same shapes, and only how often differs.
     */
    static Optional<String> of(Group group) {
        Address address = group.leading().address();
        StringJoiner told = new StringJoiner("; ");
        for (String environment : group.leading().between()) {
            List<String> shapes = shapes(group, environment);
            if (!shapes.isEmpty()) {
                told.add(shapes.size() + (shapes.size() == 1 ? " shape" : " shapes") + " only " + environment
                        + " holds: " + listed(shapes));
            }
        }
        if (told.length() == 0) {
            return Optional.empty();
        }
        String column = address.path().segments().get(0).key().orElse("");
        String database = address.section().subject().orElse("");
        return Optional.of(database + ": documents in " + column + ": " + told + bounds(group));
    }

    /** What only {@code environment} holds: paths, and types of paths that others have as well. */
    private static List<String> shapes(Group group, String environment) {
        SortedMap<String, String> shapes = new TreeMap<>();
        for (Finding member : group.members()) {
            Optional<String> path = typesOf(member);
            if (path.isEmpty() || !member.between().equals(group.leading().between())) {
                continue;
            }
            SortedSet<String> here = types(member, environment, true);
            SortedSet<String> elsewhere = types(member, environment, false);
            here.removeAll(elsewhere);
            if (!here.isEmpty()) {
                shapes.put(path.get(), elsewhere.isEmpty() ? "" : " as " + String.join(" or ", here));
            }
        }
        List<String> told = new ArrayList<>();
        shapes.forEach((path, types) -> {
            // What is below a path that others lack goes without saying.
            boolean below = shapes.entrySet().stream()
                    .anyMatch(other -> other.getValue().isEmpty() && isBelow(path, other.getKey()));
            if (!below) {
                told.add(path + types);
            }
        });
        return told;
    }

    private static boolean isBelow(String path, String above) {
        return path.startsWith(above + ".") || path.startsWith(above + "[]");
    }

    /** The path whose types a fact tells. */
    private static Optional<String> typesOf(Finding member) {
        List<FactPath.Segment> segments = member.address().path().segments();
        boolean types = segments.size() == PATH + 2
                && segments.get(PATH).name().equals("path")
                && segments.get(PATH + 1).name().equals("types");
        return types ? segments.get(PATH).key() : Optional.empty();
    }

    /** Of {@code environment}, or of all others. */
    private static SortedSet<String> types(Finding member, String environment, boolean here) {
        SortedSet<String> types = new TreeSet<>();
        for (EnvironmentValue value : member.values()) {
            if (member.between().contains(value.environment())
                    && value.environment().equals(environment) == here
                    && value.value().isPresent()) {
                texts(value.value().get(), types);
            }
        }
        return types;
    }

    private static void texts(Value value, SortedSet<String> types) {
        if (value instanceof Value.SetOf set) {
            set.members().forEach(member -> texts(member, types));
        } else {
            types.add(value.display());
        }
    }

    /** What a sample may have missed, where the sides were read in different ways. */
    private static String bounds(Group group) {
        StringJoiner bounds = new StringJoiner("; ");
        for (Finding member : group.members()) {
            if (member.address().path().text().endsWith("]/bound")
                    && member.between().equals(group.leading().between())) {
                for (EnvironmentValue value : member.values()) {
                    value.value()
                            .map(Value::display)
                            .filter(bound -> bound.startsWith("shapes")
                                    && member.between().contains(value.environment()))
                            .ifPresent(bound -> bounds.add(value.environment() + " was sampled, " + bound));
                }
            }
        }
        return bounds.length() == 0 ? "" : " (" + bounds + ")";
    }

    private static String listed(List<String> shapes) {
        return shapes.size() <= NAMED
                ? String.join(", ", shapes)
                : String.join(", ", shapes.subList(0, NAMED)) + " and " + (shapes.size() - NAMED) + " more";
    }
}

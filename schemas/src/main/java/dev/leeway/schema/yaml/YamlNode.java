package dev.leeway.schema.yaml;

import dev.leeway.schema.json.FormatException;
import java.util.List;
import java.util.Optional;

/** One node of a YAML document: a scalar, a list or a map, with its place. */
public sealed interface YamlNode permits YamlScalar, YamlList, YamlMap {
    /** Where it begins. */
    YamlPlace place();

    /** Its tag as written, {@code !reset}; empty for none and for one of YAML itself. */
    Optional<String> tag();

    /** What it is, for messages: {@code a text}, {@code a list}, {@code a map}. */
    String description();

    /** Whether nothing was written here, or {@code null}. */
    default boolean isNothing() {
        return this instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NULL;
    }

    /**
     * This node as a map; a place left empty counts as an empty one.
     *
     * @throws FormatException naming the place when it is something else
     */
    default YamlMap map() throws FormatException {
        if (this instanceof YamlMap map) {
            return map;
        }
        if (isNothing()) {
            return new YamlMap(place(), List.of());
        }
        throw unexpected("a map");
    }

    /**
     * This node as a list; a place left empty counts as an empty one.
     *
     * @throws FormatException naming the place when it is something else
     */
    default YamlList list() throws FormatException {
        if (this instanceof YamlList list) {
            return list;
        }
        if (isNothing()) {
            return new YamlList(place(), List.of());
        }
        throw unexpected("a list");
    }

    /**
     * This node as a scalar.
     *
     * @throws FormatException naming the place when it is something else
     */
    default YamlScalar scalar() throws FormatException {
        if (this instanceof YamlScalar scalar) {
            return scalar;
        }
        throw unexpected("a single value");
    }

    /**
     * The text of a scalar that is not empty ({@code null}); numbers and flags give the text they were written as.
     *
     * @throws FormatException naming the place when this is no such scalar
     */
    default String text() throws FormatException {
        YamlScalar scalar = scalar();
        if (isNothing()) {
            throw unexpected("a text");
        }
        return scalar.written();
    }

    /**
     * The truth value of a scalar {@code true} or {@code false}.
     *
     * @throws FormatException naming the place when this is something else
     */
    default boolean flag() throws FormatException {
        YamlScalar scalar = scalar();
        if (scalar.kind() != YamlScalar.Kind.FLAG) {
            throw unexpected("true or false");
        }
        return Character.toLowerCase(scalar.written().charAt(0)) == 't';
    }

    /**
     * The whole number of a scalar, within these bounds.
     *
     * @throws FormatException naming the place when this is something else or out of bounds
     */
    default long integer(long least, long most) throws FormatException {
        YamlScalar scalar = scalar();
        String expected = "a whole number from " + least + " to " + most;
        if (scalar.kind() != YamlScalar.Kind.INTEGER) {
            throw unexpected(expected);
        }
        try {
            long number = Long.parseLong(scalar.written());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw place().error("expected " + expected, "write a number within these bounds");
        }
        throw place().error("expected " + expected, "write a number within these bounds");
    }

    private FormatException unexpected(String expected) {
        return place().error("expected " + expected + ", found " + description(), "write " + expected + " here");
    }
}

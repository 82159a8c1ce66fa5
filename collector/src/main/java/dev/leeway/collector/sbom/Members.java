package dev.leeway.collector.sbom;

import dev.leeway.schema.json.JsonOut;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/** The members of one JSON object, in the order in which they are written. */
final class Members {
    private final JsonOut out;
    private boolean first = true;

    private Members(JsonOut out) {
        this.out = out;
    }

    /** What an object is made of. */
    interface Body {
        void write(Members members) throws IOException;
    }

    /** What the object for one of several things is made of. */
    interface Each<T> {
        void write(Members members, T item) throws IOException;
    }

    static void object(JsonOut out, Body body) throws IOException {
        out.raw('{');
        body.write(new Members(out));
        out.raw('}');
    }

    private JsonOut next(String name) throws IOException {
        if (!first) {
            out.raw(',');
        }
        first = false;
        return out.key(name);
    }

    Members text(String name, String value) throws IOException {
        next(name).string(value);
        return this;
    }

    Members text(String name, Optional<String> value) throws IOException {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    /** A number, as it is written. */
    Members number(String name, String digits) throws IOException {
        next(name).raw(digits);
        return this;
    }

    Members object(String name, Body body) throws IOException {
        object(next(name), body);
        return this;
    }

    <T> Members objects(String name, Collection<T> items, Each<T> each) throws IOException {
        return objects(name, "", items, each);
    }

    /** A list of objects, each on a line of its own, so that two bills can be told apart line by line. */
    <T> Members lines(String name, Collection<T> items, Each<T> each) throws IOException {
        return objects(name, "\n", items, each);
    }

    private <T> Members objects(String name, String before, Collection<T> items, Each<T> each) throws IOException {
        next(name).raw('[');
        boolean another = false;
        for (T item : items) {
            out.raw(another ? "," : "").raw(before);
            object(out, members -> each.write(members, item));
            another = true;
        }
        out.raw(']');
        return this;
    }

    Members texts(String name, Collection<String> items) throws IOException {
        next(name).raw('[');
        String separator = "";
        for (String item : items) {
            out.raw(separator).string(item);
            separator = ",";
        }
        out.raw(']');
        return this;
    }
}

package dev.leeway.schema.json;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/** The members of one JSON object, in the order in which they are written. */
public final class JsonMembers {
    private final JsonOut out;
    private boolean first = true;

    private JsonMembers(JsonOut out) {
        this.out = out;
    }

    /** What an object is made of. */
    public interface Body {
        void write(JsonMembers members) throws IOException;
    }

    /** What the object for one of several things is made of. */
    public interface Each<T> {
        void write(JsonMembers members, T item) throws IOException;
    }

    /** Writes an object to {@code out}. */
    public static void object(JsonOut out, Body body) throws IOException {
        out.raw('{');
        body.write(new JsonMembers(out));
        out.raw('}');
    }

    private JsonOut next(String name) throws IOException {
        if (!first) {
            out.raw(',');
        }
        first = false;
        return out.key(name);
    }

    /** A member that is a text. */
    public JsonMembers text(String name, String value) throws IOException {
        next(name).string(value);
        return this;
    }

    /** A member that is a text, where there is one. */
    public JsonMembers text(String name, Optional<String> value) throws IOException {
        return value.isPresent() ? text(name, value.get()) : this;
    }

    /** A member that is yes or no. */
    public JsonMembers flag(String name, boolean value) throws IOException {
        next(name).raw(Boolean.toString(value));
        return this;
    }

    /** A number, as it is written. */
    public JsonMembers number(String name, String digits) throws IOException {
        next(name).raw(digits);
        return this;
    }

    /** A member that is an object. */
    public JsonMembers object(String name, Body body) throws IOException {
        object(next(name), body);
        return this;
    }

    /** A member that is a list of objects. */
    public <T> JsonMembers objects(String name, Collection<T> items, Each<T> each) throws IOException {
        return objects(name, "", items, each);
    }

    /** A list of objects, each on a line of its own, so that two documents can be told apart line by line. */
    public <T> JsonMembers lines(String name, Collection<T> items, Each<T> each) throws IOException {
        return objects(name, "\n", items, each);
    }

    private <T> JsonMembers objects(String name, String before, Collection<T> items, Each<T> each) throws IOException {
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

    /** A member that is a list of texts. */
    public JsonMembers texts(String name, Collection<String> items) throws IOException {
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

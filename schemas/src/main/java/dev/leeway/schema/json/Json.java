package dev.leeway.schema.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** JSON whose meaning is not known yet, as far as values go: whole numbers, and no null. */
sealed interface Json {
    /** Writes the canonical form of RFC 8785. */
    void write(JsonOut out) throws IOException;

    /** The value that comes next in {@code in}. */
    static Json read(JsonIn in) throws FormatException {
        return switch (in.next()) {
            case TEXT -> new Text(in.text());
            case NUMBER -> new Whole(in.integer());
            case FLAG -> new Flag(in.flag());
            case ARRAY -> items(in);
            case OBJECT -> fields(in);
            case NULL -> throw in.error("null, which is no value", "see the values in docs/format.md");
        };
    }

    private static Json items(JsonIn in) throws FormatException {
        List<Json> items = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            items.add(read(in));
        }
        return new Items(items);
    }

    private static Json fields(JsonIn in) throws FormatException {
        SortedMap<String, Json> fields = new TreeMap<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            fields.put(name, read(in));
        }
        return new Fields(fields);
    }

    /** A string. */
    record Text(String text) implements Json {
        @Override
        public void write(JsonOut out) throws IOException {
            out.string(text);
        }
    }

    /** A whole number. */
    record Whole(long number) implements Json {
        @Override
        public void write(JsonOut out) throws IOException {
            out.number(number);
        }
    }

    /** True or false. */
    record Flag(boolean set) implements Json {
        @Override
        public void write(JsonOut out) throws IOException {
            out.raw(set ? "true" : "false");
        }
    }

    /** An array. */
    record Items(List<Json> items) implements Json {
        @Override
        public void write(JsonOut out) throws IOException {
            out.raw('[');
            String separator = "";
            for (Json item : items) {
                out.raw(separator);
                item.write(out);
                separator = ",";
            }
            out.raw(']');
        }
    }

    /** An object, its members in canonical order. */
    record Fields(SortedMap<String, Json> fields) implements Json {
        @Override
        public void write(JsonOut out) throws IOException {
            out.raw('{');
            String separator = "";
            for (Map.Entry<String, Json> field : fields.entrySet()) {
                out.raw(separator).key(field.getKey());
                field.getValue().write(out);
                separator = ",";
            }
            out.raw('}');
        }
    }
}

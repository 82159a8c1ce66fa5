package dev.leeway.schema.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The members of one JSON object already read, handed out by name and type; strangers are passed over. */
final class Members {
    private final JsonIn in;
    private final Map<String, Object> members;

    /** Reads what one object's member means. */
    interface Reading<T> {
        T read() throws FormatException;
    }

    /** Reads the member of that name, or skips it and gives nothing. */
    interface Selecting {
        Optional<Object> read(String name) throws FormatException;
    }

    private Members(JsonIn in, Map<String, Object> members) {
        this.in = in;
        this.members = members;
    }

    /** Reads the object that comes next; members for which {@code selecting} has nothing are passed over. */
    static Members read(JsonIn in, Selecting selecting) throws FormatException {
        Map<String, Object> members = new LinkedHashMap<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            Optional<Object> member = selecting.read(name);
            if (member.isEmpty()) {
                in.skip();
            } else {
                members.put(name, member.get());
            }
        }
        return new Members(in, members);
    }

    static <T> List<T> list(JsonIn in, Reading<T> item) throws FormatException {
        List<T> items = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            items.add(item.read());
        }
        return List.copyOf(items);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    <T> T get(String name, Class<T> type) throws FormatException {
        return find(name, type)
                .orElseThrow(() -> in.error(
                        "'" + name + "' is missing", "check that this is a Leeway report; write or fetch it again"));
    }

    <T> Optional<T> find(String name, Class<T> type) {
        return Optional.ofNullable(members.get(name)).map(type::cast);
    }

    /** All members that are texts. */
    SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        members.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    String text(String name) throws FormatException {
        return get(name, String.class);
    }

    int count(String name) throws FormatException {
        long number = get(name, Long.class);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw in.error("'" + name + "' is no count", "write or fetch the file again");
        }
        return (int) number;
    }

    @SuppressWarnings("unchecked")
    <T> List<T> items(String name) throws FormatException {
        return (List<T>) get(name, List.class);
    }

    Instant instant(String name) throws FormatException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw in.error(
                    "'" + name + "' is not a time such as 2026-11-20T02:00:00Z", "write or fetch the file again");
        }
    }

    LocalDate day(String name) throws FormatException {
        try {
            return LocalDate.parse(text(name));
        } catch (DateTimeException e) {
            throw in.error("'" + name + "' is not a day such as 2026-11-20", "write or fetch the file again");
        }
    }

    <T> T known(String name, Function<String, Optional<T>> of) throws FormatException {
        return of.apply(text(name))
                .orElseThrow(() -> in.error(
                        "'" + name + "' says a word this release does not know",
                        "update Leeway, or write the report again"));
    }
}

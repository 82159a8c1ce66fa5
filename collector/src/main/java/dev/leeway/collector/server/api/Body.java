package dev.leeway.collector.server.api;

import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.ReadingLimits;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A small JSON object that a person sends: texts and lists of texts.
 *
 * @param members by their names
 */
record Body(Map<String, List<String>> members) {
    private static final ReadingLimits LIMITS = new ReadingLimits(64 << 10, 1, 4, 4 << 10, 100, 2000);

    /**
     * That of a call.
     *
     * @param known members there may be
     */
    static Body of(Call call, Set<String> known) throws RefusedException {
        if (call.body().length == 0) {
            throw Problems.malformed(
                    "there is no body", "send a JSON object with " + String.join(", ", new TreeSet<>(known)));
        }
        Map<String, List<String>> members = new TreeMap<>();
        try {
            JsonIn in = new JsonIn(new ByteArrayInputStream(call.body()), "body", LIMITS);
            in.start();
            in.beginObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (!known.contains(name)) {
                    throw in.error("an unknown member", "there may be " + String.join(", ", known));
                }
                members.put(name, texts(in));
            }
            in.end();
        } catch (FormatException e) {
            throw Problems.malformed(String.valueOf(e.getMessage()), "see /openapi.json");
        }
        return new Body(members);
    }

    private static List<String> texts(JsonIn in) throws FormatException {
        if (in.next() != JsonIn.Next.ARRAY) {
            return List.of(in.text());
        }
        List<String> texts = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            texts.add(in.text());
        }
        return texts;
    }

    /** Whether a member is there, be it an empty list. */
    boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * A member that is one text.
     *
     * @throws RefusedException when it is a list of none or of several, of which none is to go by unseen
     */
    Optional<String> text(String name) throws RefusedException {
        if (has(name) && list(name).size() != 1) {
            throw Problems.malformed(name + " is not one text", "name one; see /openapi.json");
        }
        return list(name).stream().findFirst();
    }

    /** A member that has to be there. */
    String needed(String name) throws RefusedException {
        return text(name).orElseThrow(() -> Problems.malformed(name + " is missing", "add it; see /openapi.json"));
    }

    /** A member that is a list. */
    List<String> list(String name) {
        return members.getOrDefault(name, List.of());
    }
}

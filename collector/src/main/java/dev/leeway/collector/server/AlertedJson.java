package dev.leeway.collector.server;

import dev.leeway.collector.digest.Breaches.Alerted;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.json.ReadingLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is alerted, as one collector leaves it to the next: one line of JSON.
 *
 * @param alerted by id of the drift
 * @param next when somebody is to be told what could not be told; empty where nobody is
 */
record AlertedJson(SortedMap<String, Alerted> alerted, Optional<Instant> next) {
    private static final String NEXT_STEP = "nothing: it is written anew with the next alert";

    /** Of nothing alerted. */
    static final AlertedJson NOTHING = new AlertedJson(new TreeMap<>(), Optional.empty());

    AlertedJson {
        alerted = new TreeMap<>(alerted);
    }

    /** Written. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try {
            JsonOut.writing(
                    bytes,
                    json -> JsonMembers.object(
                            json,
                            members -> members.text("next", next.map(Instant::toString))
                                    .objects("alerted", alerted.entrySet(), AlertedJson::write)));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonMembers members, Map.Entry<String, Alerted> entry) throws IOException {
        Alerted then = entry.getValue();
        members.text("id", entry.getKey())
                .text("first", then.first().toString())
                .text("last", then.last().toString())
                .text("summary", then.summary())
                .texts("environments", then.environments())
                .text("owner", then.owner())
                .text("cause", then.cause())
                .text("told", then.told() ? "all" : "some")
                .text("over", then.over().map(Instant::toString));
    }

    /**
     * Reads what {@link #bytes} wrote; unknown keys are passed over.
     *
     * @throws FormatException when it is anything else
     */
    static AlertedJson read(byte[] bytes) throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(bytes), "what is alerted", ReadingLimits.DEFAULT);
        SortedMap<String, Alerted> alerted = new TreeMap<>();
        Optional<Instant> next = Optional.empty();
        in.start();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "next" -> next = Optional.of(instant(in, in.text()));
                case "alerted" -> {
                    in.beginArray();
                    while (in.nextItem()) {
                        one(in, alerted);
                    }
                }
                default -> in.skip();
            }
        }
        in.end();
        return new AlertedJson(alerted, next);
    }

    private static void one(JsonIn in, SortedMap<String, Alerted> alerted) throws FormatException {
        Map<String, String> texts = new HashMap<>();
        List<String> environments = new ArrayList<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (name.equals("environments")) {
                in.beginArray();
                while (in.nextItem()) {
                    environments.add(in.text());
                }
            } else if (in.next() == JsonIn.Next.TEXT) {
                texts.put(name, in.text());
            } else {
                in.skip();
            }
        }
        Optional<String> over = Optional.ofNullable(texts.get("over"));
        alerted.put(
                text(in, texts, "id"),
                new Alerted(
                        instant(in, text(in, texts, "first")),
                        instant(in, text(in, texts, "last")),
                        text(in, texts, "summary"),
                        environments,
                        Optional.ofNullable(texts.get("owner")),
                        text(in, texts, "cause"),
                        text(in, texts, "told").equals("all"),
                        over.isPresent() ? Optional.of(instant(in, over.get())) : Optional.empty()));
    }

    private static String text(JsonIn in, Map<String, String> texts, String name) throws FormatException {
        String text = texts.get(name);
        if (text == null) {
            throw in.error("no " + name, NEXT_STEP);
        }
        return text;
    }

    private static Instant instant(JsonIn in, String text) throws FormatException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw in.error("no moment", NEXT_STEP);
        }
    }
}

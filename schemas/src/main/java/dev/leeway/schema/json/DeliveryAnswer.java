package dev.leeway.schema.json;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a collector answers to a delivery.
 *
 * @param fate what became of it
 * @param lacking ids of the sections that have to be sent whole; of {@link Fate#LACKING} alone
 * @param message why, and what to do, for people; may be empty
 */
public record DeliveryAnswer(Fate fate, Set<String> lacking, String message) {
    private static final int MOST = 100_000;

    /** What becomes of deliveries. */
    public enum Fate {
        /** It is stored and on the disk. */
        STORED("stored"),
        /** The collector had it already, which is as good. */
        KNOWN("known"),
        /** Sections have to be sent whole first; nothing is stored. */
        LACKING("lacking"),
        /** The manifest it builds on is not known: every section has to be named; nothing is stored. */
        BASELESS("baseless"),
        /** It contradicts what is there, and sending it again changes nothing. */
        REFUSED("refused");

        private final String text;

        Fate(String text) {
            this.text = text;
        }

        /** As documents have it. */
        public String text() {
            return text;
        }
    }

    public DeliveryAnswer {
        requireNonNull(fate, "fate is null");
        lacking = Set.copyOf(lacking);
        requireNonNull(message, "message is null");
    }

    /** The document: {@code {"fate":"lacking","lacking":["c1:sha256:…"],"message":"…"}}, ids in order. */
    public byte[] document() {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            JsonOut.writing(document, out -> {
                out.raw("{\"fate\":").string(fate.text()).raw(",\"lacking\":[");
                String separator = "";
                for (String id : new TreeSet<>(lacking)) {
                    out.raw(separator).string(id);
                    separator = ",";
                }
                out.raw("],\"message\":").string(message).raw("}\n");
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return document.toByteArray();
    }

    /**
     * Reads an answer; members it does not know are passed over.
     *
     * @param source what people know it by, for messages
     * @throws FormatException when it is none, or of a fate this release does not know
     */
    public static DeliveryAnswer read(byte[] document, String source) throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(document), source, ReadingLimits.DEFAULT);
        String fate = "";
        List<String> lacking = new ArrayList<>();
        String message = "";
        in.start();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "fate" -> fate = in.text();
                case "lacking" -> lacking = ids(in);
                case "message" -> message = in.text();
                default -> in.skip();
            }
        }
        in.end();
        for (Fate each : Fate.values()) {
            if (each.text().equals(fate)) {
                return new DeliveryAnswer(each, Set.copyOf(lacking), message);
            }
        }
        throw new FormatException(source, "", "not the answer of a collector", "check the address, and update Leeway");
    }

    private static List<String> ids(JsonIn in) throws FormatException {
        List<String> ids = new ArrayList<>();
        in.beginArray();
        while (in.nextItem() && ids.size() < MOST) {
            ids.add(in.text());
        }
        return ids;
    }
}

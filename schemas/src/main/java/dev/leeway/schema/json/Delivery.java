package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.wire.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot on its way to a collector: its document, in which sections the collector has stand as ids, or not at all where they are
 * those of a manifest it knows.
 *
 * <p>The manifest stands under the empty name, before all sections; under the names of others stand what is different from it: an
 * id, the section whole, or null for one that is gone.
 */
public final class Delivery {
    private static final byte[] OPENING = ascii("\"\":\"");
    private static final int MOST_SECTIONS = 100_000;

    private Delivery() {}

    /**
     * A document as it is sent.
     *
     * @param base the sections the collector is thought to know of this host; empty where nothing is known
     * @param whole ids of the sections that are sent whole
     */
    public static byte[] of(SnapshotDocument document, Optional<Manifest> base, Set<String> whole) {
        Map<SectionKey, String> gone = new TreeMap<>(base.map(Manifest::ids).orElse(new TreeMap<>()));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        written(text, out -> {
            out.bytes(document.frame().head());
            String separator = "\n";
            if (base.isPresent()) {
                out.raw("\"\":").string(base.get().digest());
                separator = ",\n";
            }
            for (SnapshotDocument.Part part : document.parts()) {
                boolean known = part.id().equals(gone.remove(part.key()));
                boolean sent = whole.contains(part.id());
                if (!known || sent) {
                    out.raw(separator).key(part.key().text());
                    separator = ",\n";
                    if (sent && part.text().isPresent()) {
                        out.bytes(part.text().get());
                    } else {
                        out.string(part.id());
                    }
                }
            }
            for (SectionKey key : gone.keySet()) {
                out.raw(separator).key(key.text()).raw("null");
                separator = ",\n";
            }
            List<byte[]> gaps = document.frame().gaps();
            out.bytes(gaps.get(gaps.size() - 1));
        });
        return text.toByteArray();
    }

    /** The sections of a document. */
    public static Manifest manifest(SnapshotDocument document) {
        TreeMap<SectionKey, String> ids = new TreeMap<>();
        document.parts().forEach(part -> ids.put(part.key(), part.id()));
        return new Manifest(ids);
    }

    /** The digest of the manifest a delivery builds on; empty where it names every section. */
    public static Optional<String> base(byte[] delivery) {
        TextCursor cursor = new TextCursor(delivery, delivery.length);
        return cursor.passes('{') && cursor.toMember("sections") && cursor.passes('{')
                ? base(cursor, delivery)
                : Optional.empty();
    }

    private static Optional<String> base(TextCursor cursor, byte[] delivery) {
        cursor.skipSpace();
        int start = cursor.at() + OPENING.length;
        for (int i = 0; i < OPENING.length; i++) {
            if (start > delivery.length || delivery[cursor.at() + i] != OPENING[i]) {
                return Optional.empty();
            }
        }
        int end = start;
        while (end < delivery.length && delivery[end] != '"') {
            end++;
        }
        String digest = new String(delivery, start, end - start, StandardCharsets.UTF_8);
        cursor.moveTo(Math.min(end + 1, delivery.length));
        return Manifest.isDigest(digest) ? Optional.of(digest) : Optional.empty();
    }

    /**
     * The document of a delivery, with an id in the place of every section that is not sent whole. One that names every section is that
     * document already.
     *
     * @param known the manifest of a digest, where this collector knows it
     * @param source what people know it by, for messages
     * @return empty where the manifest is not known, so that every section has to be named
     * @throws FormatException when it cannot be taken apart
     */
    public static Optional<byte[]> document(byte[] delivery, Function<String, Optional<Manifest>> known, String source)
            throws FormatException {
        TextCursor cursor = new TextCursor(delivery, delivery.length);
        if (!cursor.passes('{') || !cursor.toMember("sections") || !cursor.passes('{')) {
            throw strange(source);
        }
        int head = cursor.at();
        Optional<String> digest = base(cursor, delivery);
        if (digest.isEmpty()) {
            return Optional.of(delivery);
        }
        Optional<Manifest> base = known.apply(digest.get());
        if (base.isEmpty()) {
            return Optional.empty();
        }
        TreeMap<SectionKey, byte[]> texts = new TreeMap<>();
        base.get().ids().forEach((key, id) -> texts.put(key, ascii('"' + id + '"')));
        overlay(texts, cursor, delivery, source);
        int end = cursor.at();
        ByteArrayOutputStream document = new ByteArrayOutputStream(delivery.length + 100 * texts.size());
        written(document, out -> {
            out.bytes(Arrays.copyOf(delivery, head));
            String separator = "\n";
            for (Map.Entry<SectionKey, byte[]> section : texts.entrySet()) {
                out.raw(separator).key(section.getKey().text()).bytes(section.getValue());
                separator = ",\n";
            }
            out.raw('\n').bytes(Arrays.copyOfRange(delivery, end, delivery.length));
        });
        return Optional.of(document.toByteArray());
    }

    /** Puts what differs in its place; afterwards the cursor stands at the brace that closes the sections. */
    private static void overlay(Map<SectionKey, byte[]> texts, TextCursor cursor, byte[] delivery, String source)
            throws FormatException {
        while (cursor.passes(',')) {
            SectionKey key = key(cursor.name());
            int begin = cursor.at();
            if (key == null || !cursor.skipValue() || texts.size() > MOST_SECTIONS) {
                throw strange(source);
            }
            byte[] value = Arrays.copyOfRange(delivery, begin, cursor.at());
            if (new String(value, StandardCharsets.UTF_8).strip().equals("null")) {
                texts.remove(key);
            } else {
                texts.put(key, value);
            }
        }
        cursor.skipSpace();
        if (cursor.here() != '}') {
            throw strange(source);
        }
    }

    /** The key that a name means, its escapes read. */
    private static @Nullable SectionKey key(String written) throws FormatException {
        if (written.indexOf('\\') < 0) {
            return Placeholders.key(written);
        }
        JsonIn in = new JsonIn(
                new ByteArrayInputStream(('"' + written + '"').getBytes(StandardCharsets.UTF_8)),
                "name",
                ReadingLimits.DEFAULT);
        in.start();
        return Placeholders.key(in.text());
    }

    private static FormatException strange(String source) {
        return new FormatException(
                source, "", "its sections cannot be told apart in its text", "see docs/protocol.md for its shape");
    }

    private static void written(ByteArrayOutputStream to, JsonOut.Content content) {
        try {
            JsonOut.writing(to, content);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

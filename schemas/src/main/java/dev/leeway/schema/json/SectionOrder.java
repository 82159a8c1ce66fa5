package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Where the sections of one layout stand in a snapshot and its id, worked out once for all snapshots that are laid out so. */
final class SectionOrder {
    private final int[] places;
    /** Before each id: the separator, the key as canonical JSON, a colon and a quote. */
    private final List<byte[]> names = new ArrayList<>();

    /**
     * Of sections with these keys.
     *
     * @throws IllegalArgumentException when two are one
     */
    SectionOrder(List<SectionKey> keys) {
        if (keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("a section given twice");
        }
        places = IntStream.range(0, keys.size())
                .boxed()
                .sorted(Comparator.comparing(keys::get))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int place : places) {
            names.add(name(keys.get(place), names.isEmpty() ? "{" : "\","));
        }
    }

    private static byte[] name(SectionKey key, String separator) {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        try {
            JsonOut.writing(name, out -> out.raw(separator).key(key.text()).raw('"'));
        } catch (IOException e) {
            throw new IllegalStateException("memory touches no stream", e);
        }
        return name.toByteArray();
    }

    /** These sections, which have the keys in the order they were given. Ids are plain ASCII, as the recipe makes them. */
    SnapshotSections of(List<Section> sections) {
        List<Section> sorted = new ArrayList<>(places.length);
        ByteArrayOutputStream ids = new ByteArrayOutputStream(places.length * 100 + 2);
        for (int i = 0; i < places.length; i++) {
            Section section = sections.get(places[i]);
            sorted.add(section);
            ids.writeBytes(names.get(i));
            ids.writeBytes(section.id().getBytes(StandardCharsets.US_ASCII));
        }
        ids.writeBytes((places.length == 0 ? "{}" : "\"}").getBytes(StandardCharsets.US_ASCII));
        return new SnapshotSections(Snapshot.byKey(sorted), ids.toByteArray());
    }
}

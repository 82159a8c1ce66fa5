package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts snapshots together again that are laid out alike, from what a store keeps of them, each section read once however many have
 * it. May be used by several threads.
 */
public final class SnapshotJoiner {
    private final List<SectionKey> keys;
    private final byte[] rest;
    private final SectionOrder order;
    private final Map<Long, SnapshotSections> shared = new ConcurrentHashMap<>();

    /**
     * For snapshots of one layout.
     *
     * @param keys of the sections, in the order of the text
     * @param gaps the bytes around them, one more than keys
     * @throws IllegalArgumentException when two keys are one, or there are not so many gaps
     */
    public SnapshotJoiner(List<SectionKey> keys, List<byte[]> gaps) {
        if (gaps.size() != keys.size() + 1) {
            throw new IllegalArgumentException("one gap more than sections");
        }
        this.keys = List.copyOf(keys);
        this.rest = gaps.get(keys.size());
        this.order = new SectionOrder(keys);
    }

    /**
     * The snapshot whose document begins with {@code head}, its id verified.
     *
     * @param head up to and with the brace that opens the sections
     * @param list a number that stands for {@code sections} and no others, so that what has the same becomes one in memory
     * @param sections in the order of the text
     * @param source what people know it by, for messages
     * @throws FormatException when head and sections make no snapshot, or another than the one it was
     */
    public Snapshot join(byte[] head, long list, List<Section> sections, String source) throws FormatException {
        if (!sections.stream().map(Section::key).toList().equals(keys)) {
            throw new FormatException(source, "", "has other sections than it is laid out for", JsonIn.FETCH_AGAIN);
        }
        // Without the sections and what names them, the document is one that has none.
        byte[] document = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, document, head.length, rest.length);
        JsonIn in = new JsonIn(new ByteArrayInputStream(document), source, ReadingLimits.DEFAULT);
        return new SnapshotReader(in, null, none -> shared.computeIfAbsent(list, any -> order.of(sections))).read();
    }

    /**
     * What {@code frame} says of a host, with its own id and without any section; nothing vouches for that id.
     *
     * @param source what people know it by, for messages
     * @throws FormatException when it is no frame of a snapshot
     */
    public static Snapshot header(SnapshotFrame frame, String source) throws FormatException {
        byte[] end = frame.gaps().get(frame.gaps().size() - 1);
        byte[] document = new SnapshotFrame(frame.head(), List.of(end)).document(List.of());
        JsonIn in = new JsonIn(new ByteArrayInputStream(document), source, ReadingLimits.DEFAULT);
        return new SnapshotReader(in).header();
    }
}

package dev.leeway.schema.json;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The bytes of a snapshot's document without its sections, which many snapshots share.
 *
 * @param head from the beginning up to and with the brace that opens the sections; what belongs to this one snapshot
 * @param gaps what stands between the sections, names and separators; one before each section and one after the last
 */
public record SnapshotFrame(byte[] head, List<byte[]> gaps) {
    public SnapshotFrame {
        requireNonNull(head, "head is null");
        gaps = List.copyOf(gaps);
        if (gaps.isEmpty()) {
            throw new IllegalArgumentException("a document has an end");
        }
    }

    /**
     * The document with {@code texts} in the places of its sections.
     *
     * @param texts one fewer than there are gaps
     */
    public byte[] document(List<byte[]> texts) {
        if (texts.size() != gaps.size() - 1) {
            throw new IllegalArgumentException("one text for each section");
        }
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(head);
        for (int i = 0; i < texts.size(); i++) {
            document.writeBytes(gaps.get(i));
            document.writeBytes(texts.get(i));
        }
        document.writeBytes(gaps.get(texts.size()));
        return document.toByteArray();
    }
}

package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as it arrives at a store: read, verified, and taken apart into its bytes. In the place of a section that the
 * store has there may be its id, so that a host sends what changed and no more.
 */
public final class SnapshotDocument {
    private static final Pattern ID = Pattern.compile("c1:sha256:[0-9a-f]{64}");

    private final Snapshot snapshot;
    private final SnapshotFrame frame;
    private final List<Part> parts;

    /**
     * One section of the document.
     *
     * @param id of its content, computed where the content is there
     * @param text its bytes; empty where only the id stands there
     */
    public record Part(SectionKey key, String id, Optional<byte[]> text) {}

    private SnapshotDocument(Snapshot snapshot, SnapshotFrame frame, List<Part> parts) {
        this.snapshot = snapshot;
        this.frame = frame;
        this.parts = parts;
    }

    /**
     * Reads one document and verifies every id that can be.
     *
     * @param document JSON in UTF-8, not packed
     * @param source what people know it by, for messages
     * @throws FormatException when it is no sound snapshot, or is written so that its parts cannot be told apart
     */
    public static SnapshotDocument read(byte[] document, String source) throws FormatException {
        return read(document, source, ReadingLimits.DEFAULT);
    }

    /** The same within limits of the reader's own. */
    public static SnapshotDocument read(byte[] document, String source, ReadingLimits limits) throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(document), source, limits);
        SnapshotReader reader = new SnapshotReader(in, SnapshotDocument::named, SnapshotSections::of);
        Snapshot snapshot = reader.read();
        TextCursor cursor = new TextCursor(document, document.length);
        if (!cursor.passes('{') || !cursor.toMember("sections") || !cursor.passes('{')) {
            throw strange(source);
        }
        byte[] head = Arrays.copyOf(document, cursor.at());
        List<byte[]> gaps = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        int from = cursor.at();
        List<Section> sections = reader.sections();
        for (Section section : sections) {
            boolean there =
                    (parts.isEmpty() || cursor.passes(',')) && !cursor.name().isEmpty();
            int begin = cursor.at();
            boolean text = cursor.here() == '"';
            if (!there || !cursor.skipValue()) {
                throw strange(source);
            }
            gaps.add(Arrays.copyOfRange(document, from, begin));
            from = cursor.at();
            Optional<byte[]> bytes =
                    text ? Optional.empty() : Optional.of(Arrays.copyOfRange(document, begin, cursor.at()));
            parts.add(new Part(section.key(), section.id(), bytes));
        }
        if (!cursor.passes('}')) {
            throw strange(source);
        }
        gaps.add(Arrays.copyOfRange(document, from, document.length));
        return new SnapshotDocument(snapshot, new SnapshotFrame(head, gaps), List.copyOf(parts));
    }

    private static FormatException strange(String source) {
        return new FormatException(
                source,
                "",
                "its sections cannot be told apart in its text",
                "write the name 'sections' without escapes, and no packing inside");
    }

    /** What is known of a section by its id alone. */
    private static @Nullable Section named(String name, String text) {
        SectionKey key = Placeholders.key(name);
        return key == null || !ID.matcher(text).matches()
                ? null
                : new Section(
                        key,
                        1,
                        Outcome.NOT_REQUESTED,
                        text,
                        Facts.none(),
                        List.of(),
                        Collections.emptySortedMap(),
                        Optional.empty());
    }

    /** What was read; sections of which only the id came say nothing in it. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** The bytes without the sections. */
    public SnapshotFrame frame() {
        return frame;
    }

    /** The sections in the order of the text. */
    public List<Part> parts() {
        return parts;
    }
}

package dev.leeway.schema.json;

import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts snapshots together again from what a store keeps of them, each section read once however many have it. May be used
 * by several threads.
 */
public final class SnapshotJoiner {
    private final Map<Long, SnapshotSections> shared = new ConcurrentHashMap<>();

    /**
     * The snapshot in {@code frame}, its id verified.
     *
     * @param list a number that stands for {@code sections} and no others, so that what has the same becomes one in memory
     * @param sections in the order of the text
     * @param source what people know it by, for messages
     * @throws FormatException when frame and sections make no snapshot, or another than the one it was
     */
    public Snapshot join(SnapshotFrame frame, long list, List<Section> sections, String source) throws FormatException {
        List<byte[]> numbers = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            numbers.add(("\"" + i + "\"").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] document = frame.document(numbers);
        JsonIn in = new JsonIn(new ByteArrayInputStream(document), source, ReadingLimits.DEFAULT);
        Numbered numbered = new Numbered(sections);
        return new SnapshotReader(in, numbered, own -> shared.computeIfAbsent(list, any -> SnapshotSections.of(own)))
                .read();
    }

    /** Sections in the order they were cut out. */
    private static final class Numbered implements Placeholders {
        private final List<Section> sections;
        private int next;

        Numbered(List<Section> sections) {
            this.sections = sections;
        }

        @Override
        public @Nullable Section section(String name, String text) {
            boolean fits = next < sections.size()
                    && text.equals(Integer.toString(next))
                    && sections.get(next).key().equals(Placeholders.key(name));
            return fits ? sections.get(next++) : null;
        }
    }
}

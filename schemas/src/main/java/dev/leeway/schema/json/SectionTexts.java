package dev.leeway.schema.json;

import dev.leeway.schema.snapshot.Section;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The texts of sections that were read before, by which they are recognised where they stand again, byte for byte.
 *
 * <p>An id alone proves nothing of the text beside it; the same bytes under the same name do, for they were verified when they were read
 * first. Only what was met twice is kept, so that what is one host's own costs no memory. May be used by several threads.
 */
final class SectionTexts {
    /** All texts kept together; beyond it sections are read as if they were new. */
    private static final long MOST_BYTES = 128L << 20;

    private static final byte[] ID = "\"id\":\"c1:sha256:".getBytes(StandardCharsets.US_ASCII);
    /** So near the beginning of a section its writer puts the id. */
    private static final int NEAR = 100;

    private static final int DIGITS = 16;

    /** One id has so many texts at most, which differ in where facts were found; more are cheaper read than searched. */
    static final int MOST_ALIKE = 8;

    private final ConcurrentHashMap<Long, List<Known>> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, Boolean> met = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    private record Known(String key, byte[] text, Section section) {
        boolean stands(String name, byte[] document, int from, int length) {
            int to = from + text.length;
            return to <= length && key.equals(name) && Arrays.equals(text, 0, text.length, document, from, to);
        }
    }

    /** A section that is not known yet: its place among those of the document, and in the text. */
    private record Fresh(int index, String key, long mark, int from, int to) {}

    /** One document without the sections that are known: in the place of each stands a text, its number. */
    final class Cut implements Placeholders {
        private final byte[] document;
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
        private final int end;
        private int copied;
        private final List<Known> taken = new ArrayList<>();
        private final List<Fresh> fresh = new ArrayList<>();

        private Cut(byte[] document, int end) {
            this.document = document;
            this.end = end;
        }

        byte[] rest() {
            return rest.toByteArray();
        }

        /** How many sections were not known. */
        int fresh() {
            return fresh.size();
        }

        private void copy(int to) {
            rest.write(document, copied, to - copied);
            copied = to;
        }

        private void take(Known text, int from, int to) {
            copy(from);
            rest.writeBytes(("\"" + taken.size() + "\"").getBytes(StandardCharsets.US_ASCII));
            copied = to;
            taken.add(text);
        }

        /** The section that stood under {@code key} where there is {@code number} now; null where there was none. */
        @Override
        public @Nullable Section section(String key, String number) {
            for (int i = 0; i < taken.size(); i++) {
                if (number.equals(Integer.toString(i)) && taken.get(i).key().equals(key)) {
                    return taken.get(i).section();
                }
            }
            return null;
        }

        /** Remembers what was new, once the whole document was found to be sound. */
        void learn(List<Section> sections) {
            for (Fresh each : fresh) {
                if (each.mark() != 0 && met.putIfAbsent(each.mark(), true) != null) {
                    keep(each, sections.get(each.index()));
                }
            }
        }

        private void keep(Fresh each, Section section) {
            int size = each.to() - each.from();
            if (bytes.addAndGet(size) > MOST_BYTES) {
                bytes.addAndGet(-size);
                return;
            }
            Known text = new Known(each.key(), Arrays.copyOfRange(document, each.from(), each.to()), section);
            known.merge(each.mark(), List.of(text), (old, one) -> {
                if (old.size() >= MOST_ALIKE) {
                    return old;
                }
                List<Known> both = new ArrayList<>(old);
                both.addAll(one);
                return List.copyOf(both);
            });
        }
    }

    /**
     * {@code document} with its known sections taken out; null where it is not laid out as a snapshot is.
     *
     * @param length of the text in {@code document}, in bytes
     */
    @Nullable Cut cut(byte[] document, int length) {
        TextCursor cursor = new TextCursor(document, length);
        if (!cursor.passes('{') || !cursor.toMember("sections") || !cursor.passes('{')) {
            return null;
        }
        Cut cut = new Cut(document, length);
        if (!cursor.passes('}')) {
            do {
                if (!section(cursor, cut)) {
                    return null;
                }
            } while (cursor.passes(','));
        }
        cut.copy(length);
        return cut;
    }

    private boolean section(TextCursor cursor, Cut cut) {
        String key = cursor.name();
        if (key.isEmpty() || cursor.here() != '{') {
            return false;
        }
        int from = cursor.at();
        // A name that is written with escapes is another than it looks.
        long mark = key.indexOf('\\') < 0 ? mark(cut.document, from, cut.end) : 0;
        Known text = mark == 0 ? null : find(key, mark, cut.document, from, cut.end);
        if (text != null) {
            cursor.moveTo(from + text.text().length);
            cut.take(text, from, cursor.at());
            return true;
        }
        boolean whole = cursor.skipValue();
        cut.fresh.add(new Fresh(cut.taken.size() + cut.fresh.size(), key, mark, from, cursor.at()));
        return whole;
    }

    private @Nullable Known find(String key, long mark, byte[] document, int from, int length) {
        for (Known each : known.getOrDefault(mark, List.of())) {
            if (each.stands(key, document, from, length)) {
                return each;
            }
        }
        return null;
    }

    /** The first digits of the id that a section names near its beginning; 0 where it names none. */
    private static long mark(byte[] document, int from, int length) {
        int last = Math.min(from + NEAR, length - ID.length - DIGITS);
        for (int i = from; i < last; i++) {
            if (Arrays.equals(document, i, i + ID.length, ID, 0, ID.length)) {
                long mark = 0;
                for (int digit = i + ID.length; digit < i + ID.length + DIGITS; digit++) {
                    mark = (mark << 4) + Character.digit(document[digit], 16);
                }
                return mark;
            }
        }
        return 0;
    }
}

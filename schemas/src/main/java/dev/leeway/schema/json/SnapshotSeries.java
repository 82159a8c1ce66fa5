package dev.leeway.schema.json;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the snapshots of many hosts of which most hold the same sections: each distinct section is taken apart and verified twice at
 * most by one thread, and after that recognised by its bytes. What hosts have in common is one object in memory.
 *
 * <p>May be used by several threads. A reader of sound snapshots only: what is wrong with any other {@link SnapshotJson} tells.
 */
public final class SnapshotSeries {
    /** Longer documents are rare and are not held in memory whole. */
    private static final int MOST_BYTES = 8 << 20;

    private static final int USUAL_BYTES = 1 << 18;
    private static final String SOURCE = "snapshot";

    private final ReadingLimits limits;
    private final SectionTexts texts = new SectionTexts();
    private final ConcurrentHashMap<String, List<Section>> sections = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Sequence, SnapshotSections> sequences = new ConcurrentHashMap<>();
    private final AtomicInteger read = new AtomicInteger();
    private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[USUAL_BYTES]);

    /** A series within {@link ReadingLimits#DEFAULT}. */
    public SnapshotSeries() {
        this(ReadingLimits.DEFAULT);
    }

    /** A series within these limits. */
    public SnapshotSeries(ReadingLimits limits) {
        this.limits = requireNonNull(limits, "limits is null");
    }

    /** Sections in the order of a text, the same only as themselves. */
    private record Sequence(List<Section> sections) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            if (!(other instanceof Sequence that) || sections.size() != that.sections.size()) {
                return false;
            }
            for (int i = 0; i < sections.size(); i++) {
                if (sections.get(i) != that.sections.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = 0;
            for (Section section : sections) {
                hash = 31 * hash + System.identityHashCode(section);
            }
            return hash;
        }
    }

    /**
     * Reads one snapshot and verifies its ids.
     *
     * @param in JSON in UTF-8, plain or as gzip; not closed
     * @return empty when this is no sound snapshot of at most 8 MiB, which has to be read once more by {@link SnapshotJson} to learn
     *     why
     */
    public Optional<Snapshot> read(InputStream in) {
        try {
            byte[] document = buffers.get();
            int length = 0;
            InputStream inflated = BoundedInflation.gunzipped(in, limits);
            for (int more = 0; more >= 0; more = inflated.read(document, length, document.length - length)) {
                length += more;
                if (length > MOST_BYTES || length > limits.maxBytes()) {
                    return Optional.empty();
                }
                if (length == document.length) {
                    document = Arrays.copyOf(document, 2 * length);
                    buffers.set(document);
                }
            }
            return read(document, length);
        } catch (IOException | FormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Snapshot> read(byte[] document, int length) throws FormatException {
        SectionTexts.Cut cut = texts.cut(document, length);
        if (cut == null) {
            return Optional.empty();
        }
        InputStream rest = new ByteArrayInputStream(cut.rest());
        SnapshotReader reader = new SnapshotReader(new JsonIn(rest, SOURCE, limits), cut, this::shared);
        Snapshot snapshot = reader.read();
        cut.learn(reader.sections());
        read.addAndGet(cut.fresh());
        return Optional.of(snapshot);
    }

    /** How many sections were taken apart so far; those recognised by their bytes are not counted. */
    public int sectionsRead() {
        return read.get();
    }

    /** The sections of one snapshot, as one object with those of all that hold the same. */
    private SnapshotSections shared(List<Section> own) {
        own.replaceAll(this::shared);
        Sequence sequence = new Sequence(own);
        SnapshotSections known = sequences.get(sequence);
        return known != null
                ? known
                : sequences.computeIfAbsent(
                        new Sequence(new ArrayList<>(own)), all -> SnapshotSections.of(all.sections()));
    }

    @SuppressWarnings("ReferenceEquality")
    private Section shared(Section section) {
        List<Section> alike = sections.getOrDefault(section.id(), List.of());
        for (Section each : alike) {
            if (each == section || each.equals(section)) {
                return each;
            }
        }
        return merged(section);
    }

    private Section merged(Section section) {
        List<Section> all = sections.compute(section.id(), (id, before) -> {
            List<Section> alike = before == null ? List.of() : before;
            if (alike.contains(section) || alike.size() >= SectionTexts.MOST_ALIKE) {
                return alike;
            }
            List<Section> more = new ArrayList<>(alike);
            boolean sameFacts = !alike.isEmpty() && alike.get(0).facts().equals(section.facts());
            // Where facts were found may differ from host to host though they are the same.
            more.add(sameFacts ? withFacts(section, alike.get(0)) : section);
            return List.copyOf(more);
        });
        int at = all.indexOf(section);
        return at < 0 ? section : all.get(at);
    }

    private static Section withFacts(Section section, Section other) {
        return new Section(
                section.key(),
                section.revision(),
                section.outcome(),
                section.id(),
                other.facts(),
                section.uncovered(),
                section.evidence(),
                section.reason());
    }
}

package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one snapshot; used once. */
final class SnapshotReader {
    static final String TAKE_AGAIN = "check that this is a Leeway snapshot, and take it again";

    private final JsonIn in;
    private final SectionReader sectionReader;
    private final @Nullable Placeholders placeholders;
    private final Sharing sharing;
    private final List<Section> sections = new ArrayList<>();
    private @Nullable String schema;
    private @Nullable String id;
    private long sequence;
    private @Nullable Host host;
    private @Nullable Instant startedAt;
    private @Nullable Instant capturedAt;
    private @Nullable String root;
    private @Nullable AgentInfo agent;

    SnapshotReader(JsonIn in) {
        this(in, null, SnapshotSections::of);
    }

    /** Over a text in which sections may be replaced by what stands for them. */
    SnapshotReader(JsonIn in, @Nullable Placeholders placeholders, Sharing sharing) {
        this.in = in;
        this.placeholders = placeholders;
        this.sharing = sharing;
        this.sectionReader = new SectionReader(in);
    }

    /** Makes of the sections of one snapshot, in the order of its text, what many may have in common. */
    interface Sharing {
        SnapshotSections of(List<Section> sections);
    }

    /** The sections in the order of the text, once all was read. */
    List<Section> sections() {
        return sections;
    }

    Snapshot read() throws FormatException {
        members();
        return snapshot();
    }

    /** The same of a text from which the sections were taken out, so that its id fits nothing. */
    Snapshot header() throws FormatException {
        members();
        return new Snapshot(
                given(id, "id"),
                sequence,
                given(host, "host"),
                given(startedAt, "startedAt"),
                given(capturedAt, "capturedAt"),
                given(root, "root"),
                given(agent, "agent"),
                new TreeMap<>());
    }

    private void members() throws FormatException {
        in.start();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "schema" -> schema = schema(in.text());
                case "id" -> id = in.text();
                case "sequence" -> sequence = in.integer();
                case "host" -> host = new HeaderReader(in).host();
                case "startedAt" -> startedAt = instant();
                case "capturedAt" -> capturedAt = instant();
                case "root" -> root = in.text();
                case "agent" -> agent = new HeaderReader(in).agent();
                case "sections" -> readSections();
                default -> in.skip();
            }
        }
        in.end();
    }

    private Snapshot snapshot() throws FormatException {
        given(schema, "schema");
        Snapshot snapshot = Snapshots.of(
                sequence,
                given(host, "host"),
                given(startedAt, "startedAt"),
                given(capturedAt, "capturedAt"),
                given(root, "root"),
                given(agent, "agent"),
                sharing.of(sections));
        if (id != null && id.startsWith(Hash.PREFIX) && !id.equals(snapshot.id())) {
            throw in.error(
                    "the id of the snapshot does not fit its content: it was changed or damaged",
                    "take the snapshot again, or take out the id to read it as it is");
        }
        return snapshot;
    }

    private <T> T given(@Nullable T value, String name) throws FormatException {
        if (value == null) {
            throw in.error("'" + name + "' is missing", TAKE_AGAIN);
        }
        return value;
    }

    private String schema(String text) throws FormatException {
        if (!text.equals(Snapshot.SCHEMA)) {
            boolean other = text.startsWith("leeway/snapshot/");
            throw in.error(
                    other ? "a snapshot in another version of the format" : "not a Leeway snapshot",
                    "this release reads " + Snapshot.SCHEMA + ": update Leeway, or choose another file");
        }
        return text;
    }

    private Instant instant() throws FormatException {
        try {
            return Instant.parse(in.text());
        } catch (DateTimeException e) {
            throw in.error("not a time such as 2026-11-20T02:00:00Z", TAKE_AGAIN);
        }
    }

    private void readSections() throws FormatException {
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            Placeholders standIns = placeholders;
            sections.add(
                    standIns != null && in.next() == JsonIn.Next.TEXT
                            ? known(standIns, name)
                            : sectionReader.read(key(name)));
        }
    }

    private Section known(Placeholders standIns, String name) throws FormatException {
        Section known = standIns.section(name, in.text());
        if (known == null) {
            throw in.error("a text in the place of a section", TAKE_AGAIN);
        }
        return known;
    }

    private SectionKey key(String text) throws FormatException {
        try {
            return SectionKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw in.error("not the name of a section", "see the addresses in docs/format.md");
        }
    }
}

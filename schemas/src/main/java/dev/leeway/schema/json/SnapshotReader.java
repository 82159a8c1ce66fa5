package dev.leeway.schema.json;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one snapshot; used once. */
final class SnapshotReader {
    private static final String SEE_FORMAT = "see docs/format.md";
    private static final String TAKE_AGAIN = "take or fetch the snapshot again";

    private final JsonIn in;
    private final ValueReader values;
    private final SortedMap<SectionKey, Section> sections = new TreeMap<>();
    private @Nullable String schema;
    private @Nullable String id;
    private long sequence;
    private @Nullable Host host;
    private @Nullable Instant startedAt;
    private @Nullable Instant capturedAt;
    private @Nullable String root;
    private @Nullable AgentInfo agent;

    SnapshotReader(JsonIn in) {
        this.in = in;
        this.values = new ValueReader(in);
    }

    Snapshot read() throws FormatException {
        in.start();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "schema" -> schema = schema(in.text());
                case "id" -> id = in.text();
                case "sequence" -> sequence = in.integer();
                case "host" -> host = host();
                case "startedAt" -> startedAt = instant();
                case "capturedAt" -> capturedAt = instant();
                case "root" -> root = in.text();
                case "agent" -> agent = agent();
                case "sections" -> sections();
                default -> in.skip();
            }
        }
        in.end();
        return snapshot();
    }

    private Snapshot snapshot() throws FormatException {
        if (schema == null) {
            throw missing("schema");
        }
        Instant captured = given(capturedAt, "capturedAt");
        Snapshot snapshot = Snapshots.of(
                sequence,
                given(host, "host"),
                startedAt == null ? captured : startedAt,
                captured,
                given(root, "root"),
                given(agent, "agent"),
                sections.values());
        if (id != null && id.startsWith(Identity.PREFIX) && !id.equals(snapshot.id())) {
            throw in.error("the id of the snapshot does not fit its content: it was changed or damaged", TAKE_AGAIN);
        }
        return snapshot;
    }

    private <T> T given(@Nullable T value, String name) throws FormatException {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private FormatException missing(String name) {
        return in.error("'" + name + "' is missing", "check that this is a Leeway snapshot; " + TAKE_AGAIN);
    }

    private String schema(String text) throws FormatException {
        if (!text.equals(Snapshot.SCHEMA)) {
            throw in.error(
                    text.startsWith("leeway/snapshot/")
                            ? "a snapshot of another format version"
                            : "not a Leeway snapshot",
                    "this release reads " + Snapshot.SCHEMA + "; update Leeway, or choose another file");
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

    private Host host() throws FormatException {
        String name = null;
        Optional<String> environment = Optional.empty();
        Optional<String> role = Optional.empty();
        HostKind kind = HostKind.SERVER;
        SortedMap<String, String> labels = new TreeMap<>();
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "name" -> name = in.text();
                case "environment" -> environment = Optional.of(in.text());
                case "role" -> role = Optional.of(in.text());
                case "kind" -> kind = HostKind.of(in.text()).orElse(HostKind.SERVER);
                case "labels" -> labels = texts();
                default -> in.skip();
            }
        }
        return new Host(given(name, "host/name"), environment, role, kind, labels);
    }

    private AgentInfo agent() throws FormatException {
        String version = null;
        long uid = -1;
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "version" -> version = in.text();
                case "uid" -> uid = in.integer();
                default -> in.skip();
            }
        }
        return new AgentInfo(given(version, "agent/version"), uid);
    }

    private SortedMap<String, String> texts() throws FormatException {
        SortedMap<String, String> texts = new TreeMap<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (texts.put(name, in.text()) != null) {
                throw in.error("the same key twice", TAKE_AGAIN);
            }
        }
        return texts;
    }

    private void sections() throws FormatException {
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            SectionKey key;
            try {
                key = SectionKey.parse(name);
            } catch (IllegalArgumentException e) {
                throw in.error("not the name of a section", SEE_FORMAT);
            }
            if (sections.put(key, section(key)) != null) {
                throw in.error("the same section twice", TAKE_AGAIN);
            }
        }
    }

    private Section section(SectionKey key) throws FormatException {
        String outcome = null;
        long revision = 0;
        String stored = null;
        Facts facts = Facts.none();
        List<Uncovered> uncovered = List.of();
        SortedMap<String, String> evidence = new TreeMap<>();
        Optional<String> reason = Optional.empty();
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "outcome" -> outcome = in.text();
                case "revision" -> revision = in.integer();
                case "id" -> stored = in.text();
                case "facts" -> facts = facts();
                case "uncovered" -> uncovered = uncovered();
                case "evidence" -> evidence = texts();
                case "reason" -> reason = Optional.of(in.text());
                default -> in.skip();
            }
        }
        if (revision < 1 || revision > Integer.MAX_VALUE) {
            throw in.error("a section without a revision of at least 1", TAKE_AGAIN);
        }
        List<Uncovered> sorted = uncovered.stream().sorted().distinct().toList();
        String said = given(outcome, "outcome");
        String id = Identity.section(key, (int) revision, said, facts, sorted);
        if (stored != null && stored.startsWith(Identity.PREFIX) && !stored.equals(id)) {
            throw in.error("the id of the section does not fit its content: it was changed or damaged", TAKE_AGAIN);
        }
        Optional<Outcome> known = Outcome.of(said);
        if (known.isEmpty()) {
            return new Section(
                    key,
                    (int) revision,
                    Outcome.FAILED,
                    id,
                    Facts.none(),
                    sorted,
                    evidence,
                    Optional.of("outcome not known to this release"));
        }
        try {
            return new Section(key, (int) revision, known.get(), id, facts, sorted, evidence, reason);
        } catch (IllegalArgumentException e) {
            throw in.error("a section with facts though its outcome saw none", TAKE_AGAIN);
        }
    }

    private Facts facts() throws FormatException {
        Facts.Builder facts = new Facts.Builder();
        in.beginObject();
        for (String path = in.nextName(); path != null; path = in.nextName()) {
            facts.add(path, values.read());
        }
        try {
            return facts.build();
        } catch (IllegalStateException e) {
            throw in.error("the same fact twice", TAKE_AGAIN);
        }
    }

    private List<Uncovered> uncovered() throws FormatException {
        List<Uncovered> uncovered = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            String pattern = null;
            String reason = null;
            in.beginObject();
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                switch (field) {
                    case "pattern" -> pattern = in.text();
                    case "reason" -> reason = in.text();
                    default -> in.skip();
                }
            }
            try {
                uncovered.add(new Uncovered(AddressPattern.parse(given(pattern, "pattern")), given(reason, "reason")));
            } catch (IllegalArgumentException e) {
                throw in.error("not an address pattern", SEE_FORMAT);
            }
        }
        return uncovered;
    }
}

package dev.leeway.collector.store.git;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotParts;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The file of one section: what the newest snapshot says, and beside it the facts that were seen before and that it cannot tell of.
 *
 * <p>Equal sections without such facts are equal files, whatever host they are of: evidence and reasons, which lie outside a section's
 * identity, are left out.
 *
 * @param key probe and subject
 * @param told the section as the newest snapshot has it, without evidence and reason; empty where that says nothing of it
 * @param unseen facts seen before, of which the newest snapshot does not tell whether they still are
 */
record SectionFile(SectionKey key, Optional<Section> told, Facts unseen) {
    static final String UNTOLD = "untold";
    static final String ENDING = ".json";

    private static final String FETCH_AGAIN = "write the mirror again from the snapshots";

    SectionFile {
        requireNonNull(key, "key is null");
        requireNonNull(told, "told is null");
        requireNonNull(unseen, "unseen is null");
    }

    /** A section of which nothing else is known. */
    static SectionFile of(Section section) {
        return new SectionFile(section.key(), Optional.of(section), Facts.none());
    }

    /** Where the file of a section lies in the directory of its host. */
    static String path(SectionKey key) {
        return key.probe() + "/" + FileName.of(key.subject()) + ENDING;
    }

    /** Whether the newest snapshot saw the section. */
    boolean observed() {
        return told.isPresent() && told.get().outcome().observed();
    }

    /** Every fact of the file, seen now or before. */
    NavigableMap<String, Value> facts() {
        NavigableMap<String, Value> facts = new TreeMap<>();
        unseen.forEach(facts::put);
        told.ifPresent(section -> section.facts().forEach(facts::put));
        return facts;
    }

    /** The file. */
    byte[] bytes() {
        return Lines.object(lines -> {
            lines.text("section", key.text());
            lines.text("outcome", told.map(section -> section.outcome().text()).orElse(UNTOLD));
            if (told.isPresent()) {
                Section section = told.get();
                lines.member("revision", out -> out.number(section.revision()));
                lines.text("id", section.id());
                if (!section.uncovered().isEmpty()) {
                    lines.array("uncovered", items -> {
                        for (Uncovered gap : section.uncovered()) {
                            items.item(out -> out.raw("{\"pattern\": ")
                                    .string(gap.pattern().text())
                                    .raw(", \"reason\": ")
                                    .string(gap.reason())
                                    .raw('}'));
                        }
                    });
                }
            }
            NavigableMap<String, Value> facts = facts();
            if (!facts.isEmpty()) {
                lines.object("facts", members -> {
                    for (Map.Entry<String, Value> fact : facts.entrySet()) {
                        members.member(fact.getKey(), out -> SnapshotParts.write(fact.getValue(), out));
                    }
                });
            }
            // Where the section was not seen none of its facts was.
            if (observed() && unseen.size() > 0) {
                lines.array("unseen", items -> {
                    for (int i = 0; i < unseen.size(); i++) {
                        String path = unseen.path(i);
                        items.item(out -> out.string(path));
                    }
                });
            }
        });
    }

    /**
     * Reads a file and verifies the id it names.
     *
     * @param name what people know it by, for messages
     * @throws FormatException naming the place, when it was changed or damaged, or made by a later release
     */
    static SectionFile read(byte[] bytes, String name) throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(bytes), name, ReadingLimits.DEFAULT);
        String key = "";
        String outcome = "";
        long revision = 0;
        String id = "";
        List<Uncovered> uncovered = List.of();
        Facts facts = Facts.none();
        Set<String> unseen = new HashSet<>();
        in.start();
        in.beginObject();
        for (String member = in.nextName(); member != null; member = in.nextName()) {
            switch (member) {
                case "section" -> key = in.text();
                case "outcome" -> outcome = in.text();
                case "revision" -> revision = in.integer();
                case "id" -> id = in.text();
                case "uncovered" -> uncovered = SnapshotParts.uncovered(in);
                case "facts" -> facts = SnapshotParts.facts(in);
                case "unseen" -> unseen.addAll(texts(in));
                default -> in.skip();
            }
        }
        in.end();
        SectionKey section = key(key, name);
        if (outcome.equals(UNTOLD)) {
            return new SectionFile(section, Optional.empty(), facts);
        }
        Optional<Outcome> known = Outcome.of(outcome);
        if (known.isEmpty() || revision < 1 || revision > Integer.MAX_VALUE) {
            throw new FormatException(name, "", "no outcome or revision known here", "update Leeway");
        }
        Facts now = part(facts, unseen, !known.get().observed(), false);
        Section told = Sections.of(
                section, (int) revision, known.get(), now, uncovered, Collections.emptySortedMap(), Optional.empty());
        if (!told.id().equals(id)) {
            throw new FormatException(
                    name, "", "the id does not fit the content: it was changed or damaged", FETCH_AGAIN);
        }
        return new SectionFile(
                section, Optional.of(told), part(facts, unseen, !known.get().observed(), true));
    }

    private static Facts part(Facts facts, Set<String> unseen, boolean all, boolean wanted) {
        Facts.Builder part = new Facts.Builder();
        facts.forEach((path, value) -> {
            if ((all || unseen.contains(path)) == wanted) {
                part.add(path, value);
            }
        });
        return part.build();
    }

    private static List<String> texts(JsonIn in) throws FormatException {
        List<String> texts = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            texts.add(in.text());
        }
        return texts;
    }

    private static SectionKey key(String text, String name) throws FormatException {
        try {
            return SectionKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new FormatException(name, "", "not the file of a section", FETCH_AGAIN, e);
        }
    }
}

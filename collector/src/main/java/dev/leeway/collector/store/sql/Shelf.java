package dev.leeway.collector.store.sql;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.store.SideBySide;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotFrame;
import dev.leeway.schema.json.SnapshotJoiner;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Everything some snapshots are made of, fetched once: lists, layouts and sections, checked against what they were when they
 * were stored. Whatever is damaged costs those snapshots that need it.
 */
final class Shelf {
    private final Map<Long, StoredRows.Head> heads;
    private final Map<Long, StoredRows.SectionList> lists;
    private final Map<Long, StoredRows.StoredLayout> layouts;
    private final Map<Long, StoredRows.StoredSection> sections;
    private final Map<Long, Layout> read = new HashMap<>();
    private final Map<Long, Section> known = new ConcurrentHashMap<>();
    private final IdentityHashMap<Layout, SnapshotJoiner> joiners = new IdentityHashMap<>();

    /** Over rows that were fetched before, whatever fetched them. */
    Shelf(
            Map<Long, StoredRows.Head> heads,
            Map<Long, StoredRows.SectionList> lists,
            Map<Long, StoredRows.StoredLayout> layouts,
            Map<Long, StoredRows.StoredSection> sections) {
        this.heads = heads;
        this.lists = lists;
        this.layouts = layouts;
        this.sections = sections;
    }

    /** What the snapshots of these numbers are made of. */
    static Shelf of(Handle handle, List<Long> snapshots) {
        StoredRows rows = new StoredRows(handle);
        Map<Long, StoredRows.Head> heads = rows.heads(snapshots);
        Set<Long> listed = new HashSet<>();
        heads.values().forEach(head -> listed.add(head.list()));
        Map<Long, StoredRows.SectionList> lists = rows.lists(listed);
        Set<Long> layouts = new HashSet<>();
        Set<Long> sections = new HashSet<>();
        for (StoredRows.SectionList list : lists.values()) {
            layouts.add(list.layout());
            try {
                sections.addAll(Content.numbers(list.content()));
            } catch (DamagedException e) {
                // Whoever needs this list finds out that it is damaged.
            }
        }
        return new Shelf(heads, lists, rows.layouts(layouts), rows.sections(sections));
    }

    /** The sections of these numbers alone. */
    static Shelf ofSections(Handle handle, List<Long> numbers) {
        return new Shelf(Map.of(), Map.of(), Map.of(), new StoredRows(handle).sections(numbers));
    }

    /** The lists and layouts of these numbers alone. */
    static Shelf ofLists(Handle handle, List<Long> lists, List<Long> layouts) {
        StoredRows rows = new StoredRows(handle);
        return new Shelf(Map.of(), rows.lists(lists), rows.layouts(layouts), Map.of());
    }

    /** What the snapshots of these numbers say of their hosts, and how they are laid out, without sections. */
    static Shelf ofHeads(Handle handle, List<Long> snapshots) {
        StoredRows rows = new StoredRows(handle);
        Map<Long, StoredRows.Head> heads = rows.heads(snapshots);
        Set<Long> listed = new HashSet<>();
        heads.values().forEach(head -> listed.add(head.list()));
        Map<Long, StoredRows.SectionList> lists = rows.lists(listed);
        Set<Long> layouts = new HashSet<>();
        lists.values().forEach(list -> layouts.add(list.layout()));
        return new Shelf(heads, lists, rows.layouts(layouts), Map.of());
    }

    /** Reads every section side by side, so that what comes after finds them read. */
    void readAhead() {
        List<Long> numbers = new ArrayList<>(sections.keySet());
        List<Callable<Boolean>> tasks = new ArrayList<>();
        int share = 64;
        for (int from = 0; from < numbers.size(); from += share) {
            List<Long> some = numbers.subList(from, Math.min(from + share, numbers.size()));
            tasks.add(() -> {
                for (Long number : some) {
                    try {
                        section(number);
                    } catch (DamagedException e) {
                        // Told where it is needed.
                    }
                }
                return true;
            });
        }
        SideBySide.run(tasks);
    }

    /** The snapshot of that number, every id of it verified. */
    Snapshot snapshot(long number, String source) throws DamagedException {
        StoredRows.Head head = head(number);
        StoredRows.SectionList list = list(head);
        List<Section> parts = new ArrayList<>();
        for (long section : Content.numbers(list.content())) {
            parts.add(section(section));
        }
        try {
            return joiner(layout(list.layout())).join(Packing.unpack(head.content()), head.list(), parts, source);
        } catch (FormatException e) {
            throw new DamagedException("its header, or the id of a section, is damaged");
        }
    }

    private SnapshotJoiner joiner(Layout layout) throws DamagedException {
        synchronized (joiners) {
            try {
                return joiners.computeIfAbsent(layout, each -> new SnapshotJoiner(each.keys(), each.gaps()));
            } catch (IllegalArgumentException e) {
                throw new DamagedException("its layout is damaged");
            }
        }
    }

    /** The document of that number, byte for byte. */
    byte[] document(long number) throws DamagedException {
        StoredRows.Head head = head(number);
        StoredRows.SectionList list = list(head);
        List<byte[]> texts = new ArrayList<>();
        for (long section : Content.numbers(list.content())) {
            texts.add(text(section));
        }
        SnapshotFrame frame = frame(head, list);
        if (texts.size() != frame.gaps().size() - 1) {
            throw new DamagedException("its list of sections is damaged");
        }
        return frame.document(texts);
    }

    /** The snapshot of that number without its sections. */
    Snapshot header(long number, String source) throws DamagedException {
        StoredRows.Head head = head(number);
        try {
            return SnapshotJoiner.header(frame(head, list(head)), source);
        } catch (FormatException e) {
            throw new DamagedException("its header is damaged");
        }
    }

    private StoredRows.Head head(long number) throws DamagedException {
        StoredRows.Head head = heads.get(number);
        if (head == null) {
            throw new DamagedException("it is gone");
        }
        if (head.damaged()) {
            throw new DamagedException("it was set aside as damaged");
        }
        return head;
    }

    private StoredRows.SectionList list(StoredRows.Head head) throws DamagedException {
        return list(head.list());
    }

    /** A list, with its digest checked. */
    StoredRows.SectionList list(long number) throws DamagedException {
        StoredRows.SectionList list = lists.get(number);
        if (list == null || !Arrays.equals(SectionRows.listDigest(list.layout(), list.content()), list.digest())) {
            throw new DamagedException("its list of sections is damaged");
        }
        return list;
    }

    private SnapshotFrame frame(StoredRows.Head head, StoredRows.SectionList list) throws DamagedException {
        return new SnapshotFrame(
                Packing.unpack(head.content()), layout(list.layout()).gaps());
    }

    /** A layout, read once. */
    Layout layout(long number) throws DamagedException {
        synchronized (read) {
            Layout met = read.get(number);
            if (met != null) {
                return met;
            }
            StoredRows.StoredLayout stored = layouts.get(number);
            byte[] content = stored == null ? new byte[0] : Packing.unpack(stored.content());
            if (stored == null || !Arrays.equals(Digests.of(content), stored.digest())) {
                throw new DamagedException("its layout is damaged");
            }
            Layout layout = Layout.of(content);
            read.put(number, layout);
            return layout;
        }
    }

    /** The text of a section as it was stored. */
    byte[] text(long number) throws DamagedException {
        StoredRows.StoredSection stored = sections.get(number);
        if (stored == null) {
            throw new DamagedException("one of its sections is gone");
        }
        if (!stored.damaged()) {
            byte[] text = unpacked(stored);
            if (Arrays.equals(Digests.of(stored.name().getBytes(StandardCharsets.UTF_8), text), stored.digest())) {
                return text;
            }
        }
        throw damaged(stored);
    }

    private static byte[] unpacked(StoredRows.StoredSection stored) throws DamagedException {
        try {
            return Packing.unpack(stored.content());
        } catch (DamagedException e) {
            throw damaged(stored);
        }
    }

    private static DamagedException damaged(StoredRows.StoredSection stored) {
        return new DamagedException("section " + stored.name() + " is damaged", true);
    }

    /**
     * A section, taken apart once. Its text is what was verified when it was stored, as the digest tells; that its id is still the one of
     * that text the snapshots tell it is in, whose ids are computed of it.
     */
    Section section(long number) throws DamagedException {
        Section met = known.get(number);
        if (met != null) {
            return met;
        }
        byte[] text = text(number);
        StoredRows.StoredSection stored = requireNonNull(sections.get(number), "its text is there");
        try {
            Section section = Sections.readVerified(stored.key(), text, Digests.id(stored.id()), "section");
            Section before = known.putIfAbsent(number, section);
            return before == null ? section : before;
        } catch (FormatException e) {
            return checked(number);
        }
    }

    /** The same, its id computed again from its content and held against the stored one. */
    Section checked(long number) throws DamagedException {
        byte[] text = text(number);
        StoredRows.StoredSection stored = requireNonNull(sections.get(number), "its text is there");
        try {
            Section section = Sections.read(stored.key(), text, "section");
            if (!Arrays.equals(Digests.id(section.id()), stored.id())) {
                throw damaged(stored);
            }
            return section;
        } catch (FormatException e) {
            throw new DamagedException("section " + stored.name() + " cannot be read by this release", true);
        }
    }
}

package dev.leeway.collector.store.sql;

import dev.leeway.schema.json.SnapshotDocument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the rows of sections, layouts and lists within one transaction, and adds those that are not there. */
final class SectionRows {
    private final Handle handle;
    private final Numbers numbers;
    private final KnownRows known;

    SectionRows(Handle handle, Numbers numbers, KnownRows known) {
        this.handle = handle;
        this.numbers = numbers;
        this.known = known;
    }

    /** The sections that only an id was sent of and that have no sound content here. */
    List<SnapshotDocument.Part> missing(List<SnapshotDocument.Part> parts) {
        return parts.stream()
                .filter(part -> part.text().isEmpty() && byId(part.id()) == null)
                .toList();
    }

    /**
     * The number of the list of {@code document}'s sections, all of which are there afterwards.
     *
     * @param own rows that ids alone stand for, where there are several of one id
     */
    long list(SnapshotDocument document, Map<ByteBuffer, Long> own) {
        List<Long> sections = new ArrayList<>();
        for (SnapshotDocument.Part part : document.parts()) {
            Long mine = own.get(Digests.key(Digests.id(part.id())));
            if (part.text().isPresent()) {
                sections.add(section(part, part.text().get()));
            } else {
                sections.add(mine == null ? byIdOf(part) : mine);
            }
        }
        Layout layout = new Layout(
                document.parts().stream().map(SnapshotDocument.Part::key).toList(),
                document.frame().gaps());
        byte[] content = Content.numbers(sections);
        long layoutNumber = layout(layout.content());
        byte[] digest = listDigest(layoutNumber, content);
        Long there = number("section_list", digest);
        if (there != null) {
            return there;
        }
        long number = numbers.next();
        handle.createUpdate("insert into section_list (number, digest, layout, content)"
                        + " values (:number, :digest, :layout, :content)")
                .bind("number", number)
                .bind("digest", digest)
                .bind("layout", layoutNumber)
                .bind("content", content)
                .execute();
        return number;
    }

    /** What a list is known by: its layout and its sections. */
    static byte[] listDigest(long layout, byte[] content) {
        return Digests.of(new Content.Writer().number(layout).done(), content);
    }

    private long layout(byte[] content) {
        byte[] digest = Digests.of(content);
        Long there = number("layout", digest);
        if (there != null) {
            return there;
        }
        long number = numbers.next();
        handle.createUpdate("insert into layout (number, digest, content) values (:number, :digest, :content)")
                .bind("number", number)
                .bind("digest", digest)
                .bind("content", Packing.pack(content))
                .execute();
        return number;
    }

    private long byIdOf(SnapshotDocument.Part part) {
        Long number = byId(part.id());
        if (number == null) {
            throw new IllegalStateException("looked for before");
        }
        return number;
    }

    private @Nullable Long byId(String id) {
        byte[] bytes = Digests.id(id);
        Long met = known.byId(bytes);
        if (met != null) {
            return met;
        }
        Long found = handle.createQuery("select max(number) from section where id = :id and damaged = 0")
                .bind("id", bytes)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
        if (found != null) {
            known.byId(bytes, found);
        }
        return found;
    }

    private long section(SnapshotDocument.Part part, byte[] text) {
        byte[] digest = Digests.of(part.key().text().getBytes(StandardCharsets.UTF_8), text);
        Long met = known.section(digest);
        if (met != null) {
            return met;
        }
        Long there = number("section", digest);
        long number = there == null ? add(part, digest, text) : healed(there, part, text);
        known.section(digest, number);
        return number;
    }

    private long add(SnapshotDocument.Part part, byte[] digest, byte[] text) {
        long number = numbers.next();
        handle.createUpdate("insert into section (number, digest, id, name, content)"
                        + " values (:number, :digest, :id, :name, :content)")
                .bind("number", number)
                .bind("digest", digest)
                .bind("id", Digests.id(part.id()))
                .bind("name", part.key().text())
                .bind("content", Packing.pack(text))
                .execute();
        return number;
    }

    /** A section that was set aside as damaged and comes again is sound again. */
    private long healed(long number, SnapshotDocument.Part part, byte[] text) {
        handle.createUpdate("update section set content = :content, id = :id, name = :name, damaged = 0"
                        + " where number = :number and damaged <> 0")
                .bind("number", number)
                .bind("id", Digests.id(part.id()))
                .bind("name", part.key().text())
                .bind("content", Packing.pack(text))
                .execute();
        return number;
    }

    private @Nullable Long number(String table, byte[] digest) {
        return handle.createQuery("select number from " + table + " where digest = :digest")
                .bind("digest", digest)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
    }
}

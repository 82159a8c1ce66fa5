package dev.leeway.collector.store.sql;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.wire.Manifest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What a host's newest snapshots are made of: an id alone stands for the text this host had, not for another's that says where
 * else the same facts were found, and a manifest's digest for its sections.
 */
final class OwnSections {
    /** An agent builds on what it last got acknowledged, which a delivery of older ones in between may have made not the newest. */
    private static final int NEWEST = 3;

    private final Handle handle;

    OwnSections(Handle handle) {
        this.handle = handle;
    }

    private record Row(long number, byte[] id, String name) {}

    /** The rows of the sections of a host's newest snapshot, by their ids; those that are damaged are left out. */
    Map<ByteBuffer, Long> byId(long host) {
        Map<ByteBuffer, Long> numbers = new HashMap<>();
        for (List<Row> rows : newest(host, 1)) {
            rows.forEach(row -> numbers.put(Digests.key(row.id()), row.number()));
        }
        return numbers;
    }

    /** The sections of one of a host's newest snapshots, if their digest is this and all of them are sound. */
    Optional<Manifest> manifest(long host, String digest) {
        for (List<Row> rows : newest(host, NEWEST)) {
            TreeMap<SectionKey, String> ids = new TreeMap<>();
            try {
                rows.forEach(row -> ids.put(SectionKey.parse(row.name()), Digests.id(row.id())));
            } catch (IllegalArgumentException e) {
                // The name of no section: damaged, and so not known.
                continue;
            }
            Manifest manifest = new Manifest(ids);
            if (manifest.digest().equals(digest)) {
                return Optional.of(manifest);
            }
        }
        return Optional.empty();
    }

    private List<List<Row>> newest(long host, int most) {
        List<byte[]> lists = handle.createQuery("select section_list.content from snapshot"
                        + " join section_list on section_list.number = snapshot.list"
                        + " where snapshot.host = :host and snapshot.damaged = 0"
                        + " order by snapshot.series desc, snapshot.place desc, snapshot.number desc limit :most")
                .bind("host", host)
                .bind("most", most)
                .map((row, context) -> row.getBytes(1))
                .list();
        List<List<Row>> found = new ArrayList<>();
        for (byte[] list : lists) {
            try {
                found.add(rows(Content.numbers(list == null ? new byte[0] : list)));
            } catch (DamagedException e) {
                // Told by whoever reads the snapshot; here it only stands for nothing.
            }
        }
        return found;
    }

    private List<Row> rows(List<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("select number, id, name from section where damaged = 0 and number in (<numbers>)")
                .bindList("numbers", numbers)
                .map((row, context) -> new Row(row.getLong("number"), row.getBytes("id"), row.getString("name")))
                .list();
    }
}

package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Handover;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What collectors leave to each other. */
final class HandoverRows {
    private final Handle handle;

    HandoverRows(Handle handle) {
        this.handle = handle;
    }

    /** As it is stored. */
    private record Row(String name, long version, byte[] packed) {
        /** What is damaged says nothing, and is written over. */
        Handover unpacked() {
            try {
                return new Handover(version, Packing.unpack(packed));
            } catch (DamagedException e) {
                return new Handover(version, new byte[0]);
            }
        }
    }

    Optional<Handover> one(String name) {
        return handle.createQuery("select name, version, content from handover where name = :name")
                .bind("name", name)
                .map((row, context) -> new Row(row.getString(1), row.getLong(2), row.getBytes(3)))
                .findOne()
                .map(Row::unpacked);
    }

    /** There are a few for each channel and no more, so all are looked at. */
    SortedMap<String, byte[]> all(String opening) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        for (Row row : handle.createQuery("select name, version, content from handover")
                .map((row, context) -> new Row(row.getString(1), row.getLong(2), row.getBytes(3)))
                .list()) {
            if (row.name().startsWith(opening)) {
                all.put(row.name(), row.unpacked().content());
            }
        }
        return all;
    }

    boolean write(String name, long version, byte[] content) {
        long there = handle.createQuery("select version from handover where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        if (there != version) {
            return false;
        }
        handle.createUpdate("delete from handover where name = :name")
                .bind("name", name)
                .execute();
        handle.createUpdate("insert into handover (name, version, content) values (:name, :version, :content)")
                .bind("name", name)
                .bind("version", version + 1)
                .bind("content", Packing.pack(content))
                .execute();
        return true;
    }
}

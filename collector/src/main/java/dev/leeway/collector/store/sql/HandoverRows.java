package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Handover;
import dev.leeway.collector.store.StoreException;
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
        Handover unpacked() throws StoreException {
            try {
                return new Handover(version, Packing.unpack(packed));
            } catch (DamagedException e) {
                throw new StoreException("what is handed over as " + name + " is damaged", e);
            }
        }
    }

    Optional<Handover> one(String name) throws StoreException {
        Optional<Row> found = handle.createQuery("select name, version, content from handover where name = :name")
                .bind("name", name)
                .map((row, context) -> new Row(row.getString(1), row.getLong(2), row.getBytes(3)))
                .findOne();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get().unpacked());
    }

    /** There are a few for each channel and no more, so all are looked at. */
    SortedMap<String, byte[]> all(String opening) throws StoreException {
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

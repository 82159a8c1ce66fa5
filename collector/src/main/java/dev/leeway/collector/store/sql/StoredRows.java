package dev.leeway.collector.store.sql;

import dev.leeway.schema.fact.SectionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Fetches rows by their numbers, each once, as they are stored. */
final class StoredRows {
    private static final int AT_ONCE = 500;

    private final Handle handle;

    StoredRows(Handle handle) {
        this.handle = handle;
    }

    /** A snapshot's own bytes, packed, and the list of its sections. */
    record Head(long list, byte[] content, boolean damaged) {}

    /** The sections of some snapshots: their layout and their numbers, as stored. */
    record SectionList(long layout, byte[] digest, byte[] content) {}

    /** A layout as stored. */
    record StoredLayout(byte[] digest, byte[] content) {}

    /** A section as stored. */
    record StoredSection(byte[] digest, byte[] id, String name, byte[] content, boolean damaged) {
        SectionKey key() throws DamagedException {
            try {
                return SectionKey.parse(name);
            } catch (IllegalArgumentException e) {
                throw new DamagedException("the name of no section");
            }
        }
    }

    Map<Long, Head> heads(Collection<Long> numbers) {
        return fetched(
                "snapshot",
                "list, head, damaged",
                numbers,
                row -> new Head(row.getLong("list"), bytes(row, "head"), row.getLong("damaged") != 0));
    }

    Map<Long, SectionList> lists(Collection<Long> numbers) {
        return fetched(
                "section_list",
                "layout, digest, content",
                numbers,
                row -> new SectionList(row.getLong("layout"), bytes(row, "digest"), bytes(row, "content")));
    }

    Map<Long, StoredLayout> layouts(Collection<Long> numbers) {
        return fetched(
                "layout",
                "digest, content",
                numbers,
                row -> new StoredLayout(bytes(row, "digest"), bytes(row, "content")));
    }

    Map<Long, StoredSection> sections(Collection<Long> numbers) {
        return fetched(
                "section",
                "digest, id, name, content, damaged",
                numbers,
                row -> new StoredSection(
                        bytes(row, "digest"),
                        bytes(row, "id"),
                        row.getString("name") == null ? "" : row.getString("name"),
                        bytes(row, "content"),
                        row.getLong("damaged") != 0));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Map<Long, T> fetched(String table, String columns, Collection<Long> numbers, Reader<T> reader) {
        Map<Long, T> rows = new HashMap<>();
        List<Long> all = new ArrayList<>(numbers);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            handle.createQuery("select number, " + columns + " from " + table + " where number in (<numbers>)")
                    .bindList("numbers", all.subList(from, Math.min(from + AT_ONCE, all.size())))
                    .map((row, context) -> Map.entry(row.getLong("number"), reader.read(row)))
                    .forEach(row -> rows.put(row.getKey(), row.getValue()));
        }
        return rows;
    }

    /** A column that holds nothing, which only damage can make it do, holds no bytes. */
    private static byte[] bytes(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }
}

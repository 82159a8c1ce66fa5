package dev.leeway.collector.store.sql;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers of rows that were met before, so that a group of alike hosts asks for each once. */
final class KnownRows {
    private static final int MOST = 200_000;

    private final Map<ByteBuffer, Long> sections = new HashMap<>();
    private final Map<ByteBuffer, Long> ids = new HashMap<>();
    private long generation = -1;

    /** Forgets all where rows were taken away since. */
    void at(long current) {
        if (generation != current || sections.size() + ids.size() > MOST) {
            sections.clear();
            ids.clear();
            generation = current;
        }
    }

    /** Forgets all, for what was last added may not have come to stay. */
    void forget() {
        generation = -1;
    }

    @Nullable Long section(byte[] digest) {
        return sections.get(Digests.key(digest));
    }

    void section(byte[] digest, long number) {
        sections.put(Digests.key(digest), number);
    }

    @Nullable Long byId(byte[] id) {
        return ids.get(Digests.key(id));
    }

    void byId(byte[] id, long number) {
        ids.put(Digests.key(id), number);
    }
}

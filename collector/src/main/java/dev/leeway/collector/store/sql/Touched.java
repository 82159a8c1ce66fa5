package dev.leeway.collector.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Hosts of which something arrived, as they were before and as they are: a look into the order of each and no more. */
final class Touched {
    private static final String NEWEST = " order by series desc, place desc, number desc limit 1";

    private final Handle handle;

    Touched(Handle handle) {
        this.handle = handle;
    }

    /**
     * A host's newest snapshot.
     *
     * @param list of its sections
     */
    private record Newest(long number, long list) {}

    /**
     * The numbers of snapshots whose hosts may say of themselves something else than before, two for each host of which something arrived and
     * whose sections are the same; empty where the sections of a host are others, or it is new.
     *
     * @param point after which it arrived
     */
    Optional<List<Long>> alike(long point) {
        List<Long> hosts = handle.createQuery("select distinct host from snapshot where number > :point")
                .bind("point", point)
                .mapTo(Long.class)
                .list();
        List<Long> alike = new ArrayList<>();
        for (long host : hosts) {
            Optional<Newest> before = newest(host, point);
            Optional<Newest> now = newest(host, Long.MAX_VALUE);
            if (before.isEmpty()
                    || now.isEmpty()
                    || before.get().list() != now.get().list()) {
                return Optional.empty();
            }
            if (before.get().number() != now.get().number()) {
                alike.add(before.get().number());
                alike.add(now.get().number());
            }
        }
        return Optional.of(alike);
    }

    private Optional<Newest> newest(long host, long most) {
        return handle.createQuery(
                        "select number, list from snapshot where host = :host and number <= :most and damaged = 0"
                                + NEWEST)
                .bind("host", host)
                .bind("most", most)
                .map((row, context) -> new Newest(row.getLong(1), row.getLong(2)))
                .findOne();
    }
}

package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which notices were sent, and which somebody is about to send. */
final class NoticeRows {
    /** So long an id waits for another attempt: beyond, that nothing is lost is worth more than that nothing comes twice. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Handle handle;

    /** A notice; its delivery is empty where it was sent, or goes by none. */
    private record Row(boolean pending, Instant until, String delivery) {}

    NoticeRows(Handle handle) {
        this.handle = handle;
    }

    Claim standing(String key, Instant now) {
        return row(key).map(row -> standing(row, now)).orElse(Claim.FREE);
    }

    private static Claim standing(Row row, Instant now) {
        return !row.until().isAfter(now) ? Claim.FREE : row.pending() ? Claim.PENDING : Claim.SENT;
    }

    private Optional<Row> row(String key) {
        return handle.createQuery("select pending, until, delivery from notice where name = :name")
                .bind("name", key)
                .map((row, context) -> new Row(
                        row.getInt("pending") != 0,
                        Instant.ofEpochMilli(row.getLong("until")),
                        Objects.requireNonNullElse(row.getString("delivery"), "")))
                .findOne();
    }

    boolean claim(String key, Instant now, Duration again) {
        boolean free = standing(key, now) == Claim.FREE;
        if (free) {
            write(key, now.plus(again), false, "");
        }
        return free;
    }

    Map<String, Claimed> begin(Collection<String> keys, String delivery, Instant now, Duration hold) {
        Map<String, Claimed> claims = new HashMap<>();
        keys.forEach(key -> claims.put(key, begin(key, delivery, now, hold)));
        return claims;
    }

    private Claimed begin(String key, String delivery, Instant now, Duration hold) {
        Optional<Row> row = row(key);
        Claim standing = row.map(each -> standing(each, now)).orElse(Claim.FREE);
        if (standing != Claim.FREE) {
            return new Claimed(standing, row.map(Row::delivery).orElse(""));
        }
        String own = row.filter(Row::pending)
                .filter(each -> each.until().plus(KEPT).isAfter(now))
                .map(Row::delivery)
                .filter(each -> !each.isEmpty())
                .orElse(delivery);
        write(key, now.plus(hold), true, own);
        return new Claimed(Claim.FREE, own);
    }

    /** Of claims that have lapsed and are another's by now, {@code until} is another. */
    int giveBack(Collection<String> keys, Instant claimed, Duration hold, boolean tried) {
        int given = 0;
        for (String key : keys) {
            given += handle.createUpdate("update notice set until = :claimed" + (tried ? "" : ", delivery = null")
                            + " where name = :name and pending <> 0 and until = :until")
                    .bind("name", key)
                    .bind("claimed", claimed.toEpochMilli())
                    .bind("until", claimed.plus(hold).toEpochMilli())
                    .execute();
        }
        return given;
    }

    int forgetTried(Collection<String> keys, Instant now) {
        int forgotten = 0;
        for (String key : keys) {
            forgotten += handle.createUpdate("delete from notice where name = :name and pending <> 0 and until <= :now")
                    .bind("name", key)
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
        return forgotten;
    }

    int sent(Map<String, Instant> keys, Collection<String> over) {
        over.forEach(this::unclaim);
        keys.forEach((key, until) -> write(key, until, false, ""));
        return keys.size();
    }

    int unclaim(String key) {
        return handle.createUpdate("delete from notice where name = :name")
                .bind("name", key)
                .execute();
    }

    int prune(Instant before) {
        return handle.createUpdate("delete from notice where until < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    private void write(String key, Instant until, boolean pending, String delivery) {
        unclaim(key);
        handle.createUpdate("insert into notice (name, until, pending, delivery)"
                        + " values (:name, :until, :pending, :delivery)")
                .bind("delivery", delivery.isEmpty() ? null : delivery)
                .bind("name", key)
                .bind("until", until.toEpochMilli())
                .bind("pending", pending ? 1 : 0)
                .execute();
    }
}

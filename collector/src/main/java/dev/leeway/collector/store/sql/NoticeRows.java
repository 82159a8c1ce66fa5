package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Which notices were sent, and which somebody is about to send. */
final class NoticeRows {
    private final Handle handle;

    NoticeRows(Handle handle) {
        this.handle = handle;
    }

    Claim standing(String key, Instant now) {
        return handle.createQuery("select pending from notice where name = :name and until > :now")
                .bind("name", key)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .map(pending -> pending == 0 ? Claim.SENT : Claim.PENDING)
                .orElse(Claim.FREE);
    }

    boolean claim(String key, Instant now, Duration again) {
        boolean free = standing(key, now) == Claim.FREE;
        if (free) {
            write(key, now.plus(again), false);
        }
        return free;
    }

    Map<String, Claim> begin(Collection<String> keys, Instant now, Duration hold) {
        Map<String, Claim> claims = new HashMap<>();
        keys.forEach(key -> claims.put(key, begin(key, now, hold)));
        return claims;
    }

    private Claim begin(String key, Instant now, Duration hold) {
        Claim standing = standing(key, now);
        if (standing == Claim.FREE) {
            write(key, now.plus(hold), true);
        }
        return standing;
    }

    int sent(Map<String, Instant> keys, Collection<String> over) {
        over.forEach(this::unclaim);
        keys.forEach((key, until) -> write(key, until, false));
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

    private void write(String key, Instant until, boolean pending) {
        unclaim(key);
        handle.createUpdate("insert into notice (name, until, pending) values (:name, :until, :pending)")
                .bind("name", key)
                .bind("until", until.toEpochMilli())
                .bind("pending", pending ? 1 : 0)
                .execute();
    }
}

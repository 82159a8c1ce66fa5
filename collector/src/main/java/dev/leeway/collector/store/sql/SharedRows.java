package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.DayReport;
import dev.leeway.collector.store.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What several collectors over one database have to agree on: leases, and the reports of days. */
final class SharedRows {
    private final Handle handle;

    SharedRows(Handle handle) {
        this.handle = handle;
    }

    boolean lease(String name, String holder, Instant now, Instant until) {
        boolean taken = handle.createQuery(
                                "select count(*) from lease where name = :name and holder <> :holder and until > :now")
                        .bind("name", name)
                        .bind("holder", holder)
                        .bind("now", now.toEpochMilli())
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (taken) {
            return false;
        }
        handle.createUpdate("delete from lease where name = :name")
                .bind("name", name)
                .execute();
        handle.createUpdate("insert into lease (name, holder, until) values (:name, :holder, :until)")
                .bind("name", name)
                .bind("holder", holder)
                .bind("until", until.toEpochMilli())
                .execute();
        return true;
    }

    boolean keep(LocalDate day, byte[] json) {
        handle.createUpdate("delete from day_report where day = :day")
                .bind("day", day.toString())
                .execute();
        handle.createUpdate("insert into day_report (day, content) values (:day, :content)")
                .bind("day", day.toString())
                .bind("content", Packing.pack(json))
                .execute();
        return true;
    }

    List<LocalDate> days() {
        return handle.createQuery("select day from day_report").mapTo(String.class).stream()
                .map(LocalDate::parse)
                .sorted()
                .toList();
    }

    Optional<byte[]> report(LocalDate day) throws StoreException {
        Optional<byte[]> content = handle.createQuery("select content from day_report where day = :day")
                .bind("day", day.toString())
                .mapTo(byte[].class)
                .findOne();
        if (content.isEmpty()) {
            return content;
        }
        try {
            return Optional.of(Packing.unpack(content.get()));
        } catch (DamagedException e) {
            throw new StoreException("the report of " + day + " is damaged; make it anew", e);
        }
    }

    Optional<DayReport> newest() throws StoreException {
        List<LocalDate> days = days();
        if (days.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = days.get(days.size() - 1);
        return report(day).map(json -> new DayReport(day, json));
    }

    int pruneReports(LocalDate first) {
        int pruned = 0;
        for (LocalDate day : days()) {
            if (day.isBefore(first)) {
                pruned += handle.createUpdate("delete from day_report where day = :day")
                        .bind("day", day.toString())
                        .execute();
            }
        }
        return pruned;
    }
}

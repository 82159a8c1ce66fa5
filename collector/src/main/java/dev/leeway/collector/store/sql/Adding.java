package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Newcomer;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Takes in a group of arrivals within one transaction. */
final class Adding {
    private final Handle handle;
    private final Database database;
    private final Numbers numbers;
    private final SectionRows sections;
    private final AgentRows agents;
    private final Instant now;

    Adding(Handle handle, Database database, KnownRows known, Instant now) {
        this.handle = handle;
        this.database = database;
        this.numbers = new Numbers(handle);
        this.now = now;
        known.at(numbers.generation());
        this.sections = new SectionRows(handle, numbers, known);
        this.agents = new AgentRows(handle);
    }

    /** One receipt for each arrival, in their order. */
    List<Receipt> all(List<Arrival> group) {
        List<Receipt> receipts = new ArrayList<>();
        for (Arrival arrival : group) {
            receipts.add(one(arrival));
        }
        return receipts;
    }

    private Receipt one(Arrival arrival) {
        SnapshotDocument document = arrival.document();
        Snapshot snapshot = document.snapshot();
        List<SnapshotDocument.Part> missing = sections.missing(document.parts());
        if (!missing.isEmpty()) {
            return lacking(arrival, missing);
        }
        byte[] id = Digests.id(snapshot.id());
        Optional<Long> there = handle.createQuery("select number from snapshot where id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        if (there.isPresent()) {
            return again(arrival, there.get());
        }
        long host = host(snapshot);
        Optional<Newcomer> newcomer = arrival.newcomer().filter(each -> isNew(each.agent(), host, snapshot));
        boolean anew = newcomer.filter(each -> !goesOn(each, host, snapshot)).isPresent();
        Optional<Place> place = place(host, snapshot.sequence(), anew || arrival.anew(), arrival.recounted());
        if (place.isEmpty() && newcomer.isPresent()) {
            // Whatever it says, somebody else has this count.
            place = place(host, snapshot.sequence(), true, false);
        }
        if (place.isEmpty()) {
            return receipt(arrival, Fate.REFUSED, contradiction(snapshot));
        }
        insert(arrival, id, host, place.get());
        if (StoredHost.isLive(snapshot)) {
            newcomer.ifPresent(each -> agents.settled(List.of(each.agent())));
        }
        return receipt(arrival, Fate.STORED, "");
    }

    /**
     * Whether nothing of an agent is stored at this moment, whatever was so when its request was read. Of a tree it is nothing of that tree
     * since the agent joined, for it may tell of several, and of its host besides.
     */
    private boolean isNew(String name, long host, Snapshot snapshot) {
        Optional<Agent> agent = agents.named(name);
        if (agent.isEmpty() || StoredHost.isLive(snapshot)) {
            return agent.map(found -> !found.settled()).orElse(false);
        }
        return handle.createQuery("select count(*) from snapshot where host = :host and received >= :joined")
                        .bind("host", host)
                        .bind("joined", agent.get().joinedAt().toEpochMilli())
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    /**
     * Whether a host that joined again has the count it had: it saw all acknowledged that is there. What was rebuilt saw nothing, and what was
     * restored from a backup less than there is. Trees have counts of their own, of which it does not tell.
     */
    private boolean goesOn(Newcomer newcomer, long host, Snapshot snapshot) {
        return newcomer.arrived() > 0
                && StoredHost.isLive(snapshot)
                && handle.createQuery("select coalesce(max(place), 0) from snapshot where host = :host and series ="
                                        + " (select max(series) from snapshot where host = :host)")
                                .bind("host", host)
                                .mapTo(Long.class)
                                .one()
                        <= newcomer.arrived();
    }

    /** What is known already is the same, unless a part of it was damaged: then this is its cure. */
    private Receipt again(Arrival arrival, long number) {
        long list = sections.list(arrival.document(), Map.of());
        handle.createUpdate("update snapshot set list = :list, head = :head, damaged = 0"
                        + " where number = :number and damaged <> 0")
                .bind("number", number)
                .bind("list", list)
                .bind("head", Packing.pack(arrival.document().frame().head()))
                .execute();
        return receipt(arrival, Fate.KNOWN, "");
    }

    private void insert(Arrival arrival, byte[] id, long host, Place place) {
        Snapshot snapshot = arrival.document().snapshot();
        long received = arrival.receivedAt().orElse(now).toEpochMilli();
        database.roomFor(handle, received);
        handle.createUpdate(
                        "insert into snapshot (number, id, host, series, place, sequence, received, captured, list, head)"
                                + " values (:number, :id, :host, :series, :place, :sequence, :received, :captured, :list,"
                                + " :head)")
                .bind("list", sections.list(arrival.document(), own(arrival, host)))
                .bind("number", numbers.next())
                .bind("id", id)
                .bind("host", host)
                .bind("series", place.series())
                .bind("place", place.place())
                .bind("sequence", snapshot.sequence())
                .bind("received", received)
                .bind("captured", millis(snapshot.capturedAt()))
                .bind("head", Packing.pack(arrival.document().frame().head()))
                .execute();
    }

    private Map<ByteBuffer, Long> own(Arrival arrival, long host) {
        boolean named =
                arrival.document().parts().stream().anyMatch(part -> part.text().isEmpty());
        return named ? new OwnSections(handle).byId(host) : Map.of();
    }

    /** Clocks may say anything; what no number holds is as far away as one can tell. */
    static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private long host(Snapshot snapshot) {
        String environment = snapshot.host().environment().orElse("");
        Optional<Long> there = handle.createQuery(
                        "select number from host where environment = :environment and name = :name")
                .bind("environment", environment)
                .bind("name", StoredHost.filed(snapshot))
                .mapTo(Long.class)
                .findOne();
        if (there.isPresent()) {
            return there.get();
        }
        long number = numbers.next();
        handle.createUpdate("insert into host (number, environment, name) values (:number, :environment, :name)")
                .bind("number", number)
                .bind("environment", environment)
                .bind("name", StoredHost.filed(snapshot))
                .execute();
        return number;
    }

    /** Where a snapshot stands among those of its host. */
    private record Place(long series, long place) {}

    /**
     * Empty where another snapshot of the host has the same count.
     *
     * @param anew whether a new count begins with it, wherever the old one stands: a later one may hold what the old one has
     */
    private Optional<Place> place(long host, long sequence, boolean anew, boolean recounted) {
        long last = handle.createQuery("select coalesce(max(series), -1) from snapshot where host = :host")
                .bind("host", host)
                .mapTo(Long.class)
                .one();
        long series = anew ? last + 1 : Math.max(last, 0);
        if (sequence == 0) {
            long newest = handle.createQuery(
                            "select coalesce(max(place), 0) from snapshot" + " where host = :host and series = :series")
                    .bind("host", host)
                    .bind("series", series)
                    .mapTo(Long.class)
                    .one();
            return Optional.of(new Place(series, newest));
        }
        boolean taken = handle.createQuery("select count(*) from snapshot where host = :host and series = :series"
                                + " and place = :sequence and sequence = :sequence")
                        .bind("host", host)
                        .bind("series", series)
                        .bind("sequence", sequence)
                        .mapTo(Long.class)
                        .one()
                > 0;
        if (!taken) {
            return Optional.of(new Place(series, sequence));
        }
        return recounted ? Optional.of(new Place(series + 1, sequence)) : Optional.empty();
    }

    private static String contradiction(Snapshot snapshot) {
        String host = snapshot.host().environment().map(name -> name + "/").orElse("") + StoredHost.filed(snapshot);
        return "another snapshot of " + host + " has its count, " + snapshot.sequence()
                + "; either two machines go by that name, which has to be told apart first, or it was rebuilt and counts"
                + " anew: add it with --recounted";
    }

    private static Receipt lacking(Arrival arrival, List<SnapshotDocument.Part> missing) {
        return new Receipt(
                arrival.source(),
                arrival.document().snapshot().id(),
                Fate.LACKING,
                "only the id of section " + missing.get(0).key().text()
                        + " was sent, and the store has no such section; send it whole",
                missing.stream().map(SnapshotDocument.Part::id).collect(Collectors.toSet()));
    }

    private static Receipt receipt(Arrival arrival, Fate fate, String message) {
        return new Receipt(arrival.source(), arrival.document().snapshot().id(), fate, message);
    }
}

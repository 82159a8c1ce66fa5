package dev.leeway.collector.store;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.SnapshotFrame;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Arrivals of hosts that never were, and a clock that says what it is told to. */
public final class StoreScene {
    private StoreScene() {}

    /** A clock that is set by hand. */
    public static final class SetClock extends Clock {
        private Instant now = SampleSnapshots.TAKEN;

        /** Sets it, backwards too. */
        public void set(Instant moment) {
            now = moment;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** A snapshot of a host whose one variable has this value. */
    public static Snapshot snapshot(String environment, String host, long sequence, String value) {
        return SampleSnapshots.of(host, environment, sequence, Map.of("LOG_LEVEL", value));
    }

    /** The same, taken at a moment by the host's own clock. */
    public static Snapshot snapshot(String environment, String host, long sequence, String value, Instant captured) {
        return SampleSnapshots.of(host, environment, sequence, captured, Outcome.COLLECTED, Map.of("LOG_LEVEL", value));
    }

    /** A snapshot that arrives whole. */
    public static Arrival whole(Snapshot snapshot) {
        return arrival(SampleSnapshots.bytes(snapshot));
    }

    /** What arrives as these bytes. */
    public static Arrival arrival(byte[] document) {
        try {
            return new Arrival("arrival", SnapshotDocument.read(document, "arrival"));
        } catch (FormatException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** A snapshot that arrives with ids in the places of all its sections. */
    public static Arrival outline(Snapshot snapshot) {
        return outlineOf(SampleSnapshots.bytes(snapshot));
    }

    /** The same of what is written as these bytes. */
    public static Arrival outlineOf(byte[] written) {
        SnapshotDocument document = arrival(written).document();
        List<byte[]> ids = new ArrayList<>();
        document.parts().forEach(part -> ids.add(("\"" + part.id() + "\"").getBytes(StandardCharsets.UTF_8)));
        SnapshotFrame frame = document.frame();
        return arrival(frame.document(ids));
    }
}

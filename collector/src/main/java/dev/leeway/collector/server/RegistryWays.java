package dev.leeway.collector.server;

import dev.leeway.collector.identity.Handover;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.notify.Way;
import dev.leeway.collector.notify.Ways;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.json.ReadingLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers in the registry how the ways to channels are, for all collectors and whoever asks. */
public final class RegistryWays implements Ways {
    private static final String OPENING = "channel/";

    private final Registry registry;
    /** While the registry fails, what this process knows. */
    private final Map<String, Way> known = new ConcurrentHashMap<>();

    /** Those a registry knows. */
    public RegistryWays(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Way of(String channel) {
        try {
            Optional<Handover> kept = registry.handover(OPENING + channel);
            known.put(channel, kept.isPresent() ? read(kept.get().content()) : Way.OPEN);
        } catch (StoreException e) {
            // What was known last is the best there is.
        }
        return known.getOrDefault(channel, Way.OPEN);
    }

    @Override
    public void is(String channel, Way way) {
        known.put(channel, way);
        try {
            long version =
                    registry.handover(OPENING + channel).map(Handover::version).orElse(0L);
            // Where another collector wrote at the same time, its word is as good.
            var unused = registry.handOver(OPENING + channel, version, written(way));
        } catch (StoreException e) {
            // Known to this process alone, until it is tried again.
        }
    }

    private static byte[] written(Way way) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonOut.writing(
                    bytes,
                    json -> JsonMembers.object(
                            json,
                            members -> members.text("since", way.since().map(Instant::toString))
                                    .number("failures", Integer.toString(way.failures()))
                                    .text("why", way.why())
                                    .text("next", way.next().map(Instant::toString))));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static Way read(byte[] content) {
        Optional<Instant> since = Optional.empty();
        Optional<Instant> next = Optional.empty();
        int failures = 0;
        String why = "";
        try {
            JsonIn in = new JsonIn(new ByteArrayInputStream(content), "channel", ReadingLimits.DEFAULT);
            in.start();
            in.beginObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                switch (name) {
                    case "since" -> since = Optional.of(Instant.parse(in.text()));
                    case "next" -> next = Optional.of(Instant.parse(in.text()));
                    case "failures" -> failures = (int) Math.min(Integer.MAX_VALUE - 1L, in.integer());
                    case "why" -> why = in.text();
                    default -> in.skip();
                }
            }
        } catch (FormatException | DateTimeException e) {
            // It is written anew with the next message.
            return Way.OPEN;
        }
        return new Way(since, Math.max(0, failures), why, next);
    }
}

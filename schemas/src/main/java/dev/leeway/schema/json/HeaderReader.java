package dev.leeway.schema.json;

import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a snapshot says of its host and of the program that observed. */
final class HeaderReader {
    private final JsonIn in;

    HeaderReader(JsonIn in) {
        this.in = in;
    }

    Host host() throws FormatException {
        String name = null;
        Optional<String> environment = Optional.empty();
        Optional<String> role = Optional.empty();
        HostKind kind = null;
        SortedMap<String, String> labels = new TreeMap<>();
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "name" -> name = in.text();
                case "environment" -> environment = Optional.of(in.text());
                case "role" -> role = Optional.of(in.text());
                case "kind" -> kind = kind(in.text());
                case "labels" -> labels = labels();
                default -> in.skip();
            }
        }
        return new Host(given(name, "name"), environment, role, given(kind, "kind"), labels);
    }

    private HostKind kind(String text) throws FormatException {
        Optional<HostKind> kind = HostKind.of(text);
        if (kind.isEmpty()) {
            throw in.error("a kind of host not known here", "update Leeway");
        }
        return kind.get();
    }

    private SortedMap<String, String> labels() throws FormatException {
        SortedMap<String, String> labels = new TreeMap<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            labels.put(name, in.text());
        }
        return labels;
    }

    AgentInfo agent() throws FormatException {
        String version = null;
        long uid = -1;
        Optional<String> redaction = Optional.empty();
        SpoolCounts missed = SpoolCounts.NONE;
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "version" -> version = in.text();
                case "uid" -> uid = in.integer();
                case "redaction" -> redaction = Optional.of(in.text());
                case "missed" -> missed = missed();
                default -> in.skip();
            }
        }
        return new AgentInfo(given(version, "version"), uid, redaction, missed);
    }

    private SpoolCounts missed() throws FormatException {
        long coalesced = 0;
        long dropped = 0;
        long damaged = 0;
        long refused = 0;
        in.beginObject();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            switch (field) {
                case "coalesced" -> coalesced = count();
                case "dropped" -> dropped = count();
                case "damaged" -> damaged = count();
                case "refused" -> refused = count();
                default -> in.skip();
            }
        }
        return new SpoolCounts(coalesced, dropped, damaged, refused);
    }

    private long count() throws FormatException {
        long count = in.integer();
        if (count < 0) {
            throw in.error("a count below zero", SnapshotReader.TAKE_AGAIN);
        }
        return count;
    }

    private <T> T given(@Nullable T value, String name) throws FormatException {
        if (value == null) {
            throw in.error("'" + name + "' is missing", SnapshotReader.TAKE_AGAIN);
        }
        return value;
    }
}

package dev.leeway.schema.json;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Uncovered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a snapshot, for formats that lay them out in their own way: they read and write them as snapshots do.
 *
 * <p>Ids are the caller's: {@link Sections} computes them of what was read.
 */
public final class SnapshotParts {
    private SnapshotParts() {}

    /** Writes a value in its canonical form, on one line. */
    public static void write(Value value, JsonOut out) throws IOException {
        ValueJson.write(value, out);
    }

    /**
     * The object of facts that comes next.
     *
     * @throws FormatException naming the place where it is something else, or has a value of a kind that only a later release knows
     */
    public static Facts facts(JsonIn in) throws FormatException {
        ValueReader values = new ValueReader(in);
        Facts.Builder facts = new Facts.Builder();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            facts.add(checkedPath(name, in), values.read());
            if (values.unknown().isPresent()) {
                throw in.error("a value of a kind not known here", "update Leeway");
            }
        }
        return facts.build();
    }

    /** A path that stood in its one form needs no second look: that form is what is compared. */
    static String checkedPath(String path, JsonIn in) throws FormatException {
        if (!FactPath.isCanonical(path)) {
            throw in.error("not the path of a fact in its one form", "see the addresses in docs/format.md");
        }
        return path;
    }

    /** The host that comes next. */
    public static Host host(JsonIn in) throws FormatException {
        return new HeaderReader(in).host();
    }

    /** The agent that comes next. */
    public static AgentInfo agent(JsonIn in) throws FormatException {
        return new HeaderReader(in).agent();
    }

    /** The array of gaps that comes next, sorted. */
    public static List<Uncovered> uncovered(JsonIn in) throws FormatException {
        List<Uncovered> uncovered = new ArrayList<>();
        in.beginArray();
        while (in.nextItem()) {
            uncovered.add(gap(in));
        }
        return uncovered.stream().sorted().distinct().toList();
    }

    private static Uncovered gap(JsonIn in) throws FormatException {
        String pattern = "";
        String reason = "";
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "pattern" -> pattern = in.text();
                case "reason" -> reason = in.text();
                default -> in.skip();
            }
        }
        try {
            return new Uncovered(AddressPattern.parse(pattern), reason);
        } catch (IllegalArgumentException e) {
            throw in.error("not an address pattern", "see the addresses in docs/format.md");
        }
    }
}

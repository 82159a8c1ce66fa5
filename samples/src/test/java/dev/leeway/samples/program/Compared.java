package dev.leeway.samples.program;

import dev.leeway.collector.cli.NearLeeway;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code leeway diff} said as JSON.
 *
 * @param exit its exit code
 * @param report what it printed
 */
public record Compared(int exit, Report report) {
    /** Compares; {@code arguments} are snapshots and further options. */
    public static Compared of(Path scratch, Object... arguments) throws IOException, InterruptedException {
        String[] all = Stream.concat(
                        Stream.of("diff", "--format", "json"),
                        Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        NearLeeway.Said said = NearLeeway.run(
                Map.of("XDG_STATE_HOME", scratch.resolve("leeway-state").toString()), all);
        if (said.exit() != 0 && said.exit() != 1 && said.exit() != 3) {
            throw new IOException("leeway ended with " + said.exit() + ": " + said.err());
        }
        try {
            return new Compared(
                    said.exit(),
                    ReportJson.read(
                            new ByteArrayInputStream(said.out().getBytes(StandardCharsets.UTF_8)), "leeway diff"));
        } catch (FormatException unreadable) {
            throw new IOException(unreadable);
        }
    }

    /** Address to state of every drift, whatever the policy makes of it. */
    public SortedMap<String, DriftState> drifts() {
        SortedMap<String, DriftState> drifts = new TreeMap<>();
        for (Drift drift : report.drifts()) {
            drifts.put(drift.address().text(), drift.state());
        }
        return drifts;
    }

    /** One line for each cause. */
    public List<String> causes() {
        return report.causes().stream().map(Cause::summary).toList();
    }
}

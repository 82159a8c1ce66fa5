package dev.leeway.collector.server;

import dev.leeway.collector.identity.Handover;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is alerted and what was critical when somebody looked last, in the registry: it outlasts a restart, and whichever collector looks
 * next knows it. Whoever writes over what it has not read writes nothing.
 */
final class AlertMemory {
    private static final String NAME = "alerts";

    private final Registry registry;
    private long version = -1;
    private State state = State.NOTHING;

    AlertMemory(Registry registry) {
        this.registry = registry;
    }

    /**
     * What is remembered.
     *
     * @param alerted what is
     * @param last what was critical; empty where nobody looked yet
     */
    record State(AlertedJson alerted, Optional<Report> last) {
        private static final State NOTHING = new State(AlertedJson.NOTHING, Optional.empty());

        /** Whether another says as much; that nothing changed since is no news. */
        private boolean says(State other) {
            return alerted.equals(other.alerted)
                    && last.isPresent() == other.last.isPresent()
                    && ids(last).equals(ids(other.last));
        }

        private static Set<String> ids(Optional<Report> report) {
            Set<String> ids = report.stream()
                    .flatMap(each -> each.drifts().stream())
                    .map(drift -> drift.id() + " " + drift.disposition() + " " + drift.state())
                    .collect(Collectors.toSet());
            report.stream()
                    .flatMap(each -> each.remembered().stream())
                    .map(drift -> drift.id() + " " + drift.unseen())
                    .forEach(ids::add);
            return ids;
        }
    }

    /** What is known now, by whomever it was written. */
    State read() throws StoreException {
        Optional<Handover> kept = registry.handover(NAME);
        long there = kept.map(Handover::version).orElse(0L);
        if (there != version) {
            state = kept.isPresent() ? parsed(kept.get().content()) : State.NOTHING;
            version = there;
        }
        return state;
    }

    /** The same as it was read last. */
    State known() {
        return state;
    }

    /** Remembers, unless it says nothing new or another collector wrote since {@link #read}. */
    void write(AlertedJson alerted, Report report) throws StoreException {
        State told = new State(alerted, Optional.of(critical(report, alerted)));
        if (!told.says(state) && registry.handOver(NAME, version, written(told))) {
            version++;
            state = told;
        }
    }

    /** The rest is nothing that is told at once, and much. */
    private Report critical(Report report, AlertedJson alerted) {
        Set<String> ids = new HashSet<>(alerted.alerted().keySet());
        state.last.stream().flatMap(each -> each.drifts().stream()).forEach(drift -> ids.add(drift.id()));
        state.last.stream().flatMap(each -> each.remembered().stream()).forEach(each -> ids.add(each.id()));
        return report.but()
                .causes(List.of())
                .resolved(List.of())
                .drifts(report.drifts().stream()
                        .filter(drift -> drift.severity() == Severity.CRITICAL)
                        .toList())
                .remembered(report.remembered().stream()
                        .filter(each -> ids.contains(each.id()))
                        .toList())
                .build();
    }

    private static byte[] written(State state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(state.alerted.bytes());
        bytes.write('\n');
        state.last
                .map(report -> ReportFormat.JSON.render(report, RenderOptions.PLAIN))
                .ifPresent(json -> bytes.writeBytes(json.getBytes(StandardCharsets.UTF_8)));
        return bytes.toByteArray();
    }

    /** What cannot be read is begun anew: what was told is remembered by itself, so nothing is told twice. */
    private static State parsed(byte[] content) {
        int line = 0;
        while (line < content.length && content[line] != '\n') {
            line++;
        }
        try {
            AlertedJson alerted = AlertedJson.read(Arrays.copyOf(content, line));
            byte[] report = Arrays.copyOfRange(content, Math.min(line + 1, content.length), content.length);
            return new State(
                    alerted,
                    report.length == 0
                            ? Optional.empty()
                            : Optional.of(ReportFiles.read(new ByteArrayInputStream(report), "what was critical")));
        } catch (FormatException e) {
            return State.NOTHING;
        }
    }
}

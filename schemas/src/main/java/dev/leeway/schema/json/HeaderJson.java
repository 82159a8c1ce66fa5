package dev.leeway.schema.json;

import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** The canonical form of a snapshot's header, and the id over it and the ids of the sections. */
final class HeaderJson {
    private HeaderJson() {}

    static String id(
            long sequence,
            Host host,
            Instant startedAt,
            Instant capturedAt,
            String root,
            AgentInfo agent,
            SnapshotSections sections) {
        return Hash.of(out -> {
            out.raw("{\"agent\":");
            agent(agent, out);
            out.raw(",\"capturedAt\":").string(capturedAt.toString());
            out.raw(",\"host\":");
            host(host, out);
            out.raw(",\"root\":").string(root);
            out.raw(",\"schema\":").string(Snapshot.SCHEMA);
            out.raw(",\"sections\":").bytes(sections.ids());
            out.raw(",\"sequence\":").number(sequence);
            out.raw(",\"startedAt\":").string(startedAt.toString()).raw('}');
        });
    }

    static void agent(AgentInfo agent, JsonOut out) throws IOException {
        out.raw('{');
        missed(agent.missed(), out);
        if (agent.redaction().isPresent()) {
            out.raw("\"redaction\":").string(agent.redaction().get()).raw(',');
        }
        out.raw("\"uid\":").number(agent.uid());
        out.raw(",\"version\":").string(agent.version()).raw('}');
    }

    /** Said only where there is something to say, so that snapshots of all other agents are as they always were. */
    private static void missed(SpoolCounts missed, JsonOut out) throws IOException {
        if (!missed.isNone()) {
            out.raw("\"missed\":{\"coalesced\":").number(missed.coalesced());
            out.raw(",\"damaged\":").number(missed.damaged());
            out.raw(",\"dropped\":").number(missed.dropped());
            out.raw(",\"refused\":").number(missed.refused()).raw("},");
        }
    }

    static void host(Host host, JsonOut out) throws IOException {
        out.raw('{');
        if (host.environment().isPresent()) {
            out.raw("\"environment\":").string(host.environment().get()).raw(',');
        }
        out.raw("\"kind\":").string(host.kind().text());
        out.raw(",\"labels\":{");
        String separator = "";
        for (Map.Entry<String, String> label : host.labels().entrySet()) {
            out.raw(separator).key(label.getKey()).string(label.getValue());
            separator = ",";
        }
        out.raw("},\"name\":").string(host.name());
        if (host.role().isPresent()) {
            out.raw(",\"role\":").string(host.role().get());
        }
        out.raw('}');
    }
}

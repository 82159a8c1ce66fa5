package dev.leeway.collector.store.git;

import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.json.SnapshotParts;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.util.Map;

/**
 * What the header of a host's snapshots says, without what changes with each of them: moments, the agent's count, ids.
 *
 * @param host who was observed
 * @param root {@code /} for a live host, else the directory that was examined as one
 * @param agent the program that observed: another release of it, or other rules of redaction, are a change worth telling
 */
record HostFile(Host host, String root, AgentInfo agent) {
    static final String NAME = "host.json";

    private static final String SCHEMA = "leeway/mirror/1";

    static HostFile of(Snapshot snapshot) {
        return new HostFile(snapshot.host(), snapshot.root(), snapshot.agent());
    }

    /** Where the directory of the host lies, or of the tree that was examined on it. */
    String folder() {
        return FileName.of(host.role()) + "/" + fileName();
    }

    /** What that directory is called. */
    String fileName() {
        return FileName.of(StoredHost.filed(host.name(), root));
    }

    /** Whether a directory of that name is the host's, where earlier builds wrote the trees that were examined on it. */
    boolean isOfHost(String directory) {
        return FileName.of(host.name()).equals(directory);
    }

    /** Whether it may lie there: in {@link #folder}, or where earlier builds wrote it. */
    boolean mayLieAt(String path) {
        return path.equals(folder()) || path.equals(FileName.of(host.role()) + "/" + FileName.of(host.name()));
    }

    /** The branch it lies on. */
    String branch() {
        return FileName.of(host.environment());
    }

    byte[] bytes() {
        return Lines.object(lines -> {
            lines.text("schema", SCHEMA);
            lines.object("host", members -> {
                members.text("name", host.name());
                if (host.environment().isPresent()) {
                    members.text("environment", host.environment().get());
                }
                if (host.role().isPresent()) {
                    members.text("role", host.role().get());
                }
                members.text("kind", host.kind().text());
                if (!host.labels().isEmpty()) {
                    members.object("labels", labels -> {
                        for (Map.Entry<String, String> label : host.labels().entrySet()) {
                            labels.text(label.getKey(), label.getValue());
                        }
                    });
                }
            });
            lines.text("root", root);
            lines.object("agent", members -> {
                members.text("version", agent.version());
                members.member("uid", out -> out.number(agent.uid()));
                if (agent.redaction().isPresent()) {
                    members.text("redaction", agent.redaction().get());
                }
            });
        });
    }

    /**
     * Reads a file.
     *
     * @param name what people know it by, for messages
     * @throws FormatException naming the place, when it was changed or damaged, or made by a later release
     */
    static HostFile read(byte[] bytes, String name) throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(bytes), name, ReadingLimits.DEFAULT);
        String schema = "";
        Host host = null;
        String root = "";
        AgentInfo agent = null;
        in.start();
        in.beginObject();
        for (String member = in.nextName(); member != null; member = in.nextName()) {
            switch (member) {
                case "schema" -> schema = in.text();
                case "host" -> host = SnapshotParts.host(in);
                case "root" -> root = in.text();
                case "agent" -> agent = SnapshotParts.agent(in);
                default -> in.skip();
            }
        }
        in.end();
        if (!schema.equals(SCHEMA) || host == null || agent == null) {
            throw new FormatException(
                    name,
                    "",
                    "not the file of a host as this release reads it",
                    "update Leeway, or write the mirror again");
        }
        return new HostFile(host, root, agent);
    }
}

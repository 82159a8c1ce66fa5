package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Computes ids: SHA-256 over the canonical form, {@code c1} naming the recipe. */
final class Identity {
    /** What every id of this recipe begins with. */
    static final String PREFIX = "c1:sha256:";

    private Identity() {}

    /** The id of a section whose outcome is given as text, so that one not known here can be verified too. */
    static String section(SectionKey key, int revision, String outcome, Facts facts, List<Uncovered> uncovered) {
        return of(out -> {
            out.raw("{\"facts\":{");
            for (int i = 0; i < facts.size(); i++) {
                out.raw(i == 0 ? "" : ",").key(facts.path(i));
                ValueJson.write(facts.value(i), out);
            }
            out.raw("},\"outcome\":").string(outcome).raw(",\"probe\":").string(key.probe());
            out.raw(",\"revision\":").number(revision);
            key.subject().ifPresent(subject -> out.raw(",\"subject\":").string(subject));
            out.raw(",\"uncovered\":[");
            boolean first = true;
            for (Uncovered gap : uncovered) {
                out.raw(first ? "{\"pattern\":" : ",{\"pattern\":")
                        .string(gap.pattern().text());
                out.raw(",\"reason\":").string(gap.reason()).raw('}');
                first = false;
            }
            out.raw("]}");
        });
    }

    static String snapshot(
            long sequence,
            Host host,
            Instant startedAt,
            Instant capturedAt,
            String root,
            AgentInfo agent,
            SortedMap<SectionKey, Section> sections) {
        return of(out -> {
            out.raw("{\"agent\":");
            agent(agent, out);
            out.raw(",\"capturedAt\":").string(capturedAt.toString()).raw(",\"host\":");
            host(host, out);
            out.raw(",\"root\":")
                    .string(root)
                    .raw(",\"schema\":")
                    .string(Snapshot.SCHEMA)
                    .raw(",\"sections\":{");
            boolean first = true;
            for (Map.Entry<SectionKey, Section> section : sections.entrySet()) {
                out.raw(first ? "" : ",")
                        .key(section.getKey().text())
                        .string(section.getValue().id());
                first = false;
            }
            out.raw("},\"sequence\":").number(sequence);
            out.raw(",\"startedAt\":").string(startedAt.toString()).raw('}');
        });
    }

    static void agent(AgentInfo agent, JsonOut out) {
        out.raw("{\"uid\":")
                .number(agent.uid())
                .raw(",\"version\":")
                .string(agent.version())
                .raw('}');
    }

    static void host(Host host, JsonOut out) {
        out.raw('{');
        host.environment()
                .ifPresent(text -> out.raw("\"environment\":").string(text).raw(','));
        out.raw("\"kind\":").string(host.kind().text()).raw(",\"labels\":{");
        boolean first = true;
        for (Map.Entry<String, String> label : host.labels().entrySet()) {
            out.raw(first ? "" : ",").key(label.getKey()).string(label.getValue());
            first = false;
        }
        out.raw("},\"name\":").string(host.name());
        host.role().ifPresent(text -> out.raw(",\"role\":").string(text));
        out.raw('}');
    }

    private static String of(Consumer<JsonOut> content) {
        MessageDigest digest = sha256();
        JsonOut out = new JsonOut((bytes, length) -> digest.update(bytes, 0, length));
        content.accept(out);
        out.flush();
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

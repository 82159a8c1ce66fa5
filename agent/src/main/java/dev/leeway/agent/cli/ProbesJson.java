package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.CostFile;
import dev.leeway.agent.snapshot.ProbeCost;
import dev.leeway.schema.fact.Access;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.json.JsonOut;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;

/**
 * Writes what is to be said of probes as JSON: {@code {"probes": [{"name", "summary", "about", "kinds", "live", "reads",
 * "permissions", "without", "last": {"at", "uid", "agent", "answered", "wallNanos", "cpuNanos", "bytesRead", "sections",
 * "facts"}}]}}; {@code last} is absent where nothing is remembered, its numbers where they are not known.
 */
record ProbesJson(List<ProbeCard> cards) {
    void write(OutputStream to) throws IOException {
        JsonOut.writing(to, out -> {
            out.raw("{\"probes\":[");
            String between = "\n";
            for (ProbeCard card : cards) {
                out.raw(between);
                card(out, card);
                between = ",\n";
            }
            out.raw("\n]}\n");
        });
    }

    private static void card(JsonOut out, ProbeCard card) throws IOException {
        Access access = card.entry().map(ProbeEntry::access).orElse(Access.UNSAID);
        out.raw("{\"name\":").string(card.spec().name());
        out.raw(",\"summary\":").string(card.entry().map(ProbeEntry::summary).orElse(""));
        out.raw(",\"about\":").string(card.entry().map(ProbeEntry::subjects).orElse(""));
        out.raw(",\"kinds\":")
                .number(card.entry().map(each -> each.facts().size()).orElse(0));
        out.raw(",\"live\":").raw(card.spec().needsLiveHost() ? "true" : "false");
        out.raw(",\"reads\":").string(access.reads());
        out.raw(",\"permissions\":");
        texts(out, access.permissions());
        out.raw(",\"without\":").string(access.without());
        if (card.last().isPresent()) {
            out.raw(",\"last\":");
            last(out, card.last().get());
        }
        out.raw('}');
    }

    private static void texts(JsonOut out, Collection<String> texts) throws IOException {
        char between = '[';
        for (String text : texts) {
            out.raw(between).string(text);
            between = ',';
        }
        out.raw(']');
    }

    private static void last(JsonOut out, CostFile.Entry entry) throws IOException {
        ProbeCost cost = entry.cost();
        out.raw("{\"at\":").string(entry.at().toString());
        out.raw(",\"uid\":").number(entry.uid());
        out.raw(",\"agent\":").string(entry.agent());
        out.raw(",\"answered\":").raw(cost.answered() ? "true" : "false");
        out.raw(",\"wallNanos\":").number(cost.wall().toNanos());
        if (cost.used().cpuNanos().isPresent()) {
            out.raw(",\"cpuNanos\":").number(cost.used().cpuNanos().getAsLong());
        }
        if (cost.used().bytesRead().isPresent()) {
            out.raw(",\"bytesRead\":").number(cost.used().bytesRead().getAsLong());
        }
        out.raw(",\"sections\":").number(cost.sections());
        out.raw(",\"facts\":").number(cost.facts()).raw('}');
    }
}

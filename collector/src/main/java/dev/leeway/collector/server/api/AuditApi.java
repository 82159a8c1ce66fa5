package dev.leeway.collector.server.api;

import dev.leeway.collector.identity.AuditEntry;
import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.JsonMembers;
import java.util.List;

/** The log of what was decided. */
public final class AuditApi {
    private final Registry registry;

    /** Over a registry. */
    public AuditApi(Registry registry) {
        this.registry = registry;
    }

    /** Entries after a number. */
    public Answer entries(Call call, Caller caller) throws RefusedException, StoreException {
        long since = call.number("since", 0, 0, Long.MAX_VALUE);
        int most = (int) call.number("limit", HostsApi.USUAL, 1, HostsApi.MOST);
        List<AuditEntry> entries = registry.audit(since, most);
        AuditHead head = registry.auditHead();
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.text("head", head.text())
                                .objects(
                                        "entries",
                                        entries,
                                        (each, entry) -> each.number("number", Long.toString(entry.number()))
                                                .text("at", entry.at().toString())
                                                .text("actor", entry.actor())
                                                .text("action", entry.action())
                                                .text("subject", entry.subject())
                                                .text("detail", entry.detail())
                                                .text("digest", entry.digest()))));
    }

    /** The end of the log, for whoever keeps it where nobody who can write to the store can write. */
    public Answer head(Call call, Caller caller) throws StoreException {
        AuditHead head = registry.auditHead();
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.text("head", head.text())
                                .number("number", Long.toString(head.number()))
                                .text("digest", head.digest())));
    }
}

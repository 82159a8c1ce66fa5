package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditChain;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.AuditEntry;
import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.AuditVerification;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The audit log: rows are added, and nothing here changes or removes one. */
final class AuditRows {
    private static final int AT_ONCE = 1_000;

    private final Handle handle;

    AuditRows(Handle handle) {
        this.handle = handle;
    }

    void add(Instant now, String actor, AuditAction action, String subject, String detail) {
        add(now, List.of(new AuditDraft(actor, action, subject, detail)));
    }

    void add(Instant now, List<AuditDraft> drafts) {
        AuditHead head = head();
        for (AuditDraft draft : drafts) {
            AuditEntry entry = AuditChain.next(head, draft, now);
            handle.createUpdate(
                            "insert into audit (number, at, actor, action, subject, detail, digest) values (:number,"
                                    + " :at, :actor, :action, :subject, :detail, :digest)")
                    .bind("number", entry.number())
                    .bind("at", entry.at().toEpochMilli())
                    .bind("actor", entry.actor())
                    .bind("action", entry.action())
                    .bind("subject", entry.subject())
                    .bind("detail", entry.detail())
                    .bind("digest", entry.digest())
                    .execute();
            head = new AuditHead(entry.number(), entry.digest());
        }
        handle.createUpdate("update audit_head set number = :number, digest = :digest")
                .bind("number", head.number())
                .bind("digest", head.digest())
                .execute();
    }

    AuditHead head() {
        return handle.createQuery("select number, digest from audit_head")
                .map((row, context) -> new AuditHead(row.getLong("number"), row.getString("digest")))
                .findFirst()
                .orElse(AuditHead.EMPTY);
    }

    List<AuditEntry> after(long number, int most) {
        return Rising.after(
                number,
                handle.createQuery("select * from audit where number > :number order by number limit :most")
                        .bind("number", number)
                        .bind("most", most)
                        .map((row, context) -> new AuditEntry(
                                row.getLong("number"),
                                Instant.ofEpochMilli(row.getLong("at")),
                                row.getString("actor"),
                                row.getString("action"),
                                row.getString("subject"),
                                row.getString("detail"),
                                row.getString("digest")))
                        .list(),
                AuditEntry::number);
    }

    /** In a transaction that sees one moment, or what is added meanwhile looks as if the head left it out. */
    AuditVerification verify(Collection<AuditHead> published) {
        AuditChain chain = new AuditChain(published);
        long last = Long.MIN_VALUE;
        for (List<AuditEntry> some = after(last, AT_ONCE); !some.isEmpty(); some = after(last, AT_ONCE)) {
            some.forEach(chain::accept);
            last = some.get(some.size() - 1).number();
        }
        return chain.end(head());
    }
}

package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.Advance;
import dev.leeway.collector.identity.Advanced;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentKey;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.AuditEntry;
import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.AuditVerification;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import dev.leeway.collector.identity.DayReport;
import dev.leeway.collector.identity.Handover;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Joining;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RotationResult;
import dev.leeway.collector.identity.TokenHash;
import dev.leeway.collector.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What a collector remembers beside snapshots, in a database. */
final class SqlRegistry implements Registry {
    private final Transactions transactions;
    private final Clock clock;

    SqlRegistry(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void issue(JoinToken token, String by) throws StoreException {
        Instant now = clock.instant();
        transactions.writing(handle -> new Issuing(handle, now).issue(token, by));
    }

    @Override
    public void issue(AccessToken token, String by) throws StoreException {
        Instant now = clock.instant();
        transactions.writing(handle -> new Issuing(handle, now).issue(token, by));
    }

    @Override
    public List<JoinToken> tokens() throws StoreException {
        return transactions.reading(handle -> new TokenRows(handle).joining());
    }

    @Override
    public List<AccessToken> accessTokens() throws StoreException {
        return transactions.reading(handle -> new TokenRows(handle).access());
    }

    @Override
    public Optional<AccessToken> access(TokenHash hash) throws StoreException {
        return transactions.reading(handle -> new TokenRows(handle).access(hash));
    }

    @Override
    public boolean revokeToken(String id, boolean withAgents, String by) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Issuing(handle, now).revoke(id, withAgents, by));
    }

    @Override
    public JoinResult join(Joining joining) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Issuing(handle, now).join(joining));
    }

    @Override
    public RotationResult rotate(Advance advance, AgentKey key) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Rotating(handle, now).rotate(advance, key));
    }

    @Override
    public Map<String, Agent> agents(Collection<String> names) throws StoreException {
        return transactions.reading(handle -> new AgentRows(handle).named(names));
    }

    @Override
    public List<Agent> agents() throws StoreException {
        return transactions.reading(handle -> new AgentRows(handle).all());
    }

    @Override
    public boolean revokeAgent(String name, String by) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Standing(handle, now).revoke(name, by));
    }

    @Override
    public boolean restoreAgent(String name, String by) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Standing(handle, now).restore(name, by));
    }

    @Override
    public boolean markCloned(String name, String why) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Standing(handle, now).cloned(name, why));
    }

    @Override
    public List<Advanced> advance(List<Advance> group) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Counting(handle, now).all(group));
    }

    @Override
    public List<Agent> expireSilent() throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new Standing(handle, now).expireSilent());
    }

    @Override
    public void record(List<AuditDraft> drafts) throws StoreException {
        if (drafts.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        transactions.writing(handle -> {
            new AuditRows(handle).add(now, drafts);
            return true;
        });
    }

    @Override
    public List<AuditEntry> audit(long after, int most) throws StoreException {
        return transactions.reading(handle -> new AuditRows(handle).after(after, most));
    }

    @Override
    public AuditHead auditHead() throws StoreException {
        return transactions.reading(handle -> new AuditRows(handle).head());
    }

    @Override
    public AuditVerification verifyAudit(Collection<AuditHead> published) throws StoreException {
        return transactions.readingOneMoment(handle -> new AuditRows(handle).verify(published));
    }

    @Override
    public boolean lease(String name, String holder, Instant until) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> new SharedRows(handle).lease(name, holder, now, until));
    }

    @Override
    public boolean claim(String key, Instant now, Duration again) throws StoreException {
        return transactions.writing(handle -> new NoticeRows(handle).claim(key, now, again));
    }

    @Override
    public void unclaim(String key) throws StoreException {
        transactions.writing(handle -> new NoticeRows(handle).unclaim(key));
    }

    @Override
    public Map<String, Claimed> beginSending(Collection<String> keys, String delivery, Instant now, Duration hold)
            throws StoreException {
        return transactions.writing(handle -> new NoticeRows(handle).begin(keys, delivery, now, hold));
    }

    @Override
    public void giveBack(Collection<String> keys, Instant claimed, Duration hold, boolean tried) throws StoreException {
        transactions.writing(handle -> new NoticeRows(handle).giveBack(keys, claimed, hold, tried));
    }

    @Override
    public void forgetTried(Collection<String> keys, Instant now) throws StoreException {
        transactions.writing(handle -> new NoticeRows(handle).forgetTried(keys, now));
    }

    @Override
    public Claim sending(String key, Instant now) throws StoreException {
        return transactions.reading(handle -> new NoticeRows(handle).standing(key, now));
    }

    @Override
    public void sent(Map<String, Instant> keys, Collection<String> over) throws StoreException {
        transactions.writing(handle -> new NoticeRows(handle).sent(keys, over));
    }

    @Override
    public Optional<Handover> handover(String name) throws StoreException {
        return transactions.reading(handle -> new HandoverRows(handle).one(name));
    }

    @Override
    public SortedMap<String, byte[]> handovers(String opening) throws StoreException {
        return transactions.reading(handle -> new HandoverRows(handle).all(opening));
    }

    @Override
    public boolean handOver(String name, long version, byte[] content) throws StoreException {
        return transactions.writing(handle -> new HandoverRows(handle).write(name, version, content));
    }

    @Override
    public void keepReport(LocalDate day, byte[] json) throws StoreException {
        Instant now = clock.instant();
        transactions.writing(handle -> {
            new AuditRows(handle)
                    .add(now, AuditDraft.COLLECTOR, AuditAction.REPORT_MADE, day.toString(), json.length + " bytes");
            return new SharedRows(handle).keep(day, json);
        });
    }

    @Override
    public List<LocalDate> reportDays() throws StoreException {
        return transactions.reading(handle -> new SharedRows(handle).days());
    }

    @Override
    public Optional<byte[]> report(LocalDate day) throws StoreException {
        return transactions.reading(handle -> new SharedRows(handle).report(day));
    }

    @Override
    public Optional<DayReport> newestReport() throws StoreException {
        return transactions.reading(handle -> new SharedRows(handle).newest());
    }

    @Override
    public int pruneReports(LocalDate first) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> {
            int pruned = new SharedRows(handle).pruneReports(first);
            if (pruned > 0) {
                new AuditRows(handle)
                        .add(now, AuditDraft.COLLECTOR, AuditAction.PRUNED, "reports", pruned + " before " + first);
            }
            return pruned;
        });
    }

    @Override
    public int pruneTokens(Instant before) throws StoreException {
        Instant now = clock.instant();
        return transactions.writing(handle -> {
            new NoticeRows(handle).prune(before);
            int pruned = new TokenRows(handle).prune(before);
            if (pruned > 0) {
                new AuditRows(handle)
                        .add(
                                now,
                                AuditDraft.COLLECTOR,
                                AuditAction.PRUNED,
                                "tokens",
                                pruned + " that ended before " + before);
            }
            return pruned;
        });
    }

    @Override
    public void close() {
        transactions.database().close();
    }
}

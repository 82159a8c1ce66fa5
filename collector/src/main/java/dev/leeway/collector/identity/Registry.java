package dev.leeway.collector.identity;

import dev.leeway.collector.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a collector remembers beside snapshots: tokens, agents, their counts, people, the audit log, and what several collectors have
 * to agree on.
 *
 * <p>Every method is durable when it returns, and atomic among all processes over one database. May be used by several threads. What
 * decides who may do what ({@link #issue}, {@link #revokeToken}, {@link #join}, {@link #rotate}, {@link #revokeAgent}, {@link #restoreAgent}, {@link
 * #markCloned}, {@link #advance}, {@link #expireSilent}) writes its own entry into the audit log, in the same transaction; all else that
 * is to be told there goes through {@link #record}. Each throws a {@link StoreException} where nothing was done, and its words are for
 * people.
 */
public interface Registry extends AutoCloseable {
    /** Makes a token known; its text is nowhere but with whoever asked for it. */
    void issue(JoinToken token, String by) throws StoreException;

    /** Makes a person's token known. */
    void issue(AccessToken token, String by) throws StoreException;

    /** Every token by which hosts join that was not pruned, the oldest first. */
    List<JoinToken> tokens() throws StoreException;

    /** Every token of people that was not pruned, the oldest first. */
    List<AccessToken> accessTokens() throws StoreException;

    /** The token that has this hash, compared in constant time, be it valid or not. */
    Optional<AccessToken> access(TokenHash hash) throws StoreException;

    /**
     * Ends a token of either kind. Agents that joined by a pool's token stay unless {@code withAgents}.
     *
     * @return whether there is one of that id, revoked now or before
     */
    boolean revokeToken(String id, boolean withAgents, String by) throws StoreException;

    /**
     * Redeems a token and makes the agent known, both or neither: what {@link JoinRule} says. A one-time token makes one agent, however often
     * and wherever it is sent; the same key with the same token gets the same answer again, because an answer may be lost.
     */
    JoinResult join(Joining joining) throws StoreException;

    /**
     * Counts a request, and puts another key in the place of the one that signed it: what {@link CountRule} and {@link RotationRule} say. The
     * old key is refused from then on. A request that is refused for its count or its agent changes nothing, one that is refused for the key
     * is counted.
     *
     * @param advance the request, whose signature was verified
     * @param key that signed for itself
     */
    RotationResult rotate(Advance advance, AgentKey key) throws StoreException;

    /** The agent of that name, in whatever state. */
    default Optional<Agent> agent(String name) throws StoreException {
        return Optional.ofNullable(agents(List.of(name)).get(name));
    }

    /** Those of these names that are known, by name. */
    Map<String, Agent> agents(Collection<String> names) throws StoreException;

    /** Every agent, in the order of environments, hosts and joining. */
    List<Agent> agents() throws StoreException;

    /**
     * Refuses an agent from now on. One that was replaced is refused already: where another has its host's name nothing is changed.
     *
     * @return whether there is one of that name
     * @throws StoreException too where the agent was replaced, naming the one that has the host's name
     */
    boolean revokeAgent(String name, String by) throws StoreException;

    /**
     * Accepts an agent again that was revoked or marked as cloned, if no other has its host's name by now. Machines it was seen on are
     * forgotten but the last; its count stays.
     *
     * @return whether there is one of that name, which then is accepted
     * @throws StoreException too where another agent has that name
     */
    boolean restoreAgent(String name, String by) throws StoreException;

    /**
     * Marks an agent as one key on two machines, for a reason seen elsewhere (two different snapshots of one count).
     *
     * @return whether it was not marked before
     */
    boolean markCloned(String name, String why) throws StoreException;

    /**
     * Counts a group of verified requests, in their order: what {@link CountRule} says of each. Nothing that was accepted once is ever
     * accepted again, by any process, after whatever crash.
     *
     * @return one for each, in their order
     */
    List<Advanced> advance(List<Advance> group) throws StoreException;

    /** Ends the agents of pools that were silent for as long as their token allows, and returns them. */
    List<Agent> expireSilent() throws StoreException;

    /** Appends to the audit log, in the order given. */
    void record(List<AuditDraft> drafts) throws StoreException;

    /** Entries after a number, the oldest first, {@code most} at most. */
    List<AuditEntry> audit(long after, int most) throws StoreException;

    /** The newest entry's number and digest: publish it, and nobody can cut the log short unseen. */
    AuditHead auditHead() throws StoreException;

    /**
     * Reads the whole log against its digests.
     *
     * @param published heads that were told to others before
     */
    AuditVerification verifyAudit(Collection<AuditHead> published) throws StoreException;

    /**
     * Takes or prolongs something only one process may hold at a time.
     *
     * @param name of what is held
     * @param holder who asks, different for each process
     * @param until when it is free again
     * @return whether {@code holder} has it
     */
    boolean lease(String name, String holder, Instant until) throws StoreException;

    /**
     * Claims to send a notice.
     *
     * @param key of the notice
     * @param now the moment
     * @param again how long nobody else may claim it
     * @return whether it is the caller's to send
     */
    boolean claim(String key, Instant now, Duration again) throws StoreException;

    /** Gives a claim back, so that whoever asks next has it. */
    void unclaim(String key) throws StoreException;

    /**
     * Claims to send a notice that counts as sent only by {@link #sent}: who ends in between holds it up for {@code hold} and no longer.
     *
     * @return {@link Claim#FREE} where it is the caller's to send from now on
     */
    default Claim beginSending(String key, Instant now, Duration hold) throws StoreException {
        return beginSending(List.of(key), "", now, hold)
                .getOrDefault(key, Claimed.PENDING)
                .claim();
    }

    /**
     * The same of several notices at once; one for each key.
     *
     * @param delivery the id by which the caller would send them; what was claimed by another, which ended without a word or gave it back within
     *     the last day, keeps the id of then
     */
    Map<String, Claimed> beginSending(Collection<String> keys, String delivery, Instant now, Duration hold)
            throws StoreException;

    /**
     * Ends claims of notices that did not arrive as far as anybody knows: whoever asks next has them. A claim that lapsed and is another's by now
     * is left to that.
     *
     * @param claimed the moment they were claimed at
     * @param hold for which they were
     * @param tried whether they may have arrived all the same: then they keep the id they have
     */
    void giveBack(Collection<String> keys, Instant claimed, Duration hold, boolean tried) throws StoreException;

    /** Forgets by which ids notices were tried that nobody claims any more: what they tell of is over, and what comes back is another. */
    void forgetTried(Collection<String> keys, Instant now) throws StoreException;

    /** Whose a notice is at a moment, without claiming it. */
    Claim sending(String key, Instant now) throws StoreException;

    /**
     * Remembers notices as sent, whoever claimed them, and forgets others, all of it or nothing.
     *
     * @param keys until when each counts as sent
     * @param over keys that are forgotten
     */
    void sent(Map<String, Instant> keys, Collection<String> over) throws StoreException;

    /** What was handed over under a name; empty where nothing was. */
    Optional<Handover> handover(String name) throws StoreException;

    /** All that was handed over under names that begin so, by name. */
    SortedMap<String, byte[]> handovers(String opening) throws StoreException;

    /**
     * Hands over, unless somebody else did meanwhile.
     *
     * @param version of what this takes the place of; 0 for nothing
     * @return whether it was written
     */
    boolean handOver(String name, long version, byte[] content) throws StoreException;

    /** Keeps the report of a day, in place of an earlier one of the same. */
    void keepReport(LocalDate day, byte[] json) throws StoreException;

    /** The days that have a report, the oldest first. */
    List<LocalDate> reportDays() throws StoreException;

    /** The report of a day. */
    Optional<byte[]> report(LocalDate day) throws StoreException;

    /** The newest report. */
    Optional<DayReport> newestReport() throws StoreException;

    /**
     * Forgets reports of days before {@code first}.
     *
     * @return how many there were
     */
    int pruneReports(LocalDate first) throws StoreException;

    /** Forgets tokens that ended, and claims made, before a moment. Agents and the audit log stay. */
    int pruneTokens(Instant before) throws StoreException;

    /** Lets go of connections. */
    @Override
    void close();
}

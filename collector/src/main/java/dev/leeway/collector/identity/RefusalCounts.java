package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells refusals to the audit log without letting whoever is refused fill the disk: the first of a cause at once, then how many more there were,
 * an hour later at the earliest. Beyond {@value #CAUSES} causes within an hour, however many addresses they come from, the rest is one.
 *
 * <p>May be used by several threads.
 */
public final class RefusalCounts {
    /** How many causes are told apart within an hour. */
    public static final int CAUSES = 30;

    private static final Duration AGAIN = Duration.ofHours(1);

    private final Map<Cause, Count> counts = new LinkedHashMap<>();

    private record Cause(String from, Refusal refusal, String subject) {}

    private static final class Count {
        private long untold;
        private final Instant since;

        Count(Instant since) {
            this.since = since;
        }
    }

    /**
     * Counts a refusal.
     *
     * @param from whom it came: an address, a known agent, a person
     * @param subject what it was about, nothing that the outside can choose at will
     * @return what is to be recorded now
     */
    public synchronized List<AuditDraft> refused(String from, Refusal refusal, String subject, Instant now) {
        requireNonNull(from, "from is null");
        List<AuditDraft> drafts = new ArrayList<>(due(now));
        Cause cause = new Cause(from, refusal, subject);
        if (!counts.containsKey(cause) && counts.size() >= CAUSES) {
            cause = new Cause("many", Refusal.MALFORMED, "many causes");
        }
        Count count = counts.get(cause);
        if (count == null) {
            counts.put(cause, new Count(now));
            drafts.add(cause.subject().equals("many causes") ? many() : draft(cause, ""));
        } else {
            count.untold++;
        }
        return drafts;
    }

    /** What was counted, not told yet, and is due at {@code now}. */
    public synchronized List<AuditDraft> due(Instant now) {
        return drained(now.minus(AGAIN));
    }

    /** All that was counted and not told yet, at the end. */
    public synchronized List<AuditDraft> rest() {
        return drained(Instant.MAX);
    }

    private List<AuditDraft> drained(Instant until) {
        List<AuditDraft> drafts = new ArrayList<>();
        counts.entrySet().removeIf(entry -> {
            boolean over = !entry.getValue().since.isAfter(until);
            if (over && entry.getValue().untold > 0) {
                drafts.add(draft(
                        entry.getKey(), "; " + entry.getValue().untold + " more since " + entry.getValue().since));
            }
            return over;
        });
        return drafts;
    }

    private static AuditDraft many() {
        return new AuditDraft(
                "many", AuditAction.REFUSED, "many causes", "refusals of so many causes that they are only counted");
    }

    private static AuditDraft draft(Cause cause, String more) {
        return new AuditDraft(
                cause.from(),
                AuditAction.REFUSED,
                cause.subject(),
                cause.refusal().words() + more);
    }
}

package dev.leeway.collector.notify;

import dev.leeway.collector.identity.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is claimed for one message, and what counts as told once it was sent. */
final class Claims {
    /** What a channel ever heard of counts until its end was told, however long that takes. */
    private static final Duration EVER = Duration.ofDays(400);

    private final SentNotices sent;
    private final Instant now;
    private final Optional<String> delivery;
    private final boolean again;
    private final Map<String, Instant> told = new TreeMap<>();
    private final Set<String> mine = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final List<Runnable> then = new ArrayList<>();
    private boolean pending;
    private boolean partly;

    /** Of a message that is known again by what it says. */
    Claims(SentNotices sent, Instant now) {
        this(sent, now, Optional.empty(), false);
    }

    /**
     * Of a message that goes by an id of its own.
     *
     * @param again whether an earlier attempt went by that
     */
    Claims(SentNotices sent, Instant now, String delivery, boolean again) {
        this(sent, now, Optional.of(delivery), again);
    }

    private Claims(SentNotices sent, Instant now, Optional<String> delivery, boolean again) {
        this.sent = sent;
        this.now = now;
        this.delivery = delivery;
        this.again = again;
    }

    Optional<String> delivery() {
        return delivery;
    }

    /** Claims; what is sent counts as told for {@code again}. */
    Claim claim(String key, Duration again) {
        Claim claim = sent.claim(key, now);
        if (claim == Claim.FREE) {
            own(key, again);
        }
        pending |= claim == Claim.PENDING;
        return claim;
    }

    /** Takes over what was claimed for this message. */
    void own(String key, Duration again) {
        mine.add(key);
        mark(key, again);
    }

    /**
     * The same where whoever else is at it must have ended.
     *
     * @return whether it is the caller's, which it is unless it was told
     */
    boolean take(String key, Duration again) {
        boolean mineNow = sent.claim(key, now) != Claim.SENT;
        if (mineNow) {
            own(key, again);
        }
        return mineNow;
    }

    /** The same of several at once; those that are the caller's. */
    Set<String> take(Collection<String> keys, Duration again) {
        Set<String> taken = new HashSet<>();
        sent.claim(keys, now).forEach((key, claim) -> {
            if (claim != Claim.SENT) {
                taken.add(key);
                own(key, again);
            }
        });
        return taken;
    }

    /** Counts {@code key} as told by this message too, whoever told it before. */
    void mark(String key, Duration again) {
        told.put(key, now.plus(again));
    }

    /** Remembers whom to tell the end. */
    void markForEver(String key) {
        mark(key, EVER);
    }

    /** Forgets {@code keys} once the message was sent. */
    void forget(Collection<String> keys) {
        over.addAll(keys);
    }

    /** Does something else once the message was sent and that is noted: until then whoever tells it again is to see what this saw. */
    void then(Runnable work) {
        then.add(work);
    }

    /** Notes that somebody else is about to tell something of this. */
    void await() {
        pending = true;
    }

    /** Whether somebody else may be telling something that this message would have told. */
    boolean isPending() {
        return pending;
    }

    /** Notes that this, or what was sent just before it, did not come to all. */
    void partly() {
        partly = true;
    }

    /** Whether some of those it is for may lack something, even where all took this. */
    boolean isPartly() {
        return partly;
    }

    /** The message was taken by the other side. */
    void settle() {
        sent.settle(told, over);
        then.forEach(Runnable::run);
    }

    /** Nobody knows that it was; whoever asks next tells it. */
    void giveBack() {
        sent.giveBack(mine, now, true);
    }

    /** Nobody tried, so nobody has a new id: whoever asks next tells it with whatever there is by then. */
    void giveBackUntried() {
        sent.giveBack(mine, now, again);
    }
}

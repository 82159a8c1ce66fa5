package dev.leeway.collector.notify;

import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what was told whom, so that nobody is told twice; collectors that work together share one.
 *
 * <p>Whoever is about to tell something claims it, for {@link #HOLD} alone: who ends in between keeps nobody from being told. It counts as
 * told once that is settled. Keys have at most 300 characters.
 */
public interface SentNotices {
    /** How long a claim holds without being settled; longer than sending may take. */
    Duration HOLD = Duration.ofMinutes(5);

    /**
     * Takes the right to tell something; of several who ask at once only one gets it.
     *
     * @return {@link Claim#FREE} where it is the caller's now
     */
    default Claim claim(String key, Instant now) {
        return claim(key, "", now).claim();
    }

    /**
     * The same for what goes by an id, so that who gets it twice knows it again.
     *
     * @param delivery the id the caller would give it; the answer has that of an attempt before which may have arrived, where there was one
     */
    Claimed claim(String key, String delivery, Instant now);

    /** The same of several things at once; one for each key. */
    default Map<String, Claim> claim(Collection<String> keys, Instant now) {
        Map<String, Claim> claims = new HashMap<>();
        keys.forEach(key -> claims.put(key, claim(key, now)));
        return claims;
    }

    /** Whose the right is, without taking it; {@link Claim#PENDING} where nobody knows. */
    Claim standing(String key, Instant now);

    /**
     * Says what became of it, all of it at once.
     *
     * @param told until when each key counts as told, claimed before or not
     * @param over keys that count as never told, because what was told is over
     */
    void settle(Map<String, Instant> told, Collection<String> over);

    /**
     * Ends claims, for it was not told: whoever asks next has them. One that lapsed and is another's by now is left to that.
     *
     * @param claimed the moment they were claimed at
     * @param tried whether it may have arrived all the same: then they keep the id they have
     */
    void giveBack(Collection<String> keys, Instant claimed, boolean tried);

    /** Forgets by which ids claims were tried that nobody holds any more: what they tell of is over, and what comes back is another. */
    void forgetTried(Collection<String> keys, Instant now);

    /** The moment of the last night that a channel was told of; empty where nobody knows. */
    Optional<Instant> lastNight(String channel);

    /** Remembers that a channel was told of the night of that moment. */
    void toldNight(String channel, Instant asOf);
}

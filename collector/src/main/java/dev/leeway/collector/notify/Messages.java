package dev.leeway.collector.notify;

import dev.leeway.collector.digest.Item;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one channel is to be told at once: one message, unless some of it goes by the id of an attempt of which nobody knows whether it arrived.
 * That is told again by itself, so that who has it knows all of it again, and nothing new is taken for it.
 */
final class Messages {
    private static final int ID_BYTES = 16;
    /** So long after they were claimed another one is begun: as long as that may take, its claim holds. */
    private static final Duration MOST = Duration.ofMinutes(2);

    private final SentNotices sent;
    private final Instant now;
    private final Map<String, Claims> claims = new LinkedHashMap<>();
    private final Map<String, List<Item>> items = new HashMap<>();
    /** The id of what is told for the first time. */
    private Optional<String> fresh = Optional.empty();

    private boolean pending;

    Messages(SentNotices sent, Instant now) {
        this.sent = sent;
        this.now = now;
    }

    /** What is claimed for one of them, and what of it is told. */
    record Message(Claims claims, List<Item> items) {}

    /**
     * Claims to tell {@code item}, which then counts as told for {@code again}.
     *
     * @return what the claim of {@code key} came to, with the message's claims where it is the caller's
     */
    Added add(Item item, String key, Duration again) {
        // Another collector asks for the same at the same moment: only a key that is the caller's makes an id.
        String asked = fresh.orElseGet(() -> id(key, now));
        Claimed claimed = sent.claim(key, asked, now);
        pending |= claimed.claim() == Claim.PENDING;
        if (claimed.claim() != Claim.FREE) {
            return new Added(claimed.claim(), Optional.empty());
        }
        if (claimed.delivery().equals(asked)) {
            fresh = Optional.of(asked);
        }
        Claims own = claims.computeIfAbsent(claimed.delivery(), id -> new Claims(sent, now, id, !id.equals(asked)));
        own.own(key, again);
        items.computeIfAbsent(claimed.delivery(), any -> new ArrayList<>()).add(item);
        return new Added(Claim.FREE, Optional.of(own));
    }

    /** What became of adding one. */
    record Added(Claim claim, Optional<Claims> claims) {}

    /** Somebody else is about to tell something of this. */
    void await() {
        pending = true;
    }

    /**
     * Sends them one after the other by {@code sending}, until one is not taken or the claims of the others might lapse while it is sent.
     *
     * @param clock tells how long that took so far
     * @return the worst of what became of any
     */
    Delivery send(Function<Message, Delivery> sending, InstantSource clock) {
        if (claims.isEmpty()) {
            return sending.apply(new Message(awaiting(new Claims(sent, now)), List.of()));
        }
        Optional<Delivery> worst = Optional.empty();
        boolean partly = false;
        for (Map.Entry<String, Claims> each : claims.entrySet()) {
            Claims own = awaiting(each.getValue());
            Instant moment = clock.instant();
            boolean late = worst.isPresent() && !moment.isBefore(now.plus(MOST));
            if (late || worst.filter(Messages::isStuck).isPresent()) {
                own.giveBackUntried();
                worst = worst.map(before -> isStuck(before) ? before : before.unfinished(moment));
            } else {
                if (partly) {
                    own.partly();
                }
                List<Item> told = items.getOrDefault(each.getKey(), List.of());
                Delivery delivery = sending.apply(new Message(own, told));
                worst = Optional.of(
                        worst.map(before -> before.orWorse(delivery)).orElse(delivery));
                partly = own.isPartly();
            }
        }
        return worst.orElseThrow();
    }

    private static boolean isStuck(Delivery delivery) {
        return delivery.fate() == Delivery.Fate.FAILED || delivery.fate() == Delivery.Fate.RESTS;
    }

    private Claims awaiting(Claims own) {
        if (pending) {
            own.await();
        }
        return own;
    }

    private static String id(String key, Instant now) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((key + "\n" + now).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.digest.Audience;
import dev.leeway.collector.digest.Candidate;
import dev.leeway.collector.digest.Digest;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.identity.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells one channel of a night: in full what it was not told lately, or what grew since the night it was told of last. */
final class NightTelling {
    /** How long a night is known to be told; longer than its report is the newest. */
    private static final Duration NIGHTS = Duration.ofDays(30);
    /** How much earlier than another one a night may be made. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final Duration DAILY = Duration.ofDays(1);

    private final SentNotices sent;
    private final Sending sending;
    private final NotifyChannel channel;
    private final Instant now;

    NightTelling(SentNotices sent, Sending sending, NotifyChannel channel, Instant now) {
        this.sent = sent;
        this.sending = sending;
        this.channel = channel;
        this.now = now;
    }

    /** Tells of {@code night}, with the head of the audit log where the channel is to have it. */
    Delivery tell(Night night, Optional<String> head) {
        Claims claims = new Claims(sent, now);
        Instant asOf = night.report().asOf();
        Claim claim = claims.claim("night/" + channel.name() + "/" + asOf, NIGHTS);
        if (claim != Claim.FREE) {
            return claim == Claim.SENT ? Sending.nothing(channel) : Sending.pending(channel, now);
        }
        Audience audience = audience(channel);
        // What came or grew on a night that did not reach the channel is news on this one.
        Optional<Instant> last = sent.lastNight(channel.name());
        Digest.Candidates candidates = Digest.candidates(night, audience, last);
        claims.then(() -> sent.toldNight(channel.name(), asOf));
        Set<String> told = new HashSet<>();
        for (Digest.Sorted sorted : candidates.sorted()) {
            told.addAll(due(sorted, candidates.causes(), claims));
        }
        Notice notice = Digest.of(night, audience, told, last);
        Optional<String> copy = head.filter(any -> channel.auditHead());
        return sending.send(channel, Optional.of(copy.map(notice::headed).orElse(notice)), claims);
    }

    static Audience audience(NotifyChannel channel) {
        return new Audience(channel.owners(), channel.environments(), channel.severity());
    }

    /** What is told in full. Whoever claimed it and did not tell it of a night of this channel ended: the night is ours. */
    private Set<String> due(Digest.Sorted sorted, Map<String, Candidate> causes, Claims claims) {
        Duration repeat = nights(channel.repeat());
        String key = "nightly/" + channel.name() + "/";
        Set<String> due = new HashSet<>();
        List<String> others = new ArrayList<>();
        for (String id : sorted.ids()) {
            Optional<Candidate> cause = Optional.ofNullable(causes.get(id));
            if (cause.isEmpty()) {
                others.add(id);
            } else if (due.size() < sorted.most() && isDue(cause.get(), key + id + "/", repeat, claims)) {
                due.add(id);
            }
        }
        // Of these there may be thousands: they are claimed together, and no more than are told.
        for (int from = 0; from < others.size() && due.size() < sorted.most(); ) {
            int to = Math.min(others.size(), from + sorted.most() - due.size());
            Map<String, String> keys = new HashMap<>();
            others.subList(from, to).forEach(id -> keys.put(key + id, id));
            claims.take(keys.keySet(), repeat).forEach(taken -> due.add(keys.getOrDefault(taken, taken)));
            from = to;
        }
        return due;
    }

    private static boolean isDue(Candidate candidate, String key, Duration repeat, Claims claims) {
        String own = key + candidate.severity().text();
        boolean due = claims.take(own, repeat);
        // Both are taken: what is new of a cause that is told whole is no news once more.
        due |= candidate.news().isPresent()
                && claims.take(key + "new/" + candidate.news().get(), repeat);
        if (due) {
            claims.mark(own, repeat);
            candidate.lesser().forEach(lesser -> claims.mark(key + lesser.text(), repeat));
        }
        return due;
    }

    /** No night is made at the same second as another: to the second, a repeat of seven days would come after eight by chance. */
    private static Duration nights(Duration repeat) {
        return repeat.compareTo(DAILY) < 0 ? repeat : repeat.minus(SLACK);
    }
}

package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told at all, and what one channel costs another. */
class NotifierTest extends TellingScene {
    @Test
    void letsOneFailingChannelCostNobodyElse() {
        assertThat(notifier(channel("a", "/status/500"), channel("b", "/ok")).nightly(NIGHT))
                .extracting(Delivery::channel, Delivery::fate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", Delivery.Fate.FAILED),
                        org.assertj.core.groups.Tuple.tuple("b", Delivery.Fate.SENT));
    }

    @Test
    void tellsOnlyWhoWantsToHear() {
        Notifier notifier = notifier(channel("a", "/ok", Occasion.ALERT), channel("b", "/ok", Occasion.NIGHTLY));

        assertThat(notifier.nightly(NIGHT)).extracting(Delivery::channel).containsExactly("b");
        assertThat(notifier.test(Optional.empty())).hasSize(2);
        assertThat(notifier.test(Optional.of("a"))).hasSize(1);
    }

    @Test
    void tellsOnceADayThatNoReportCame() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));
        Instant due = NOW.minus(Duration.ofHours(3));
        Notice overdue = Notices.overdue(NOW.minus(Duration.ofDays(1)), true, due, Duration.ofHours(1), NOW)
                .orElseThrow();
        notifier.overdue(overdue);
        now = NOW.plus(Duration.ofHours(23));
        notifier.overdue(overdue);
        assertThat(server.taken()).hasSize(1);
        now = NOW.plus(Duration.ofHours(24));
        notifier.overdue(overdue);
        assertThat(server.taken()).hasSize(2);
        assertThat(headline(0))
                .isEqualTo("no nightly report since 2026-11-19 08:00 UTC; one was due 2026-11-20 05:00 UTC");
    }

    @Test
    void remembersInOneMemoryForSeveral() {
        assertThat(sent.claim("k", NOW)).isEqualTo(Claim.FREE);
        assertThat(sent.claim("k", NOW.plusSeconds(299))).isEqualTo(Claim.PENDING);
        assertThat(sent.claim("k", NOW.plusSeconds(300))).isEqualTo(Claim.FREE);
        sent.settle(Map.of("k", NOW.plus(Duration.ofDays(1))), List.of());
        assertThat(sent.standing("k", NOW.plus(Duration.ofHours(23)))).isEqualTo(Claim.SENT);
        assertThat(sent.claim("k", NOW.plus(Duration.ofHours(24)))).isEqualTo(Claim.FREE);
        assertThat(sent.claim("other", NOW)).isEqualTo(Claim.FREE);
        sent.settle(Map.of(), List.of("other"));
        assertThat(sent.standing("other", NOW)).isEqualTo(Claim.FREE);
    }

    /** As the store remembers it: each gives back its own claim alone, and nobody has an id that nobody tried. */
    @Test
    void givesBackInMemoryWhatIsItsOwn() {
        Instant lapsed = NOW.plus(SentNotices.HOLD);
        assertThat(sent.claim("k", "d1", NOW)).isEqualTo(new Claimed(Claim.FREE, "d1"));
        assertThat(sent.claim("k", "d2", lapsed)).isEqualTo(new Claimed(Claim.FREE, "d1"));
        sent.giveBack(List.of("k"), NOW, false);
        assertThat(sent.standing("k", lapsed)).isEqualTo(Claim.PENDING);
        sent.giveBack(List.of("k"), lapsed, true);
        assertThat(sent.claim("k", "d2", lapsed.plusSeconds(1))).isEqualTo(new Claimed(Claim.FREE, "d1"));
        sent.giveBack(List.of("k"), lapsed.plusSeconds(1), false);
        assertThat(sent.claim("k", "d2", lapsed.plusSeconds(2))).isEqualTo(new Claimed(Claim.FREE, "d2"));
    }

    @Test
    void forgetsInMemoryAnIdByWhichNobodySendsAnyMore() {
        Instant lapsed = NOW.plus(SentNotices.HOLD);
        sent.claim("k", "d1", NOW);
        sent.forgetTried(List.of("k", "unknown"), lapsed.minusMillis(1));
        assertThat(sent.claim("k", "d2", lapsed)).isEqualTo(new Claimed(Claim.FREE, "d1"));
        sent.giveBack(List.of("k"), lapsed, true);
        sent.forgetTried(List.of("k"), lapsed);
        assertThat(sent.claim("k", "d2", lapsed)).isEqualTo(new Claimed(Claim.FREE, "d2"));
        sent.settle(Map.of("k", lapsed.plusSeconds(60)), List.of());
        sent.forgetTried(List.of("k"), lapsed);
        assertThat(sent.standing("k", lapsed)).isEqualTo(Claim.SENT);
    }
}

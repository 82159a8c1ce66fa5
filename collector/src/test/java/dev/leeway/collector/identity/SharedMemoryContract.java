package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static dev.leeway.collector.identity.IdentityScene.key;
import static dev.leeway.collector.identity.IdentityScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What collectors over one registry hold, claim and hand on. */
abstract class SharedMemoryContract extends RotationContract {
    private static final Duration HOLD = Duration.ofMinutes(5);

    @Test
    void letsOneHoldALease() throws Exception {
        assertThat(registry.lease("nightly", "one", NOON.plusSeconds(60))).isTrue();
        assertThat(registry.lease("nightly", "two", NOON.plusSeconds(60))).isFalse();
        assertThat(registry.lease("other", "two", NOON.plusSeconds(60))).isTrue();
        assertThat(registry.lease("nightly", "one", NOON.plusSeconds(90))).isTrue();
        clock.set(NOON.plusSeconds(89));
        assertThat(registry.lease("nightly", "two", NOON.plusSeconds(200))).isFalse();
        clock.set(NOON.plusSeconds(90));
        assertThat(registry.lease("nightly", "two", NOON.plusSeconds(200))).isTrue();
        assertThat(registry.lease("nightly", "one", NOON.plusSeconds(300))).isFalse();
    }

    @Test
    void letsANoticeBeSentOnce() throws Exception {
        assertThat(registry.claim("drift-1", NOON, Duration.ofHours(4))).isTrue();
        assertThat(registry.claim("drift-1", NOON.plusSeconds(1), Duration.ofHours(4)))
                .isFalse();
        assertThat(registry.claim("drift-2", NOON, Duration.ofHours(4))).isTrue();
        assertThat(registry.claim("drift-1", NOON.plus(Duration.ofHours(4)), Duration.ofHours(4)))
                .isTrue();
    }

    @Test
    void holdsUpWhatSomebodyEndedOverForMinutesAlone() throws Exception {
        Duration hold = Duration.ofMinutes(5);
        assertThat(registry.sending("a", NOON)).isEqualTo(Claim.FREE);
        assertThat(registry.beginSending("a", NOON, hold)).isEqualTo(Claim.FREE);
        try (Registry other = open()) {
            assertThat(other.beginSending("a", NOON.plusSeconds(299), hold)).isEqualTo(Claim.PENDING);
            assertThat(other.sending("a", NOON.plusSeconds(299))).isEqualTo(Claim.PENDING);
            assertThat(other.beginSending("a", NOON.plusSeconds(300), hold)).isEqualTo(Claim.FREE);
            assertThat(registry.beginSending("a", NOON.plusSeconds(301), hold)).isEqualTo(Claim.PENDING);
        }
    }

    private static Claimed begin(Registry registry, String key, String delivery, Instant now) throws Exception {
        return registry.beginSending(List.of(key), delivery, now, Duration.ofMinutes(5))
                .getOrDefault(key, Claimed.PENDING);
    }

    /** Who gets it twice knows it again, whoever sends it the second time. */
    @Test
    void keepsTheIdOfAnAttemptOfWhichNobodyKnowsWhetherItArrived() throws Exception {
        assertThat(begin(registry, "a", "d1", NOON)).isEqualTo(new Claimed(Claim.FREE, "d1"));
        try (Registry other = open()) {
            assertThat(begin(other, "a", "d2", NOON.plusSeconds(299))).isEqualTo(new Claimed(Claim.PENDING, "d1"));
            assertThat(begin(other, "a", "d2", NOON.plusSeconds(300))).isEqualTo(new Claimed(Claim.FREE, "d1"));
            other.giveBack(List.of("a", "unknown"), NOON.plusSeconds(300), HOLD, true);
        }
        assertThat(registry.sending("a", NOON.plusSeconds(301))).isEqualTo(Claim.FREE);
        assertThat(begin(registry, "a", "d3", NOON.plusSeconds(301))).isEqualTo(new Claimed(Claim.FREE, "d1"));

        Instant later = NOON.plus(Duration.ofDays(7));
        registry.sent(Map.of("a", later), List.of());
        registry.giveBack(List.of("a"), NOON.plusSeconds(301), HOLD, true);
        assertThat(begin(registry, "a", "d4", later.minusMillis(1)).claim()).isEqualTo(Claim.SENT);
        // Told and told again after its time, it is another.
        assertThat(begin(registry, "a", "d4", later)).isEqualTo(new Claimed(Claim.FREE, "d4"));
        registry.sent(Map.of(), List.of("a"));
        assertThat(begin(registry, "a", "d5", later)).isEqualTo(new Claimed(Claim.FREE, "d5"));
    }

    /** What nobody tried to send nobody has. */
    @Test
    void keepsNoIdOfWhatWasNotTried() throws Exception {
        begin(registry, "a", "d1", NOON);
        registry.giveBack(List.of("a"), NOON, HOLD, false);
        assertThat(begin(registry, "a", "d2", NOON.plusSeconds(1))).isEqualTo(new Claimed(Claim.FREE, "d2"));
    }

    /** Whoever took so long that its claim lapsed does not end that of the next. */
    @Test
    void givesBackNoClaimOfAnother() throws Exception {
        begin(registry, "a", "d1", NOON);
        Instant lapsed = NOON.plus(HOLD);
        try (Registry other = open()) {
            assertThat(begin(other, "a", "d2", lapsed)).isEqualTo(new Claimed(Claim.FREE, "d1"));
        }
        registry.giveBack(List.of("a"), NOON, HOLD, true);
        registry.giveBack(List.of("a"), NOON, HOLD, false);
        assertThat(begin(registry, "a", "d3", lapsed.plusSeconds(1))).isEqualTo(new Claimed(Claim.PENDING, "d1"));
        assertThat(begin(registry, "a", "d3", lapsed.plus(HOLD))).isEqualTo(new Claimed(Claim.FREE, "d1"));
    }

    /** What is being sent, or was, is not forgotten for that. */
    @Test
    void forgetsAnIdByWhichNobodySendsAnyMore() throws Exception {
        begin(registry, "a", "d1", NOON);
        registry.forgetTried(List.of("a", "unknown"), NOON.plus(HOLD).minusMillis(1));
        assertThat(begin(registry, "a", "d2", NOON.plus(HOLD))).isEqualTo(new Claimed(Claim.FREE, "d1"));
        registry.giveBack(List.of("a"), NOON.plus(HOLD), HOLD, true);
        registry.forgetTried(List.of("a"), NOON.plus(HOLD));
        assertThat(begin(registry, "a", "d2", NOON.plus(HOLD))).isEqualTo(new Claimed(Claim.FREE, "d2"));
        registry.sent(Map.of("a", NOON.plus(Duration.ofDays(7))), List.of());
        registry.forgetTried(List.of("a"), NOON.plus(Duration.ofDays(1)));
        assertThat(registry.sending("a", NOON.plus(Duration.ofDays(1)))).isEqualTo(Claim.SENT);
    }

    /** Who forgot the first of two after a day must not take the second for it. */
    @Test
    void keepsNoIdForLongerThanADay() throws Exception {
        begin(registry, "a", "d1", NOON);
        begin(registry, "b", "d1", NOON);
        Instant day = NOON.plus(Duration.ofMinutes(5)).plus(Duration.ofDays(1));
        assertThat(begin(registry, "a", "d2", day.minusMillis(1))).isEqualTo(new Claimed(Claim.FREE, "d1"));
        assertThat(begin(registry, "b", "d2", day)).isEqualTo(new Claimed(Claim.FREE, "d2"));
    }

    @Test
    void takesForSentWhatWasSaidToBe() throws Exception {
        Duration hold = Duration.ofMinutes(5);
        Instant later = NOON.plus(Duration.ofDays(7));
        registry.beginSending("a", NOON, hold);
        registry.beginSending("old", NOON, hold);
        registry.sent(Map.of("a", later, "b", later), List.of("old"));
        assertThat(registry.beginSending("a", later.minusMillis(1), hold)).isEqualTo(Claim.SENT);
        assertThat(registry.sending("b", NOON)).isEqualTo(Claim.SENT);
        assertThat(registry.sending("old", NOON)).isEqualTo(Claim.FREE);
        assertThat(registry.beginSending("a", later, hold)).isEqualTo(Claim.FREE);
    }

    @Test
    void handsOverToWhoeverCameNoOneBetween() throws Exception {
        assertThat(registry.handover("alerts")).isEmpty();
        assertThat(registry.handOver("alerts", 1, bytes("x"))).isFalse();
        assertThat(registry.handOver("alerts", 0, bytes("one"))).isTrue();
        assertThat(registry.handOver("channel/b", 0, bytes("b"))).isTrue();
        assertThat(registry.handOver("channel/a", 0, bytes("a"))).isTrue();
        try (Registry other = open()) {
            Handover seen = other.handover("alerts").orElseThrow();
            assertThat(seen.content()).isEqualTo(bytes("one"));
            assertThat(registry.handOver("alerts", seen.version(), bytes("two")))
                    .isTrue();
            assertThat(other.handOver("alerts", seen.version(), bytes("three"))).isFalse();
            assertThat(other.handover("alerts").orElseThrow().content()).isEqualTo(bytes("two"));
            assertThat(other.handovers("channel/")).containsOnlyKeys("channel/a", "channel/b");
        }
    }

    @Test
    void keepsTheReportsOfDays() throws Exception {
        LocalDate day = LocalDate.parse("2026-11-20");
        assertThat(registry.newestReport()).isEmpty();
        registry.keepReport(day.minusDays(2), bytes("old"));
        registry.keepReport(day, bytes("first"));
        registry.keepReport(day, bytes("second"));
        registry.keepReport(day.minusDays(1), bytes("yesterday"));
        assertThat(registry.reportDays()).containsExactly(day.minusDays(2), day.minusDays(1), day);
        assertThat(registry.newestReport().orElseThrow().json()).isEqualTo(bytes("second"));
        assertThat(registry.report(day.minusDays(1)).orElseThrow()).isEqualTo(bytes("yesterday"));
        assertThat(registry.report(day.plusDays(1))).isEmpty();
        assertThat(registry.pruneReports(day)).isEqualTo(2);
        assertThat(registry.pruneReports(day)).isZero();
        assertThat(registry.reportDays()).containsExactly(day);
        assertThat(actions()).endsWith("pruned");
    }

    static byte[] bytes(String text) {
        return text.repeat(50).getBytes(StandardCharsets.UTF_8);
    }
}

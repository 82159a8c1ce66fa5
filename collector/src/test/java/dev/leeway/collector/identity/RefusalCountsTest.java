package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {
    private final RefusalCounts counts = new RefusalCounts();

    @Test
    void tellsTheFirstAtOnceAndHowManyMoreLater() {
        assertThat(counts.refused("10.0.0.1", Refusal.SIGNATURE, "a-1", NOON))
                .containsExactly(new AuditDraft("10.0.0.1", AuditAction.REFUSED, "a-1", Refusal.SIGNATURE.words()));
        for (int i = 0; i < 500; i++) {
            assertThat(counts.refused("10.0.0.1", Refusal.SIGNATURE, "a-1", NOON.plusSeconds(i)))
                    .isEmpty();
        }
        assertThat(counts.due(NOON.plus(Duration.ofHours(1)).minusMillis(1))).isEmpty();
        List<AuditDraft> due = counts.due(NOON.plus(Duration.ofHours(1)));
        assertThat(due).hasSize(1);
        assertThat(due.get(0).detail()).contains("500 more since " + NOON);
        assertThat(counts.due(NOON.plus(Duration.ofHours(9)))).isEmpty();
    }

    @Test
    void tellsCausesApart() {
        assertThat(counts.refused("a", Refusal.SIGNATURE, "x", NOON)).hasSize(1);
        assertThat(counts.refused("b", Refusal.SIGNATURE, "x", NOON)).hasSize(1);
        assertThat(counts.refused("a", Refusal.REPLAYED, "x", NOON)).hasSize(1);
        assertThat(counts.refused("a", Refusal.SIGNATURE, "y", NOON)).hasSize(1);
        counts.refused("a", Refusal.SIGNATURE, "y", NOON);
        assertThat(counts.rest()).hasSize(1);
        assertThat(counts.rest()).isEmpty();
    }

    @Test
    void isNotFilledByWhoeverComesFromManyPlaces() {
        List<AuditDraft> told = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            told.addAll(counts.refused("10." + i, Refusal.UNKNOWN_TOKEN, "-", NOON.plusMillis(i / 1_000)));
        }
        told.addAll(counts.rest());
        assertThat(told).hasSizeLessThan(40);
        assertThat(told.get(told.size() - 1).detail()).contains("999969 more");
        long day = 24;
        for (int minute = 0; minute < day * 60; minute++) {
            told.addAll(counts.refused("11." + minute, Refusal.SIGNATURE, "-", NOON.plus(Duration.ofMinutes(minute))));
        }
        assertThat(told.size()).isLessThan((int) day * 3 * (RefusalCounts.CAUSES + 1));
    }
}

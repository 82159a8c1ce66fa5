package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Status;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftBuilderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private final Drift drift = Objects.requireNonNull(GoldenReports.reports().get("full.json"))
            .drifts()
            .get(0);

    @Test
    void changesNothingOfItself() {
        assertThat(drift.but().build()).isEqualTo(drift);
        Drift expired = drift.in(Status.EXPIRED, Optional.of(DAY));
        assertThat(expired.but().build()).isEqualTo(expired);
        assertThat(expired.in(drift.status(), drift.waivedUntil())).isEqualTo(drift);
    }

    /** What nobody said of its life follows from what it is. */
    @Test
    void saysByItselfWhereItIsInItsLifeUnlessToldOtherwise() {
        assertThat(drift.but().disposition(Disposition.WAIVED).build().status()).isEqualTo(Status.WAIVED);
        assertThat(drift.but().state(DriftState.UNKNOWN).build().status()).isEqualTo(Status.UNSEEN);
        Drift fresh = drift.but()
                .state(DriftState.DIFFERENT)
                .disposition(Disposition.OPEN)
                .lifecycle(new Lifecycle(Lifecycle.Stage.NEW, Optional.empty()))
                .build();
        assertThat(fresh.status()).isEqualTo(Status.NEW);
        assertThat(fresh.but().status(Status.FLAPPING).owner(Optional.of("a")).build())
                .isEqualTo(fresh.in(Status.FLAPPING, fresh.waivedUntil()).ownedBy(Optional.of("a")));
    }
}

package dev.leeway.agent.probe.database.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PresenceBandTest {
    @Test
    void bandsBeginAtFixedShares() {
        assertThat(PresenceBand.of(1_000, 1_000)).isEqualTo(PresenceBand.ALWAYS);
        assertThat(PresenceBand.of(999, 1_000)).isEqualTo(PresenceBand.OFTEN);
        assertThat(PresenceBand.of(500, 1_000)).isEqualTo(PresenceBand.OFTEN);
        assertThat(PresenceBand.of(499, 1_000)).isEqualTo(PresenceBand.SOMETIMES);
        assertThat(PresenceBand.of(10, 1_000)).isEqualTo(PresenceBand.SOMETIMES);
        assertThat(PresenceBand.of(9, 1_000)).isEqualTo(PresenceBand.RARE);
        assertThat(PresenceBand.of(1, 2)).isEqualTo(PresenceBand.OFTEN);
        assertThat(PresenceBand.of(1, 3)).isEqualTo(PresenceBand.SOMETIMES);
    }

    @Test
    void staysTheSameForNumbersThatNeverOverflow() {
        assertThat(PresenceBand.of(Long.MAX_VALUE / 4, Long.MAX_VALUE)).isEqualTo(PresenceBand.SOMETIMES);
    }
}

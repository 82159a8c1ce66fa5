package dev.leeway.agent.probe.database.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SampleBoundTest {
    @Test
    void saysOneInAThirdOfWhatWasDrawn() {
        assertThat(SampleBound.of(10_000)).isEqualTo("shapes rarer than 1 in 3,300 may be unseen (95 %)");
        assertThat(SampleBound.of(2_000)).isEqualTo("shapes rarer than 1 in 660 may be unseen (95 %)");
        assertThat(SampleBound.of(1_999)).isEqualTo(SampleBound.of(2_000));
    }

    @Test
    void saysNothingOfAFewRows() {
        assertThat(SampleBound.of(12)).isEqualTo("shapes may be unseen, however common");
        assertThat(SampleBound.of(0)).isEqualTo("shapes may be unseen, however common");
    }

    @Test
    void missesAShapeAtTheBoundInOneSampleOfTwenty() {
        double missed = Math.pow(1 - 1.0 / 3_333, 10_000);

        assertThat(missed).isBetween(0.045, 0.05);
    }
}

package dev.leeway.agent.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanaryCorpusTest {
    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(CanaryCorpus.of(3)).isEqualTo(CanaryCorpus.of(3));
        assertThat(CanaryCorpus.of(3)).doesNotContainAnyElementsOf(CanaryCorpus.of(4));
    }

    @Test
    void leavesNoPlaceOfATemplateUnfilled() {
        assertThat(CanaryCorpus.of(3))
                .allSatisfy(canary -> assertThat(canary.text())
                        .doesNotContain("{S}", "{N}", "{LF}")
                        .doesNotContainPattern("\\{[0-9]+[walnudhbr]\\}"));
    }
}

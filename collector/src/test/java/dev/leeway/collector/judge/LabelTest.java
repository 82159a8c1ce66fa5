package dev.leeway.collector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "absent", "default", "None", "unknown", "another"})
    void quotesATextThatReadsLikeAWordOfTheReport(String text) {
        assertThat(Label.of(new Value.Text(text))).isEqualTo("'" + text + "'");
        assertThat(Label.typed(new Value.Text(text))).isEqualTo("text '" + text + "'");
    }

    @Test
    void leavesOtherValuesAsTheyAre() {
        assertThat(Label.of(new Value.Text("nonesuch"))).isEqualTo("nonesuch");
        assertThat(Label.of(new Value.Text(""))).isEqualTo("(empty)");
        assertThat(Label.of(new Value.Flag(true))).isEqualTo("true");
    }
}

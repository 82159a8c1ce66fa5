package dev.leeway.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearedTest {
    private final List<String> judged = new ArrayList<>();
    private final Cleared cleared = new Cleared(text -> {
        judged.add(text);
        return !text.contains("secret");
    });

    @Test
    void judgesAHarmlessTextOnce() {
        assertThat(cleared.clears("orders")).isTrue();
        assertThat(cleared.clears("orders")).isTrue();
        assertThat(judged).containsExactly("orders");
    }

    @Test
    void keepsNothingOfWhatIsNotHarmless() {
        assertThat(cleared.clears("secret")).isFalse();
        assertThat(cleared.clears("secret")).isFalse();
        assertThat(judged).containsExactly("secret", "secret");
    }

    @Test
    void stillJudgesWhenItHasForgotten() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(cleared.clears("table" + i)).isTrue();
            assertThat(cleared.clears("secret" + i)).isFalse();
        }
        assertThat(cleared.clears("table0")).isTrue();
    }

    @Test
    void judgesLongTextsEachTime() {
        String text = "a".repeat(200);
        cleared.clears(text);
        cleared.clears(text);
        assertThat(judged).hasSize(2);
    }
}

package dev.leeway.agent.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessStatTest {
    private static final String REST = " 1 7 7 0 -1 4194560 9 9 0 0 1 2 0 0 20 -5 1 0 98765 0 0";

    @Test
    void readsWhatFollowsANameThatHoldsBlanksAndParentheses() {
        assertThat(ProcessStat.parse("7 (a) b (c) S" + REST + "\n"))
                .contains(new ProcessStat("a) b (c", 1, false, false, -5, 98_765));
    }

    @Test
    void knowsThreadsOfTheKernelAndWhatHasEnded() {
        assertThat(ProcessStat.parse("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 1 0"))
                .hasValueSatisfying(stat -> assertThat(stat.kernel()).isTrue());
        assertThat(ProcessStat.parse("7 (sh) Z" + REST))
                .hasValueSatisfying(stat -> assertThat(stat.zombie()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "7 (java",
                ")7(",
                "7 (java)",
                "7 (java) S 1 7 7 0 -1 4194560 9",
                "7 (java) S x 7 7 0 -1 4194560 9 9 0 0 1 2 0 0 20 -5 1 0 98765 0",
                "7 (java) S 1 7 7 0 -1 4194560 9 9 0 0 1 2 0 0 20 -5 1 0 99999999999999999999 0"
            })
    void readsNothingFromALineThatIsCutShortOrNone(String line) {
        assertThat(ProcessStat.parse(line)).isEmpty();
    }
}

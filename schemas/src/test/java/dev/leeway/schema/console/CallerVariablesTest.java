package dev.leeway.schema.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerVariablesTest {
    @Test
    void areThoseOfAProcessNoLauncherStarted() {
        assertThat(CallerVariables.of(Map.of("LC_ALL", "C", "A", "b"))).isEqualTo(Map.of("LC_ALL", "C", "A", "b"));
    }

    @Test
    void giveBackWhatTheLauncherChangedAndTakeAwayWhatItAdded() {
        Map<String, String> seen = Map.of(
                "LEEWAY_CALLER", "LC_ALL:MALLOC_ARENA_MAX",
                "LEEWAY_CALLER_LC_ALL", "de_DE.UTF-8",
                "LC_ALL", "C.UTF-8",
                "MALLOC_ARENA_MAX", "1",
                "LEEWAY_NAME", "web-01");
        assertThat(CallerVariables.of(seen)).isEqualTo(Map.of("LC_ALL", "de_DE.UTF-8", "LEEWAY_NAME", "web-01"));
    }

    @Test
    void keepWhatTheCallerHadThoughItIsEmpty() {
        Map<String, String> seen = Map.of("LEEWAY_CALLER", "LC_ALL", "LEEWAY_CALLER_LC_ALL", "", "LC_ALL", "C.UTF-8");
        assertThat(CallerVariables.of(seen)).isEqualTo(Map.of("LC_ALL", ""));
    }
}

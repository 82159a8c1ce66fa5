package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {
    @ParameterizedTest
    @CsvSource({
        "process[shop-web]/jvm, process[shop-web]/jvm/heap/max, true",
        "process[shop-web]/jvm, process[shop-web]/jvm, true",
        "process[shop-web]/jvm/**, process[shop-web]/jvm/flag[A], true",
        "process[*]/jvm/flag, process[shop-web]/jvm/flag[A], false",
        "process[shop-web]/jvm, process[shop-web]/jvmti, false",
        "process[shop-web], process[shop-web]/replicas, true",
        "process, process[shop-web]/replicas, true",
        "process, process/service[shop-web]/namedBy, true",
        "**, process[shop-web]/replicas, true",
    })
    void takesWhatOthersLieBelowForAllOfIt(String typed, String address, boolean meant) throws CommandFailure {
        assertThat(Patterns.read("--only", List.of(typed), Set.of("process")))
                .as("%s for %s", typed, address)
                .satisfies(patterns -> assertThat(patterns.stream().anyMatch(pattern -> pattern.matches(address)))
                        .isEqualTo(meant));
    }
}

package dev.leeway.collector.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.report.Report;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnvironmentNamesTest {
    private static final Report REPORT = SampleReports.equal()
            .but()
            .names(new TreeMap<>(Map.of("prod", "prod", "prd", "prod", "qa", "qa")))
            .build();

    @Test
    void namesAnEnvironmentAsThePolicyDoesWhateverItIsCalled() {
        EnvironmentNames names = EnvironmentNames.of(REPORT);

        assertThat(List.of("prd", "PRD", "Prod", "canary").stream()
                        .map(names::canonical)
                        .toList())
                .containsExactly("prod", "prod", "prod", "canary");
    }

    @Test
    void knowsWhatThePolicyListsAndWhatWasObserved() {
        EnvironmentNames names = EnvironmentNames.of(REPORT);

        assertThat(names.isKnown("qa")).isTrue();
        assertThat(names.isKnown("Prd")).isTrue();
        assertThat(names.isKnown(REPORT.environments().get(0).name())).isTrue();
        assertThat(names.isKnown("production")).isFalse();
        assertThat(EnvironmentNames.of(Map.of(), List.of("lab")).isKnown("lab")).isTrue();
    }
}

package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Gap;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapLinesTest {
    private static Gap gap(String pattern, String host, boolean required) {
        return new Gap(pattern, "prod", List.of(host), Outcome.NOT_REQUESTED, "an image tells none", required, 2);
    }

    @Test
    void foldsWhatOneHostDoesNotTellForOneReason() {
        List<Gap> gaps = new ArrayList<>(List.of(gap("certificate", "a", false), gap("config", "a", false)));
        assertThat(GapLines.of(gaps))
                .containsExactly(
                        "not observed: certificate in prod on a: not asked for, an image tells none (2 facts)",
                        "not observed: config in prod on a: not asked for, an image tells none (2 facts)");

        gaps.add(1, gap("os", "b", false));
        gaps.add(gap("env", "a", false));
        gaps.add(gap("git", "a", false));
        gaps.add(gap("process", "a", false));
        assertThat(GapLines.of(gaps))
                .containsExactly(
                        "not observed: certificate, config, env and 2 more in prod on a: not asked for, an image tells none"
                                + " (10 facts)",
                        "not observed: os in prod on b: not asked for, an image tells none (2 facts)");
    }

    @Test
    void leavesWhatIsRequiredAlone() {
        List<Gap> gaps = List.of(gap("a", "h", true), gap("b", "h", true), gap("c", "h", true));
        assertThat(GapLines.of(gaps)).hasSize(3).allMatch(line -> line.startsWith("required and not observed: "));
    }

    @Test
    void makesOneLineOfManyForOneReasonAndManyForAnother() {
        List<Gap> gaps = new ArrayList<>();
        for (String each : List.of("a", "b", "c")) {
            gaps.add(gap(each, "h", false));
            gaps.add(new Gap("x" + each, "prod", List.of("h"), Outcome.NOT_REQUESTED, "no host", false, 1));
        }
        gaps.add(new Gap("z", "prod", List.of("h"), Outcome.NOT_REQUESTED, "something else", false, 1));
        assertThat(GapLines.of(gaps))
                .containsExactly(
                        "not observed: a, xa, b and 3 more in prod on h: not asked for, an image tells none; no host"
                                + " (9 facts)",
                        "not observed: z in prod on h: not asked for, something else (1 fact)");
    }
}

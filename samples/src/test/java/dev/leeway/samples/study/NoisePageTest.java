package dev.leeway.samples.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Program;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the noise study tells of every pair there is, and adds up. */
class NoisePageTest {
    private static final int FEWEST_SILENT = 30;
    private static final int FEWEST_TOLD = 100;

    private static List<Pair> pairs() throws Exception {
        return Published.all().values().stream().flatMap(List::stream).toList();
    }

    @Test
    void tellsOfEveryPairAndOfNoOther() throws Exception {
        assertThat(pairs()).extracting(Pair::toString).doesNotHaveDuplicates();
        assertThat(Published.verdicts().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        pairs().stream().map(Pair::toString).toList());
        assertThat(Published.verdicts().values()).doesNotContain("not run");
    }

    @Test
    void addsUp() throws Exception {
        assertThat(Files.readString(Program.REPOSITORY.resolve("docs/noise.md")))
                .contains(Published.totals(Published.verdicts()));
    }

    @Test
    void looksAtAsManyPairsAsItShould() throws Exception {
        assertThat(pairs()).filteredOn(Pair::silent).hasSizeGreaterThanOrEqualTo(FEWEST_SILENT);
        assertThat(pairs()).filteredOn(pair -> !pair.silent()).hasSizeGreaterThanOrEqualTo(FEWEST_TOLD);
    }
}

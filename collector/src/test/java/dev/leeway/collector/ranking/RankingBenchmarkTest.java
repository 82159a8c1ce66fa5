package dev.leeway.collector.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.collector.ranking.RankingBenchmark.Outcome;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RankingBenchmarkTest {
    private static final Path PAGE = Path.of("..", "docs", "ranking.md");
    private static final int ROUNDS = 4;

    private static double share(List<Outcome> outcomes, Predicate<Outcome> told) {
        return (double) outcomes.stream().filter(told).count() / outcomes.size();
    }

    @Test
    void tellsNothingOfEnvironmentsWithoutFaultAndNoise() {
        List<Cause> causes = Shop.sound().report(Optional.empty()).causes();
        assertThat(causes).extracting(Cause::disposition).containsOnly(Disposition.WITHIN_LEEWAY);
    }

    @Test
    void tellsTheFaultFirstInFourOfFiveCasesAndInNineteenOfTwentyAmongTheFirstFive() {
        List<Outcome> outcomes = RankingBenchmark.sample(RankingBenchmark.SEED);
        assertThat(share(outcomes, outcome -> outcome.rank() == 1)).isGreaterThanOrEqualTo(0.8);
        assertThat(share(outcomes, outcome -> outcome.rank() <= RankingBenchmark.FIVE))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void publishesWhatNoiseWasDrawnAndWhichFaultsWerePlanted() throws IOException {
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("golden.update")) {
            page = RankingPage.with(page, "noise", RankingPage.noise());
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(RankingPage.with(page, "noise", RankingPage.noise()));
        String kinds = String.join("\n", RankingPage.kinds());
        assertThat(page.lines()
                        .filter(line -> line.matches("\\| .* \\| " + ROUNDS + " \\| .*"))
                        .map(line -> line.substring(2, line.indexOf(" |", 2))))
                .containsExactlyElementsOf(kinds.lines().toList());
    }

    @Test
    void publishesTheFiguresOfTheWholeBenchmark() throws IOException {
        assumeTrue(
                !System.getProperty("leeway.scale", "short").equals("short"),
                "some minutes; -Pslow runs all cases and holds docs/ranking.md to them");
        List<Outcome> outcomes = RankingBenchmark.run(RankingBenchmark.SEED, ROUNDS);
        String page = Files.readString(PAGE);
        String made = RankingPage.with(
                RankingPage.with(page, "overall", RankingPage.overall(outcomes)), "kinds", RankingPage.table(outcomes));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(made);
        assertThat(share(outcomes, outcome -> outcome.rank() == 1)).isGreaterThanOrEqualTo(0.8);
        assertThat(share(outcomes, outcome -> outcome.rank() <= RankingBenchmark.FIVE))
                .isGreaterThanOrEqualTo(0.95);
    }
}

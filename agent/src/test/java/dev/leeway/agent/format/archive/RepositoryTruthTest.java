package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepositoryTruthTest {
    @Test
    void whatIsToldOfTheArchivesOfARepositoryIsWhatTheirPathsSay() throws IOException {
        RepositoryTruth truth = RepositoryTruth.of(repository(), true);

        assertThat(truth.count("wrong version")).as("%s", truth.classes()).isLessThanOrEqualTo(truth.archives() / 200);
        assertThat(truth.count("wrong artifact")).isLessThanOrEqualTo(truth.archives() / 200);
        assertThat(truth.count("wrong group")).isLessThanOrEqualTo(truth.archives() / 50);
        assertThat(truth.count("exact: wrong") + truth.count("exact: no")).isLessThanOrEqualTo(truth.archives() / 200);
    }

    @Test
    void withoutTheirNamesTheyAreUnknownMoreOftenAndHardlyEverWrong() throws IOException {
        RepositoryTruth truth = RepositoryTruth.of(repository(), false);

        assertThat(truth.count("wrong artifact")).as("%s", truth.classes()).isLessThanOrEqualTo(truth.archives() / 50);
        assertThat(truth.count("exact: wrong")).isZero();
    }

    private static Path repository() {
        Optional<Path> repository = RepositoryTruth.repository();
        assumeTrue(repository.isPresent(), "no Maven repository on this machine");
        return repository.orElseThrow();
    }
}

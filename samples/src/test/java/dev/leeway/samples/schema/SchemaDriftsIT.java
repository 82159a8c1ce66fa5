package dev.leeway.samples.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the agent saw of real databases before and after a single change, compared under the shipped policy: exactly the drift
 * of that change, and none where a change changes nothing.
 */
class SchemaDriftsIT {
    /** Left there by the integration tests of the agent, on servers that really ran. */
    private static final Path SEEN = Program.REPOSITORY.resolve("agent/target/schema-changes");

    private static final int FEWEST_TOLD = 80;
    private static final int FEWEST_SILENT = 30;
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    static List<Path> changes() throws Exception {
        if (!Files.isDirectory(SEEN)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(SEEN)) {
            return below.filter(file -> file.endsWith("change.sql"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreAsManyChangesAsThereAreKindsOfThem() throws Exception {
        Needs.met(Files.isDirectory(SEEN), "needs what the integration tests of the agent saw");
        long silent = 0;
        for (Path change : changes()) {
            silent += Files.size(change.resolve("expected.txt")) == 0 ? 1 : 0;
        }
        assertThat(changes().size() - silent).isGreaterThanOrEqualTo(FEWEST_TOLD);
        assertThat(silent).isGreaterThanOrEqualTo(FEWEST_SILENT);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("changes")
    void isADriftOfItsOwnAndOfNothingElse(Path change) throws Exception {
        Report report = Comparison.compare(
                List.of(
                        new Side("first", List.of(read(change.resolve("before.json")))),
                        new Side("second", List.of(read(change.resolve("after.json"))))),
                PolicyReader.shipped(),
                CATALOGUE,
                new ComparisonOptions(
                        Instant.parse("2026-11-20T03:00:00Z"),
                        Severity.INFO,
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        Optional.empty()));
        assertThat(report.drifts())
                .extracting(drift -> drift.address().text())
                .as(() -> sql(change))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(change.resolve("expected.txt")));
    }

    private static Snapshot read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return SnapshotJson.read(in, file.getFileName().toString());
        }
    }

    private static String sql(Path change) {
        try {
            return Files.readString(change.resolve("change.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

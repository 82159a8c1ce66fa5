package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the strict policy finds in every sample there is. */
class StrictSamplesTest {
    private static final Path SAMPLES = Path.of("../samples");

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> incidents = Files.list(SAMPLES.resolve("incidents"))) {
            List<Path> all = new ArrayList<>(incidents.sorted().toList());
            all.add(SAMPLES.resolve("environments"));
            return all.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void findsAtLeastWhatTheShippedPolicyFinds(Path sample) throws Exception {
        Map<String, Drift> strict = new HashMap<>();
        report(sample, "profile: strict\n").drifts().forEach(drift -> strict.put(drift.id(), drift));
        for (Drift drift : report(sample, "").drifts()) {
            if (drift.disposition() == Disposition.OPEN) {
                Drift again = strict.get(drift.id());
                assertThat(again).as(drift.address().text()).isNotNull();
                assertThat(again.disposition()).as(drift.address().text()).isEqualTo(Disposition.OPEN);
                assertThat(again.severity().atLeast(drift.severity()))
                        .as("%s is %s, was %s", drift.address(), again.severity(), drift.severity())
                        .isTrue();
            }
        }
    }

    @Test
    void speaksBetweenStagingAndProductionOfWhatIsSilentElsewhereAndCallsNothingMinor() {
        for (String earlier : List.of("staging", "dev")) {
            Compared compared = side(
                            earlier,
                            host("a")
                                    .section("env[shop]", "DB_POOL_SIZE", 1, "LOG_LEVEL", "info")
                                    .section("git[shop]", "branch", "main"))
                    .and(
                            "prod",
                            host("b")
                                    .section("env[shop]", "DB_POOL_SIZE", 2, "LOG_LEVEL", "warn")
                                    .section("git[shop]", "branch", "hotfix"));
            boolean strict = earlier.equals("staging");

            assertThat(lines(compared.policy("").report()))
                    .isEqualTo(strict ? List.of("different env[shop]/LOG_LEVEL staging|prod low") : List.of());
            assertThat(lines(compared.policy("profile: strict\n").report()))
                    .isEqualTo(
                            strict
                                    ? List.of(
                                            "different env[shop]/DB_POOL_SIZE staging|prod medium",
                                            "different env[shop]/LOG_LEVEL staging|prod medium",
                                            "different git[shop]/branch staging|prod medium")
                                    : List.of());
        }
    }

    @Test
    void letsAPolicyOfItsOwnStandOverIt() {
        assertThat(lines(side("staging", host("a").section("env[shop]", "LOG_LEVEL", "info"))
                        .and("prod", host("b").section("env[shop]", "LOG_LEVEL", "warn"))
                        .policy("profile: strict\nrules: [{match: \"env[*]/LOG_LEVEL\", expect: any}]\n")
                        .report()))
                .isEmpty();
    }

    private static Report report(Path sample, String profile) throws IOException, FormatException {
        Map<String, List<Snapshot>> sides = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".json") && !name.startsWith("expected")) {
                    try (InputStream in = Files.newInputStream(file)) {
                        Snapshot snapshot = SnapshotJson.read(in, name);
                        sides.computeIfAbsent(snapshot.host().environment().orElseThrow(), unused -> new ArrayList<>())
                                .add(snapshot);
                    }
                }
            }
        }
        List<Side> all = new ArrayList<>();
        sides.forEach((environment, snapshots) -> all.add(new Side(environment, snapshots)));
        return Comparison.compare(
                all,
                PolicyReader.read(profile + Files.readString(sample.resolve("leeway.yaml")), "leeway.yaml"),
                CatalogueReader.builtIn(),
                new ComparisonOptions(
                        Compared.NOW, Severity.MEDIUM, List.of(), List.of(), List.of(), false, Optional.empty()));
    }
}

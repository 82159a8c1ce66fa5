package dev.leeway.collector.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds our answers against those of the ecosystems' own tools on generated pairs: packaging 26.3 for Python, rpm 4.18
 * ({@code rpm.vercmp}), RubyGems 3.3. Each line is {@code one sign other}.
 */
class VersionOrderAgainstEcosystemsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"PEP440, pep440-pairs.txt, 300", "RPM, rpm-pairs.txt, 300", "GEM, gem-pairs.txt, 150"})
    void agreesOnEveryPair(VersionScheme scheme, String file, int atLeast) throws IOException {
        List<String> lines = lines(file);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(atLeast);
        List<String> disagreements = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ");
            int ours = VersionOrder.compare(new Value.Version(fields[0], scheme), new Value.Version(fields[2], scheme))
                    .orElse(99);
            if (ours != Integer.parseInt(fields[1])) {
                disagreements.add(line + " (ours: " + ours + ")");
            }
        }
        assertThat(disagreements).isEmpty();
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = VersionOrderAgainstEcosystemsTest.class.getResourceAsStream("/version/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}

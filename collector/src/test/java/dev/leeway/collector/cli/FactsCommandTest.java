package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsCommandTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String prod = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        prod = cli.snapshot("prod.json", "web-01", "prod", "info");
    }

    @Test
    void listsEveryProbe() {
        Cli.Result result = cli.run("facts");

        assertThat(result.code()).as(result.err()).isZero();
        for (ProbeEntry probe : CatalogueReader.builtIn().probes()) {
            assertThat(result.out()).containsPattern("(?m)^" + probe.name() + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdk/default/version", "env[shop-web]/LOG_LEVEL", "env[*]/**", "package/deb[openssl]/version"})
    void saysAllThereIsToSayOfOne(String address) {
        Cli.Result result = cli.run("facts", address);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("\nseverity ", "\nwhy ", "\nalign ", "\nnot proven ");
    }

    @Test
    void findsByPatternAndByWord() {
        assertThat(cli.run("facts", "os/timezone*").unbroken())
                .contains("os/timezone ", "os/timezone-rule ", " facts")
                .doesNotContain("jdk");
        assertThat(cli.run("facts", "TimeZone").out()).contains("os/timezone ");
        assertThat(cli.run("facts", "jdk").out())
                .contains("jdk/default/version")
                .doesNotContain("os/timezone");
    }

    @Test
    void writesTheVocabularyAsJson() throws IOException {
        JsonNode all =
                new ObjectMapper().readTree(cli.run("facts", "--format", "json").out());

        long count = CatalogueReader.builtIn().probes().stream()
                .mapToLong(probe -> probe.facts().size())
                .sum();
        assertThat(all.get("facts")).hasSize((int) count);
        assertThat(all.get("facts").get(0).get("pattern").asText()).startsWith("os/");
    }

    @Test
    void printsWhatASnapshotHolds() throws IOException {
        Cli.Result result = cli.run("facts", "env[shop-web]", "--in", prod);
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("env[shop-web]/LOG_LEVEL = info\nenv[shop-web]/PORT = 8080\n");
        assertThat(cli.run("facts", "log", "--in", prod).out()).isEqualTo("env[shop-web]/LOG_LEVEL = info\n");
        assertThat(cli.run("facts", "--in", prod).out()).contains("LOG_LEVEL", "PORT");

        Cli.Result none = cli.run("facts", "env[other]", "--in", prod);
        assertThat(none.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(none.err()).contains("holds no fact that matches 'env[other]'");

        Cli.Result refused = cli.run("facts", "env", "--in", cli.refused("refused.json", "web-09", "prod"));
        assertThat(refused.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(refused.err()).contains("not observed: env");
    }

    @Test
    void namesWhatWasProbablyMeant() {
        assertThat(cli.run("facts", "jdc/default").err()).contains("did you mean 'jdk'?");
        assertThat(cli.run("facts", "nonsense").err()).contains("no fact is called or described so: 'nonsense'");
        assertThat(cli.run("facts", "env[").err()).startsWith("leeway: ");
        assertThat(cli.run("facts", "--format", "xml").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(cli.run("facts", "--in", prod, "--format", "json").err()).contains("a snapshot is JSON itself");
    }
}

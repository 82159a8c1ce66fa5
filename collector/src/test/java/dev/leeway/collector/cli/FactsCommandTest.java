package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.snapshot.Outcome;
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

    private String seen(TestHost host) throws IOException {
        return SampleSnapshots.write(cli.path("seen.json"), host.snapshot()).toString();
    }

    @Test
    void namesWhatMayHideAWordAndNothingElse() throws IOException {
        String file = seen(TestHost.host("web-01")
                .section("os", "timezone", "Etc/UTC")
                .fell("jdk", Outcome.FAILED)
                .partial("env[shop-web]", "env[shop-web]/**", "PORT", 8080)
                .partial("network", "network/proxy[apt]/url"));

        Cli.Result port = cli.run("facts", "port", "--in", file);
        assertThat(port.out()).isEqualTo("env[shop-web]/PORT = 8080\n");
        assertThat(port.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(port.err())
                .contains("not observed: env[shop-web]/**: permission")
                .doesNotContain("network/proxy");

        Cli.Result proxy = cli.run("facts", "proxy", "--in", file);
        assertThat(proxy.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(proxy.err())
                .contains("holds no fact that matches 'proxy'", "not observed: network/proxy[apt]/url: permission");
        assertThat(cli.run(
                                "facts",
                                "timezone",
                                "--in",
                                seen(TestHost.host("web-01")
                                        .section("os", "timezone", "Etc/UTC")
                                        .partial("os[x]", "os/architecture")))
                        .code())
                .as("a fact that has another name hides none")
                .isZero();
    }

    @Test
    void namesWhatNobodyAskedFor() throws IOException {
        String file = seen(
                TestHost.host("web-01").section("os", "timezone", "Etc/UTC").fell("database", Outcome.NOT_REQUESTED));

        Cli.Result everything = cli.run("facts", "--in", file);
        assertThat(everything.code()).as("what there is was asked for").isZero();
        assertThat(everything.err()).contains("not observed, for nobody asked: ", "database, ", "jdk, ");

        Cli.Result schema = cli.run("facts", "database[shop]", "--in", file);
        assertThat(schema.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(schema.err())
                .contains("holds no fact that matches 'database[shop]'", "not observed, for nobody asked: database\n");
        assertThat(cli.run("facts", "os", "--in", file).err()).isEmpty();
    }

    @Test
    void takesNoSubjectForAbsentWhoseIndexFell() throws IOException {
        String file = seen(TestHost.host("web-01").fell("env", Outcome.REFUSED));

        Cli.Result result = cli.run("facts", "env[shop-web]", "--in", file);

        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.err()).contains("not observed: env: refused, test");
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

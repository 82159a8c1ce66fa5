package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateCommandTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String fleet = "";
    private String policy = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        cli.snapshot("fleet/mine.json", "mine", "dev", "trace");
        cli.snapshot("fleet/s-01.json", "s-01", "stg", "debug");
        cli.snapshot("fleet/web-01.json", "web-01", "prd", "info");
        fleet = folder.resolve("fleet").toString();
        policy = cli.policy();
    }

    private Cli.Result gate(String from, String to, String... more) {
        String[] words = new String[more.length + 8];
        String[] first = {"gate", "--from", from, "--to", to, "--policy", policy, fleet};
        System.arraycopy(first, 0, words, 0, first.length);
        System.arraycopy(more, 0, words, first.length, more.length);
        return cli.run(words);
    }

    @Test
    void tellsWhatIsInTheWayOfTheTwoAlone() throws IOException {
        Cli.Result result = gate("staging", "prod");

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCodes.DRIFT);
        assertThat(result.out())
                .startsWith("In the way of promoting staging to prod: 1 cause (1 high).")
                .contains("LOG_LEVEL")
                .doesNotContain("trace");
        cli.snapshot("fleet/web-01.json", "web-01", "prd", "debug");
        Cli.Result free = gate("stg", "prd");
        assertThat(free.code()).as(free.out()).isZero();
    }

    @Test
    void saysThatADirectoryIsNotThereAndThatAPolicyIsNone() {
        assertThat(cli.run("gate", "--from", "dev", "--to", "prod", fleet + "-nowhere")
                        .err())
                .contains("there is no such directory");
        assertThat(cli.run("gate", "--from", "dev", "--to", "prod", fleet, "--policy", fleet)
                        .err())
                .contains("is a directory; name the file of the policy");
    }

    @Test
    void keepsTheWayInTheReport() throws IOException {
        Path report = folder.resolve("gate.json");
        gate("staging", "prod", "-o", report.toString());

        assertThat(Files.readString(report)).contains("\"promotion\":{\"from\":\"staging\",\"to\":\"prod\"}");
        String id = Files.readString(report)
                .replaceAll("(?s).*?\"causes\":\\[\\s*\\{\"id\":\"", "")
                .replaceAll("(?s)\".*", "");
        assertThat(cli.run("explain", id).out()).contains("gate", "--from staging --to prod");
    }

    @Test
    void requiresThatVariablesWereSeen() throws IOException {
        cli.snapshot("fleet/s-01.json", "s-01", "stg", "info");
        assertThat(gate("staging", "prod").code()).isZero();
        cli.refused("fleet/web-01.json", "web-01", "prod");
        Cli.Result blind = gate("staging", "prod");
        assertThat(blind.code()).as(blind.out()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(gate("staging", "prod", "--allow-unknown", "env").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prod | staging | --to: staging comes before prod",
                "prod | prd | are both prod",
                "sta | prod | --from: the policy lists no environment 'sta'",
                "stagin | prod | it lists dev, staging, prod; did you mean 'staging'?",
                "staging | test | --to: the policy lists no environment 'test'",
                "dev | prod | no snapshot is of environment 'dev'",
            })
    void refusesAWayThatNothingIsPromotedAlong(String from, String to, String said) throws IOException {
        Files.delete(folder.resolve("fleet/mine.json"));
        Cli.Result result = gate(from, to);

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(said);
    }
}

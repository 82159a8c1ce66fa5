package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffSelectionTest extends DiffScene {
    @Test
    void saysThatNothingWasComparedWhereNothingWas() {
        Cli.Result result = diff("--only", "env[*]/NO_SUCH_THING");
        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.out())
                .startsWith("Nothing was compared: the sides have no observed fact in common.\n")
                .contains("note: no snapshot holds a fact that --only asks for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "env[shop-web]", "env[*]/**", "**", "jdk,env", "env[shop-web]/LOG_LEVEL"})
    void comparesOnlyWhatItIsAskedFor(String pattern) {
        assertThat(diff("--only", pattern).out()).contains("LOG_LEVEL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "env[shop-web]", "env[*]/LOG_*", "jdk,env", "**"})
    void leavesOutWhatItIsToldToIgnore(String pattern) {
        assertThat(diff("--ignore", pattern).out()).doesNotContain("LOG_LEVEL");
    }

    @Test
    void suggestsTheProbeThatWasProbablyMeant() {
        Cli.Result result = diff("--only", "pakage");
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).isEqualTo("leeway: --only: no probe is called 'pakage': did you mean 'package'?\n");
    }

    @Test
    void refusesAPolicyOverAProbeThatNeitherReleaseNorSnapshotsKnow() throws IOException {
        policy = Files.writeString(folder.resolve("slip.yaml"), "require: [\"evn[*]/**\"]\n")
                .toString();

        Cli.Result result = diff();

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(policy + ":1:11: no probe is called 'evn'; did you mean 'env'?");
    }

    @Test
    void isIncompleteForARequirementThatMeansNothing() throws IOException {
        policy = Files.writeString(folder.resolve("vain.yaml"), "require: [\"env[shop-wbe]/**\"]\n")
                .toString();

        Cli.Result result = diff("--fail-on", "critical");

        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.unbroken())
                .contains("required: env[shop-wbe]/** in dev")
                .contains(policy + ":1: requirement of env[shop-wbe]/** matches no fact")
                .contains("did you mean env[shop-web]?")
                .doesNotContain("observed 100.0 %");
    }

    @Test
    void neverPrintsThatAllWasObservedAboveAGap() throws IOException {
        Cli.Result result = cli.run(
                "diff",
                cli.refused("a.json", "a", "dev"),
                cli.refused("b.json", "b", "prod"),
                "--allow-unknown",
                "env");

        assertThat(result.out()).contains("not observed: env").doesNotContain("observed 100.0 %");
    }

    @Test
    void acceptsForOneRunThatAPlannedProbeWasNotThere() throws IOException {
        policy = Files.writeString(folder.resolve("later.yaml"), "require: [\"database[*]/**\"]\n")
                .toString();

        assertThat(diff("--fail-on", "critical").code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(diff("--fail-on", "critical", "--allow-unknown", "database").code())
                .isEqualTo(ExitCodes.OK);
    }

    @Test
    void listsWhatLiesWithinLeewayWhenAskedForEverything() throws IOException {
        Path free = Files.writeString(cli.path("free.yaml"), """
                environments: [dev, {name: prod, aliases: [prd]}]
                rules:
                  - {match: "env[*]/**", expect: any}
                """);
        assertThat(cli.run("diff", dev, prod, "--policy", free.toString()).out())
                .doesNotContain("Within leeway");
        assertThat(cli.run("diff", dev, prod, "--policy", free.toString(), "--limit", "0")
                        .out())
                .containsPattern("(?m)^Within leeway$")
                .containsPattern("(?m)^[0-9a-f]{4,15} +env\\[shop-web\\]/LOG_LEVEL = debug in dev · info in prod$");
    }
}

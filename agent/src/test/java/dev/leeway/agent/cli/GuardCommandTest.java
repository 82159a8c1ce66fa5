package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardCommandTest extends CommandScene {
    private static final String PROTECTED = "protected: [{environment: production, endpoints: [db-prod-1]}]\n";

    private int guarded(String policy, String environment) throws IOException {
        Path written = Files.writeString(directory.resolve("leeway.yaml"), policy);
        Path hosts = Files.writeString(directory.resolve("hosts"), "");
        return run(
                "guard",
                "--policy",
                written.toString(),
                "--hosts",
                hosts.toString(),
                "--environment",
                environment,
                "--",
                "psql",
                "postgres://db-prod-1/shop");
    }

    @Test
    void refusesAKeyThatNoPolicyHas() throws IOException {
        assertThat(guarded("protect: [{environment: prod, endpoints: [db-prod-1]}]\n", "dev"))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("unknown key 'protect'", "did you mean 'protected'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environments: [dev, prod]\n",
                "protected: []\n",
                "protected:\n",
                "protected: [{environment: prod, endpoints: []}]\n"
            })
    void refusesAPolicyThatProtectsNothing(String policy) throws IOException {
        assertThat(guarded(policy, "dev")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("nothing is protected", "write 'protected: [");
    }

    @ParameterizedTest
    @CsvSource({"prod", "production", "PRD", "live"})
    void leavesProductionItsOwnByEveryUsualName(String environment) throws IOException {
        assertThat(guarded("environments: [dev, staging, prod]\n" + PROTECTED, environment))
                .isEqualTo(ExitCodes.MAY_START);
        assertThat(guarded(PROTECTED, environment)).isEqualTo(ExitCodes.MAY_START);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dev", "development", "stg"})
    void keepsOthersAwayByEveryUsualName(String environment) throws IOException {
        assertThat(guarded("environments: [dev, staging, prod]\n" + PROTECTED, environment))
                .isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void keepsAwayWhomAPolicyWithoutEnvironmentsDoesNotKnow() throws IOException {
        assertThat(guarded(PROTECTED, "feature-7")).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void refusesAProtectedEnvironmentThatThePolicyDoesNotList() throws IOException {
        assertThat(guarded("environments: [dev, staging]\n" + PROTECTED, "dev")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("unknown environment 'production'");
    }
}

package dev.leeway.agent.probe.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.golang.GoBuildInfo;
import dev.leeway.agent.format.golang.GoModule;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoToolVersionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\" -X \\\"example.org/cli/version.GitCommit=e6534b4\\\" -X \\\"example.org/cli/version.Version=28.2.2\\\" -static\" | 28.2.2",
                "-X example.org/base/version.gitVersion=v1.29.3 -X example.org/base/version.gitCommit=6813625 | 1.29.3",
                "-X example.org/a/version.gitVersion=v1.29.3 -X example.org/b/version.gitVersion=v1.29.3 | 1.29.3",
                "-s -w -X main.version=v0.9.0-rc.1 | 0.9.0-rc.1",
            })
    void takesWhatTheLinkerWasTold(String flags, String version) {
        assertThat(GoToolVersion.of(built(flags, "(devel)"))).contains(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-X example.org/a/version.Version=1.2.3 -X example.org/b/version.Version=1.2.4",
                "-X example.org/cli/conversion.Version=1.2.3",
                "-X example.org/cli/version.Version=unknown",
                "-s -w"
            })
    void knowsNothingWhereTwoAreSaidOrNone(String flags) {
        assertThat(GoToolVersion.of(built(flags, "(devel)"))).isEmpty();
    }

    @Test
    void takesTheReleaseOfTheModuleAndNoCommitBetweenReleases() {
        assertThat(GoToolVersion.of(built("", "v5.4.1"))).contains("5.4.1");
        assertThat(GoToolVersion.of(built("", "v20.10.24+incompatible"))).contains("20.10.24");
        assertThat(GoToolVersion.of(built("", "v0.0.0-20240102030405-abcdefabcdef")))
                .isEmpty();
    }

    private static GoBuildInfo built(String flags, String version) {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("-ldflags", flags);
        GoModule main = new GoModule("example.org/cli", version, Optional.empty(), Optional.empty());
        return new GoBuildInfo("go1.24.3", Optional.of("example.org/cli/cmd"), Optional.of(main), List.of(), settings);
    }
}

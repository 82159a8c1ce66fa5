package dev.leeway.agent.probe.dependency.found;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeEach
    void begin() {
        host = FixtureHost.in(directory).file("/a", "a").refuse("/b", Kind.DENIED);
    }

    @Test
    void remembersThatThereWasMoreThanItRemembers() {
        Survey survey = new Survey(host.files(), new SurveyLimits(10, 10, 10, 1));
        survey.skip("/one", Kind.MALFORMED, "broken");
        assertThat(survey.takeLost()).isEmpty();
        survey.skip("/two", Kind.TOO_LARGE, "large");
        assertThat(survey.skipped()).extracting(Skipped::path).containsExactly("/one");
        assertThat(survey.takeLost()).contains(Kind.TOO_LARGE);
        assertThat(survey.takeLost()).isEmpty();
    }

    @Test
    void saysWhyALookSawNothingHoweverMuchWasPassedOverBefore() {
        Survey survey = new Survey(host.files(), new SurveyLimits(10, 10, 10, 0));
        assertThat(survey.bytes("/b", 10)).isEmpty();
        assertThat(survey.failure()).contains(Kind.DENIED);
        assertThat(survey.bytes("/a", 10)).isPresent();
        assertThat(survey.failure()).isEmpty();
        assertThat(survey.bytes("/none", 10)).isEmpty();
        assertThat(survey.failure()).isEmpty();
    }

    @Test
    void saysSoOfEveryLookThatWasNotTakenAnyMore() {
        Survey survey = new Survey(host.files(), new SurveyLimits(1, 10, 10, 10));
        assertThat(survey.bytes("/none", 10)).isEmpty();
        assertThat(survey.bytes("/a", 10)).isEmpty();
        assertThat(survey.takeLost()).isEmpty();
        assertThat(survey.bytes("/a", 10)).isEmpty();
        assertThat(survey.failure()).contains(Kind.TOO_LARGE);
        assertThat(survey.takeLost()).contains(Kind.TOO_LARGE);
    }

    @Test
    void takesNothingForAbsentWhoseNameIsNoText() {
        Survey survey = new Survey(host.files(), SurveyLimits.DEPLOYMENT);
        assertThat(survey.isFile("/lib/caf\uFFFD.jar")).isFalse();
        assertThat(survey.skipped()).extracting(Skipped::kind).containsExactly(Kind.UNREADABLE);
    }
}

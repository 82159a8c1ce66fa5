package dev.leeway.agent.probe.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.probe.dependency.declared.Declaration;
import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnmetTest {
    private final RecordingRecorder recorder = new RecordingRecorder("dependency");
    private final Ledger ledger = new Ledger(recorder.section("shop"));
    private final Unmet unmet = new Unmet(ledger);

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "PYPI, 1.0, 1.0.0",
        "PYPI, 1.0rc1, 1.0.rc1",
        "PYPI, 1.0-beta.2, 1.0b2",
        "PYPI, 2.1.0, 2.1.0+cpu",
        "PYPI, V1.2, 1.2",
        "PYPI, 2026.10.018, 2026.10.18",
        "PYPI, 1.00, 1",
        "PYPI, 1.0rc01, 1.0rc1",
        "NPM, v1.2.3, 1.2.3",
        "NPM, 1.2.3+build.5, 1.2.3",
        "MAVEN, 1.0-SNAPSHOT, 1.0-20240102.101112-3",
        "GO, v1.2.3+incompatible, v1.2.3"
    })
    void knowsSpellingsOfOneVersion(Ecosystem ecosystem, String declared, String installed) {
        ledger.installed(ecosystem, "a", installed, "there");
        unmet.take(pinned(ecosystem, "a", declared, "requirements.txt"), "here");
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} is not {2}")
    @CsvSource({
        "PYPI, 1.0, 1.0.1",
        "PYPI, 1.0, 1.0rc1",
        "PYPI, 2.1.0+cu121, 2.1.0+cpu",
        "PYPI, 2026.10.180, 2026.10.18",
        "PYPI, 1.0a10, 1.0a1",
        "NPM, 1.0.010, 1.0.10",
        "NPM, 1.2.3, 1.2.4",
        "NPM, 1.10.0, 1.1.0",
        "MAVEN, 1.0-SNAPSHOT, 1.0",
        "GO, v1.2.3, v1.2.4"
    })
    void tellsDifferentVersionsApart(Ecosystem ecosystem, String declared, String installed) {
        ledger.installed(ecosystem, "a", installed, "there");
        unmet.take(pinned(ecosystem, "a", declared, "requirements.txt"), "here");
        assertThat(told()).containsExactly(ecosystem.text() + "[a]/unmet");
    }

    @Test
    @Timeout(20)
    void passesOverVersionsOfAnAbsurdLength() {
        String absurd = "1" + ".0".repeat(200_000) + "x";
        ledger.installed(Ecosystem.NPM, "a", absurd, "there");
        unmet.take(pinned(Ecosystem.NPM, "a", absurd, "requirements.txt"), "here");
        unmet.take(pinned(Ecosystem.NPM, "a", "2.0", "requirements.txt"), "here");
        assertThat(told()).containsExactly("npm[a]/unmet");
    }

    @Test
    void wantsEveryVersionOfAFileThatListsTheWhole() {
        ledger.installed(Ecosystem.NPM, "a", "1.0.0", "there");
        unmet.take(pinned(Ecosystem.NPM, "a", "1.0.0", "package-lock.json"), "here");
        unmet.take(pinned(Ecosystem.NPM, "a", "2.0.0", "package-lock.json"), "here");
        unmet.take(pinned(Ecosystem.NPM, "b", "2.0.0", "package-lock.json"), "here");
        assertThat(told()).containsExactly("npm[a]/unmet", "npm[b]/unmet");
    }

    @Test
    void wantsAnyVersionOfAFileThatListsMoreThanTheWhole() {
        ledger.installed(Ecosystem.NPM, "a", "1.0.0", "there");
        ledger.installed(Ecosystem.NPM, "c", "3.0.0", "there");
        unmet.take(pinned(Ecosystem.NPM, "a", "1.0.0", "yarn.lock"), "here");
        unmet.take(pinned(Ecosystem.NPM, "a", "2.0.0", "yarn.lock"), "here");
        unmet.take(pinned(Ecosystem.NPM, "b", "2.0.0", "yarn.lock"), "here");
        unmet.take(pinned(Ecosystem.NPM, "c", "3.1.0", "yarn.lock"), "here");
        assertThat(told()).containsExactly("npm[c]/unmet");
    }

    @Test
    void saysNothingOfAnEcosystemTheServiceDoesNotUse() {
        ledger.installed(Ecosystem.MAVEN, "g:a", "1.0", "there");
        unmet.take(pinned(Ecosystem.NPM, "b", "2.0.0", "package-lock.json"), "here");
        assertThat(told()).isEmpty();
    }

    @Test
    void saysNothingOfWhatMayBeInstalledUnseen() {
        ledger.installed(Ecosystem.PYPI, "a", "1.0", "there");
        ledger.uncovered("pypi[b]/**", Kind.MALFORMED);
        unmet.take(pinned(Ecosystem.PYPI, "b", "2.0", "requirements.txt"), "here");
        assertThat(told()).isEmpty();
    }

    private static Declaration pinned(Ecosystem ecosystem, String name, String version, String file) {
        return new Declaration(ecosystem, name, Precision.PINNED, version, Optional.empty(), "/srv/" + file, 1);
    }

    private List<String> told() {
        unmet.record();
        RecordedSection section = recorder.about("shop");
        return section.paths().stream().filter(path -> path.endsWith("/unmet")).toList();
    }
}

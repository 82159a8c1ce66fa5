package dev.leeway.agent.probe.dependency.dotnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepsJsonTest {
    @Test
    void readsLibrariesAndTheTarget() throws MalformedException {
        DepsJson deps = DepsJson.read("""
                {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0"},
                 "libraries": {"Web/1.0.0": {"type": "project"},
                               "Serilog/3.1.1": {"type": "package", "sha512": "x"},
                               "odd": {}, "/1": {}, "a/": 1, "Bare/2.0": 7}}
                """);
        assertThat(deps.target()).contains(".NETCoreApp,Version=v8.0");
        assertThat(deps.libraries())
                .containsExactly(
                        new DotnetLibrary("Bare", "2.0", ""),
                        new DotnetLibrary("Serilog", "3.1.1", "package"),
                        new DotnetLibrary("Web", "1.0.0", "project"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"libraries\": []}", "\u0000"})
    void saysWhatIsMissing(String text) {
        assertThatThrownBy(() -> DepsJson.read(text)).isInstanceOf(MalformedException.class);
    }
}

package dev.leeway.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.HostKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigVariablesTest {
    private static final List<String> PROBES = List.of("os", "env");

    @Test
    void readsEveryVariable() throws FormatException {
        AgentConfig config = read(Map.of(
                "LEEWAY_NAME", "web-01",
                "LEEWAY_ENVIRONMENT", "prod",
                "LEEWAY_ROLE", "web",
                "LEEWAY_KIND", "ci",
                "LEEWAY_LABELS", "slot=blue,zone=a",
                "LEEWAY_KEYS", "/a.key:/b.key",
                "LEEWAY_ONLY", "os, env",
                "LEEWAY_SKIP", "os",
                "LEEWAY_PROBE_TIME", "500ms"));
        assertThat(config.name()).contains("web-01");
        assertThat(config.environment()).contains("prod");
        assertThat(config.role()).contains("web");
        assertThat(config.kind()).contains(HostKind.CI);
        assertThat(config.labels()).containsEntry("slot", "blue").containsEntry("zone", "a");
        assertThat(config.keys()).containsExactly(Path.of("/a.key"), Path.of("/b.key"));
        assertThat(config.probes().only()).isEqualTo(Set.of("os", "env"));
        assertThat(config.probes().skip()).isEqualTo(Set.of("os"));
        assertThat(config.probes().time()).contains(Duration.ofMillis(500));
    }

    @Test
    void saysNothingForVariablesOfOthersAndEmptyOnes() throws FormatException {
        assertThat(read(Map.of("LEEWAY_ROLE", " ", "LEEWAY_JAVA_OPTS", "-Xmx1g", "PATH", "/bin")))
                .isEqualTo(AgentConfig.NONE);
    }

    @Test
    void remarksOnThoseThatNobodyReads() {
        Map<String, String> said =
                new TreeMap<>(Map.of("LEEWAY_ENVIROMENT", "prod", "LEEWAY_CONFIG", "/x", "PATH", "/bin"));
        for (String other : List.of(
                "LEEWAY_JAVA_OPTS",
                "LEEWAY_JAVA_HOME",
                "LEEWAY_REQUIRE_ENGINES",
                "LEEWAY_PEERS",
                "LEEWAY_SAMPLES_WORK",
                "LEEWAY_CALLER_LC_ALL",
                "LEEWAY_CLASS_ARCHIVE",
                "LEEWAY_PORT_8080_TCP_ADDR",
                "LEEWAY_SERVICE_HOST",
                "LEEWAY_ROLE")) {
            said.put(other, "x");
        }
        assertThat(new ConfigVariables(said, PROBES).unread())
                .containsExactly("LEEWAY_ENVIROMENT is no variable of the agent; did you mean 'LEEWAY_ENVIRONMENT'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LEEWAY_KIND | servr | LEEWAY_KIND: unknown kind of host 'servr'; did you mean 'server'?",
                "LEEWAY_LABELS | blue | LEEWAY_LABELS: not a label; write key=value",
                "LEEWAY_ONLY | os,envs | LEEWAY_ONLY: unknown probe 'envs'; did you mean 'env'?",
                "LEEWAY_PROBE_TIME | long | LEEWAY_PROBE_TIME: not a length of time; write 500ms, 30s or 2m",
            })
    void refusesWhatWillNotDo(String name, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    private static AgentConfig read(Map<String, String> variables) throws FormatException {
        return new ConfigVariables(variables, PROBES).read();
    }
}

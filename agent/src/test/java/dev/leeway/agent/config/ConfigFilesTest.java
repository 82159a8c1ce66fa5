package dev.leeway.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    @TempDir
    Path directory;

    @Test
    void takesTheNamedFileThenTheVariableThenTheUsersThenTheHosts() throws IOException {
        Path system = write("etc/agent.yaml");
        ConfigFiles files =
                files(Map.of("XDG_CONFIG_HOME", directory.resolve("xdg").toString()), system);
        assertThat(files.find(Optional.empty())).contains(system);
        Path user = write("xdg/leeway/agent.yaml");
        assertThat(files.find(Optional.empty())).contains(user);
        Map<String, String> variables = Map.of("LEEWAY_CONFIG", "/x/agent.yaml", "HOME", directory.toString());
        assertThat(files(variables, system).find(Optional.empty())).contains(Path.of("/x/agent.yaml"));
        assertThat(files(variables, system).find(Optional.of(Path.of("/y.yaml"))))
                .contains(Path.of("/y.yaml"));
    }

    @Test
    void looksBelowHomeWithoutXdg() throws IOException {
        Path user = write(".config/leeway/agent.yaml");
        assertThat(files(Map.of("HOME", directory.toString()), Path.of("/nowhere"))
                        .find(Optional.empty()))
                .contains(user);
        assertThat(files(Map.of(), Path.of("/nowhere")).find(Optional.empty())).isEmpty();
    }

    @Test
    void beginsAFileWhereItWillBeReadFirst() {
        Path system = directory.resolve("etc/agent.yaml");
        Path xdg = directory.resolve("xdg");
        ConfigFiles told = files(Map.of("XDG_CONFIG_HOME", xdg.toString(), "HOME", directory.toString()), system);
        assertThat(told.toWrite(true))
                .isEqualTo(xdg.resolve("leeway/agent.yaml"))
                .isEqualTo(told.toWrite(false));
        assertThat(told.toWrite(true)).isEqualTo(told.places().get(0));
        ConfigFiles untold = files(Map.of("HOME", directory.toString()), system);
        assertThat(untold.toWrite(true)).isEqualTo(system);
        assertThat(untold.toWrite(false)).isEqualTo(directory.resolve(".config/leeway/agent.yaml"));
    }

    @Test
    void refusesAFileThatIsNotThereOrTooLarge() throws IOException {
        assertThatThrownBy(() -> ConfigFiles.read(directory.resolve("gone.yaml"), List.of()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("gone.yaml: no such file");
        Path large = Files.writeString(directory.resolve("large.yaml"), "#".repeat(1 << 20) + "\n");
        assertThatThrownBy(() -> ConfigFiles.read(large, List.of()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void findsKeysBesideTheFile() throws Exception {
        Path file = Files.writeString(directory.resolve("agent.yaml"), "keys: fleet.key\n");
        assertThat(ConfigFiles.read(file, List.of()).keys()).containsExactly(directory.resolve("fleet.key"));
    }

    private Path write(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private static ConfigFiles files(Map<String, String> variables, Path system) {
        return new ConfigFiles(variables, system);
    }
}

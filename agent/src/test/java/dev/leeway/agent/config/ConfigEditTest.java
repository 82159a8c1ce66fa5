package dev.leeway.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.json.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigEditTest {
    @TempDir
    Path directory;

    @Test
    void beginsAConfigurationThatDoesNotExist() throws Exception {
        Path file = directory.resolve("leeway/agent.yaml");
        assertThat(ConfigEdit.disclose(file, List.of("GREETING", "BANNER_*", "GREETING"), List.of()))
                .containsExactly("GREETING", "BANNER_*");
        assertThat(file).hasContent("disclose:\n  - \"GREETING\"\n  - \"BANNER_*\"\n");
    }

    @Test
    void addsToTheListAndKeepsEveryOtherCharacter() throws Exception {
        Path file = write("# ours\nrole: web   # remark\ndisclose:\n    - A  # first\n    - B\n\nkind: server\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(ConfigEdit.disclose(file, List.of("B", "serverPort"), List.of()))
                .containsExactly("SERVER_PORT");
        assertThat(file)
                .hasContent(
                        "# ours\nrole: web   # remark\ndisclose:\n    - A  # first\n    - B\n    - \"SERVER_PORT\"\n\nkind: server\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void appendsAListWhereThereIsNone() throws Exception {
        Path file = write("role: web");
        ConfigEdit.disclose(file, List.of("A"), List.of());
        assertThat(file).hasContent("role: web\ndisclose:\n  - \"A\"\n");
    }

    @Test
    void leavesTheFileAloneWhenThereIsNothingToAdd() throws Exception {
        Path file = write("disclose: [A]\n");
        assertThat(ConfigEdit.disclose(file, List.of("A"), List.of())).isEmpty();
        assertThat(file).hasContent("disclose: [A]\n");
    }

    @Test
    void saysWhatToAddByHandWhereTheListIsWrittenAnotherWay() throws Exception {
        Path file = write("disclose: [A]\n");
        assertThatThrownBy(() -> ConfigEdit.disclose(file, List.of("C"), List.of()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("add by hand: \"C\"");
        assertThat(file).hasContent("disclose: [A]\n");
    }

    @Test
    void touchesNoFileThatIsNoConfiguration() throws Exception {
        Path file = write("rle: web\n");
        assertThatThrownBy(() -> ConfigEdit.disclose(file, List.of("C"), List.of()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("did you mean 'role'");
        assertThatThrownBy(() -> ConfigEdit.disclose(directory.resolve("n.yaml"), List.of("--"), List.of()))
                .isInstanceOf(FormatException.class);
        assertThat(directory.resolve("n.yaml")).doesNotExist();
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("agent.yaml"), yaml);
    }
}

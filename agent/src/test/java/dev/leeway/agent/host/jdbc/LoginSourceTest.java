package dev.leeway.agent.host.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginSourceTest {
    @TempDir
    Path directory;

    private Path file(String content, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.pass"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void readsAPasswordWithoutTheEndOfItsLine() throws Exception {
        LoginSource source = new LoginSource.File(file(" hunter 2 \n", "rw-------"), true);
        assertThat(source.read(Map.of(), "databases, shop")).contains(" hunter 2 ");
    }

    @Test
    void refusesAPasswordThatOthersMayRead() throws Exception {
        LoginSource source = new LoginSource.File(file("hunter2", "rw-r-----"), true);
        assertThatThrownBy(() -> source.read(Map.of(), "databases, shop"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("shop.pass")
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("hunter2");
        assertThat(new LoginSource.File(file("reader\n", "rw-r--r--"), false).read(Map.of(), ""))
                .contains("reader");
    }

    @Test
    void saysWhichFileOrVariableIsMissing() {
        assertThatThrownBy(
                        () -> new LoginSource.File(directory.resolve("none"), true).read(Map.of(), "databases, shop"))
                .hasMessageContaining("no such file")
                .hasMessageContaining("databases, shop");
        assertThatThrownBy(() -> new LoginSource.Variable("SHOP_PASSWORD").read(Map.of(), "databases, shop"))
                .hasMessageContaining("'SHOP_PASSWORD' is not set");
    }

    @Test
    void refusesAFileThatHoldsNothingOrTooMuch() throws Exception {
        Path empty = file("\n", "rw-------");
        assertThatThrownBy(() -> new LoginSource.File(empty, true).read(Map.of(), "x"))
                .hasMessageContaining("empty");
        Path large = file("x".repeat(5_000), "rw-------");
        assertThatThrownBy(() -> new LoginSource.File(large, true).read(Map.of(), "x"))
                .hasMessageContaining("longer than 4 KiB");
    }

    @Test
    void readsAVariable() throws Exception {
        assertThat(new LoginSource.Variable("P").read(Map.of("P", "hunter2"), "x"))
                .contains("hunter2");
    }
}

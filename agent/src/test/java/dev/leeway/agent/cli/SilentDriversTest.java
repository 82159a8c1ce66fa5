package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers quote URLs in messages of their own, which nobody has cleaned. */
class SilentDriversTest {
    @TempDir
    Path directory;

    @Test
    void printsNothingOfAUrlThatADriverCannotRead() throws Exception {
        Path config = Files.writeString(
                directory.resolve("agent.yaml"),
                "discover: {databases: connect}\n"
                        + "databases: [{name: shop, url: 'jdbc:postgresql://app:hunter2/shop', user: nobody, time: 5s}]\n");
        Path snapshot = directory.resolve("mine.json");
        String printed =
                printed("snapshot", "--config", config.toString(), "--only", "database", "-o", snapshot.toString());
        assertThat(printed).doesNotContain("hunter2", "org.postgresql", "WARNING");
        // What else this host runs may fail as well, and only the first few are printed.
        assertThat(snapshot)
                .content()
                .contains("shop: format (the driver cannot read its url)")
                .doesNotContain("hunter2");
    }

    private String printed(String... args) throws Exception {
        Path both = directory.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(List.of(args));
        builder.redirectErrorStream(true).redirectOutput(both.toFile());
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCodes.INCOMPLETE);
        return Files.readString(both, StandardCharsets.UTF_8);
    }
}

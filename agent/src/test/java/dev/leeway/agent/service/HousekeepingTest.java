package dev.leeway.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    @Test
    void knowsUnitsByPatternAndProgramsByName() {
        assertThat(Housekeeping.unit("systemd-journald.service")).isTrue();
        assertThat(Housekeeping.unit("getty@tty1.service")).isTrue();
        assertThat(Housekeeping.unit("leeway-agent.service")).isTrue();
        assertThat(Housekeeping.unit("nginx.service")).isFalse();
        assertThat(Housekeeping.unit("shop-cron.service")).isFalse();
        assertThat(Housekeeping.program("sshd")).isTrue();
        assertThat(Housekeeping.program("nginx")).isFalse();
    }

    @Test
    void isPublishedWhole() throws IOException {
        String published = Files.readString(Path.of("..", "docs", "services.md"));
        assertThat(Housekeeping.published())
                .allSatisfy(entry -> assertThat(published).contains("`" + entry + "`"));
    }
}

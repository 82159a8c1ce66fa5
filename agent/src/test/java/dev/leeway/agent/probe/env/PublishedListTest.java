package dev.leeway.agent.probe.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublishedListTest {
    @Test
    void namesEveryVariableThatIsLeftOut() throws IOException {
        String published = Files.readString(Path.of("..", "docs", "services.md"));
        assertThat(PerStartVariables.builtIn().published())
                .hasSizeGreaterThan(80)
                .allSatisfy(entry -> assertThat(published).contains("`" + entry + "`"));
    }
}

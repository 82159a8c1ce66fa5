package dev.leeway.agent.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {
    private final RecordedSection section = new RecordedSection();
    private FixtureHost host;
    private Reading reading;

    @BeforeEach
    void hostWithAFewFiles(@TempDir Path directory) {
        host = FixtureHost.in(directory)
                .file("/etc/motd", "  hello \n")
                .file("/etc/blank", " \n")
                .link("/etc/link", "motd")
                .directory("/etc/d");
        reading = new Reading(host.files(), section);
    }

    @Test
    void findsNothingWhereNothingIsAndSaysNoMore() {
        assertThat(reading.text("/etc/none", 10, "x")).isEmpty();
        assertThat(reading.head("/etc/none", 10, "x")).isEmpty();
        assertThat(reading.names("/none", 10, "x")).isEmpty();
        assertThat(reading.stat("/none", "x")).isEmpty();
        assertThat(reading.link("/etc/motd", "x")).isEmpty();
        assertThat(section.uncovered()).isEmpty();
    }

    @Test
    void recordsWhatIsThereAndCannotBeRead() {
        host.deny("/etc/secret");
        assertThat(reading.bytes("/etc/secret", 10, "a", "b")).isEmpty();
        assertThat(reading.text("/etc/motd", 3, "c")).isEmpty();
        assertThat(reading.line("/etc/d", "d")).isEmpty();
        assertThat(reading.names("/etc", 1, "e")).isEmpty();
        assertThat(section.uncovered())
                .containsExactly("a permission", "b permission", "c limit", "d not a regular file", "e limit");
    }

    @Test
    void readsLinesHeadsAndLinks() {
        assertThat(reading.line("/etc/motd")).contains("hello");
        assertThat(reading.line("/etc/blank")).isEmpty();
        assertThat(reading.head("/etc/motd", 4))
                .hasValueSatisfying(head -> assertThat(head).hasSize(4));
        assertThat(reading.head("/etc/motd", 400))
                .hasValueSatisfying(head -> assertThat(head).hasSize(9));
        assertThat(reading.link("/etc/link")).contains("motd");
        assertThat(reading.resolve("/etc/link")).contains("/etc/motd");
        assertThat(reading.isDirectory("/etc/d")).isTrue();
        assertThat(reading.isDirectory("/etc/motd")).isFalse();
    }
}

package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotJsonTest {
    @Test
    void readsBackWhatItWrote() throws Exception {
        Snapshot snapshot = snapshot();

        assertThat(read(written(snapshot))).isEqualTo(snapshot);
    }

    @Test
    void refusesASectionWhoseContentWasChanged() throws Exception {
        String changed = written(snapshot()).replace("info", "debug");

        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("does not fit its content");
    }

    private static Snapshot snapshot() {
        Section section = Sections.of(
                SectionKey.of("env", "shop-web"),
                1,
                Outcome.COLLECTED,
                Facts.of(Map.of(FactPath.of("LOG_LEVEL"), new Value.Text("info"))),
                List.of(),
                new TreeMap<>(Map.of("LOG_LEVEL", "/etc/shop/web.env:3")),
                Optional.empty());
        return Snapshots.of(
                412,
                new Host("web-01", Optional.of("prod"), Optional.of("web"), HostKind.SERVER, new TreeMap<>()),
                Instant.parse("2026-11-20T01:59:59Z"),
                Instant.parse("2026-11-20T02:00:00Z"),
                "/",
                new AgentInfo("1.0.0", 0),
                List.of(section));
    }

    private static String written(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotJson.write(snapshot, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Snapshot read(String json) throws FormatException {
        return SnapshotJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test.json");
    }
}

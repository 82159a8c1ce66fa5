package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissedSnapshotsTest {
    private static final SpoolCounts SOME = new SpoolCounts(600, 3, 1, 2);

    @Test
    void areToldInTheHeaderAndReadBack() throws Exception {
        String json = written(SOME);
        assertThat(json)
                .contains(
                        "\"agent\":{\"missed\":{\"coalesced\":600,\"damaged\":1,\"dropped\":3,\"refused\":2},\"uid\"");
        assertThat(read(json).agent().missed()).isEqualTo(SOME);
        assertThat(PublishedSchema.closed("snapshot-1.json").complaints(json)).isEmpty();
    }

    @Test
    void arePartOfTheId() throws Exception {
        String changed = written(SOME).replace("\"coalesced\":600", "\"coalesced\":0");
        assertThatThrownBy(() -> read(changed)).hasMessageContaining("changed or damaged");
    }

    @Test
    void areLeftOutWhereThereAreNone() throws Exception {
        assertThat(written(SpoolCounts.NONE)).doesNotContain("missed");
        assertThat(read(written(SpoolCounts.NONE)).agent().missed()).isEqualTo(SpoolCounts.NONE);
    }

    @Test
    void areNeverBelowZero() throws Exception {
        String changed = written(SOME).replace("\"dropped\":3", "\"dropped\":-3");
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("a count below zero");
        assertThatThrownBy(() -> new SpoolCounts(0, 0, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areCountedFromWhatWasToldBefore() {
        assertThat(SOME.plus(new SpoolCounts(1, 1, 1, 1)).since(SOME)).isEqualTo(new SpoolCounts(1, 1, 1, 1));
        assertThat(SpoolCounts.NONE.since(SOME)).isEqualTo(SpoolCounts.NONE);
    }

    private static Snapshot read(String json) throws FormatException {
        return SnapshotJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test");
    }

    private static String written(SpoolCounts missed) throws IOException {
        Host host =
                new Host("web-01", Optional.empty(), Optional.empty(), HostKind.SERVER, Collections.emptySortedMap());
        AgentInfo agent = new AgentInfo("1.0.0", 0, Optional.empty(), missed);
        Snapshot snapshot = Snapshots.of(5, host, Instant.EPOCH, Instant.EPOCH, "/", agent, List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SnapshotJson.write(snapshot, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}

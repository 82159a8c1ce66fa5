package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.schema.Generated;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SnapshotJsonTest {
    @Test
    void readsBackWhatItWroteByteForByte() throws Exception {
        Generated generated = new Generated(10);
        for (int i = 0; i < 300; i++) {
            Snapshot snapshot = generated.snapshot();
            String json = Documents.written(snapshot);

            Snapshot read = Documents.snapshot(json);

            assertThat(read).isEqualTo(snapshot);
            assertThat(Documents.written(read)).isEqualTo(json);
        }
    }

    @Test
    void computesTheSameIdsFromAnyLayoutOfTheSameContent() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Generated generated = new Generated(11);
        for (int i = 0; i < 200; i++) {
            Snapshot snapshot = generated.snapshot();
            JsonNode tree = mapper.readTree(Documents.written(snapshot));
            String reversed = ScrambledJson.of(tree);

            assertThat(Documents.snapshot(reversed)).isEqualTo(snapshot);
        }
    }

    @Test
    void readsOneByteAtATimeWhatItReadsAtOnce() throws Exception {
        Generated generated = new Generated(12);
        for (int i = 0; i < 20; i++) {
            Snapshot snapshot = generated.snapshot();
            byte[] json = Documents.written(snapshot).getBytes(java.nio.charset.StandardCharsets.UTF_8);

            assertThat(SnapshotJson.read(new Dripping(json), "drip")).isEqualTo(snapshot);
        }
    }

    @Test
    void readsFactsLongerThanItsBuffer() throws Exception {
        Value list = Value.ListOf.texts(java.util.Collections.nCopies(60_000, "a text of some length"));
        Snapshot snapshot = withFacts(Map.of(
                FactPath.of("a"), new Value.Text("x".repeat(1 << 20)),
                FactPath.of("b"), list,
                FactPath.of("c"), new Value.Text("\u20AC".repeat(300_000))));

        assertThat(Documents.snapshot(Documents.written(snapshot))).isEqualTo(snapshot);
    }

    @Test
    void readsGzip() throws Exception {
        Snapshot snapshot = new Generated(13).snapshot();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            SnapshotJson.write(snapshot, gzip);
        }

        assertThat(SnapshotJson.read(new ByteArrayInputStream(bytes.toByteArray()), "x.gz"))
                .isEqualTo(snapshot);
    }

    @Test
    void tellsASectionWhoseContentWasChanged() {
        String json = Documents.written(withFacts(Map.of(FactPath.of("LOG_LEVEL"), new Value.Text("info"))));

        assertThatThrownBy(() -> Documents.snapshot(json.replace("\"info\"", "\"debug\"")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("/sections/env[shop-web]")
                .hasMessageContaining("the id of the section does not fit its content")
                .hasMessageNotContaining("debug");
    }

    @Test
    void tellsAHeaderThatWasChanged() {
        String json = Documents.written(withFacts(Map.of()));

        assertThatThrownBy(() -> Documents.snapshot(json.replace("\"prod\"", "\"dev\"")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("the id of the snapshot does not fit its content");
    }

    @Test
    void computesAnIdThatIsMissingOrOfAnotherRecipe() throws Exception {
        Snapshot snapshot = withFacts(Map.of(FactPath.of("LOG_LEVEL"), new Value.Text("info")));
        String json = Documents.written(snapshot);
        String id = snapshot.sections().values().iterator().next().id();

        assertThat(Documents.snapshot(json.replace(id, "c2:blake3:00"))).isEqualTo(snapshot);
        assertThat(Documents.snapshot(json.replaceAll("\"id\":\"[^\"]*\",", "")))
                .isEqualTo(snapshot);
    }

    @Test
    void holdsNoHalfOfASurrogatePairInFactsItMade() throws Exception {
        Snapshot snapshot = withFacts(Map.of(
                FactPath.of("a\uD800"),
                new Value.SetOf(List.of(new Value.Text("x\uDC00"), new Value.Text("x\uFFFD"), new Value.Text("y")))));

        Section section = snapshot.sections().values().iterator().next();
        assertThat(section.facts().value(0)).isEqualTo(Value.SetOf.texts(List.of("x\uFFFD", "y")));
        assertThat(Documents.snapshot(Documents.written(snapshot))).isEqualTo(snapshot);
    }

    @Test
    void givesAbsentSubjectsAndSubjectsOfAnyNameTheirOwnIds() {
        Section host = section(SectionKey.of("env"));
        Section named = section(SectionKey.of("env", "null"));

        assertThat(host.id()).isNotEqualTo(named.id());
    }

    private static Section section(SectionKey key) {
        return Sections.of(key, 1, Outcome.COLLECTED, Facts.none(), List.of(), new TreeMap<>(), Optional.empty());
    }

    private static Snapshot withFacts(Map<FactPath, Value> facts) {
        Section section = Sections.of(
                SectionKey.of("env", "shop-web"),
                1,
                Outcome.COLLECTED,
                Facts.of(facts),
                List.of(),
                new TreeMap<>(),
                Optional.empty());
        return GoldenSnapshots.snapshot("web-01", List.of(section));
    }

    /** Gives one byte for each call. */
    private static final class Dripping extends InputStream {
        private final InputStream in;

        Dripping(byte[] bytes) {
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws java.io.IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws java.io.IOException {
            return in.read(target, from, Math.min(length, 1));
        }
    }
}

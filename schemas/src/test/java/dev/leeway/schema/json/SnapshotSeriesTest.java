package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.Generated;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SnapshotSeriesTest {
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 50_000;
        case "slow" -> 10_000;
        default -> 1_000;
    };

    private static Optional<Snapshot> read(SnapshotSeries series, byte[] document) {
        return series.read(new ByteArrayInputStream(document));
    }

    private static Optional<Snapshot> read(SnapshotSeries series, String document) {
        return read(series, document.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Snapshot> alone(byte[] document) {
        try {
            return Optional.of(SnapshotJson.read(new ByteArrayInputStream(document), "alone"));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    /** A series to which every section of {@code document} is known. */
    private static SnapshotSeries knowing(byte[] document) {
        SnapshotSeries series = new SnapshotSeries();
        for (int i = 0; i < 3; i++) {
            assertThat(read(series, document)).isPresent();
        }
        return series;
    }

    @Test
    void readsEverySnapshotAsItIsReadAlone() {
        SnapshotSeries series = new SnapshotSeries();
        Generated generated = new Generated(20);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            documents.add(Documents.written(generated.snapshot()));
        }
        for (int round = 0; round < 3; round++) {
            for (String document : documents) {
                byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
                assertThat(read(series, bytes)).isEqualTo(alone(bytes)).isPresent();
            }
        }
    }

    @Test
    void takesASectionApartTwiceHoweverOftenItIsMet() {
        SnapshotSeries series = new SnapshotSeries();
        byte[] document = Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()))
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50; i++) {
            assertThat(read(series, document)).isPresent();
        }
        assertThat(series.sectionsRead())
                .isEqualTo(2 * GoldenSnapshots.allValues().size());
    }

    @Test
    void holdsWhatHostsHaveInCommonOnce() {
        String one = Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()));
        String other = Documents.written(GoldenSnapshots.snapshot("web-02", GoldenSnapshots.allValues()));
        SnapshotSeries series = new SnapshotSeries();
        Snapshot first = read(series, one).orElseThrow();
        Snapshot second = read(series, other).orElseThrow();
        assertThat(second.host().name()).isEqualTo("web-02");
        assertThat(second.sections()).isSameAs(first.sections());
    }

    @Test
    void doesNotBelieveAKnownIdOfChangedFacts() {
        String sound = Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()));
        SnapshotSeries series = knowing(sound.getBytes(StandardCharsets.UTF_8));
        String changed = sound.replaceFirst("\"info\"", "\"inf0\"");
        assertThat(changed).isNotEqualTo(sound);
        assertThat(read(series, changed)).isEmpty();
        assertThat(read(series, sound)).isPresent();
    }

    @Test
    void acceptsNoTextInThePlaceOfASection() {
        String sound = Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()));
        SnapshotSeries series = knowing(sound.getBytes(StandardCharsets.UTF_8));
        String name = GoldenSnapshots.allValues().get(0).key().text();
        String body = sound.substring(sound.indexOf("\"sections\":"), sound.length() - 2);
        String forged = "\"" + name + "\":\"0\"";
        for (String document : List.of(
                sound.replace(body, "\"sections\":{" + forged + "}"),
                sound.replace(body, body + ",\"sections\":{" + forged + "}"),
                sound.replace(body, "\"sections\":{" + forged + "}," + body),
                sound.replace(body, "\"section\\u0073\":{" + forged + "}," + body),
                sound.replace(body, body.substring(0, body.length() - 1) + "," + forged + "}"))) {
            assertThat(document).isNotEqualTo(sound);
            assertThat(read(series, document)).isEmpty();
            assertThat(alone(document.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
    }

    @Test
    void recognisesSectionsInAnyLayoutThatIsSound() {
        String sound = Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()));
        SnapshotSeries series = knowing(sound.getBytes(StandardCharsets.UTF_8));
        int before = series.sectionsRead();
        String spaced = sound.replace(
                        "\"sections\":{", "\"later\":{\"sections\":{\"a\\\"}\":[1,{}]}} ,\n\"sections\" : {\r\n\t")
                + "\n ";
        assertThat(read(series, spaced))
                .contains(alone(sound.getBytes(StandardCharsets.UTF_8)).orElseThrow());
        assertThat(series.sectionsRead()).isEqualTo(before);
        assertThat(read(series, sound + "{}")).isEmpty();
    }

    @Test
    void saysOfChangedBytesWhatReadingThemAloneSays() {
        byte[] sound = Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()))
                .getBytes(StandardCharsets.UTF_8);
        SnapshotSeries series = knowing(sound);
        Random random = new Random(21);
        byte[] telling = "\"{}[]:,\\ 0n\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] changed = sound.clone();
            changed[random.nextInt(changed.length)] =
                    i % 2 == 0 ? telling[random.nextInt(telling.length)] : (byte) random.nextInt(256);
            Optional<Snapshot> expected = alone(changed);
            assertThat(read(series, changed)).as("case %d", i).isEqualTo(expected);
            accepted += expected.isPresent() ? 1 : 0;
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void readsPackedSnapshotsAndNoneThatIsTooLong() throws Exception {
        byte[] sound = Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()))
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(sound);
        }
        assertThat(read(new SnapshotSeries(), packed.toByteArray())).isEqualTo(alone(sound));
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertThat(read(new SnapshotSeries(), half)).isEmpty();
        ReadingLimits few = new ReadingLimits(sound.length - 1, 200, 64, 1 << 20, 8 << 10, 2_000_000);
        assertThat(read(new SnapshotSeries(few), sound)).isEmpty();
    }
}

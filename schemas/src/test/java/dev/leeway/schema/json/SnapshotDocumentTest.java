package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.Generated;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotDocumentTest {
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 50_000;
        case "slow" -> 10_000;
        default -> 1_000;
    };

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static String sample() {
        return Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()));
    }

    private static List<byte[]> texts(SnapshotDocument document) {
        return document.parts().stream().map(part -> part.text().orElseThrow()).toList();
    }

    /** The snapshot put together from its parts alone. */
    private static Snapshot joined(SnapshotDocument document) throws FormatException {
        List<Section> sections = new ArrayList<>();
        for (SnapshotDocument.Part part : document.parts()) {
            sections.add(Sections.read(part.key(), part.text().orElseThrow(), "part"));
        }
        return joiner(document).join(document.frame().head(), 1, sections, "joined");
    }

    private static SnapshotJoiner joiner(SnapshotDocument document) {
        return new SnapshotJoiner(
                document.parts().stream().map(SnapshotDocument.Part::key).toList(),
                document.frame().gaps());
    }

    @Test
    void givesBackTheBytesAndTheSnapshotWhateverItHolds() throws FormatException {
        Generated generated = new Generated(30);
        for (int i = 0; i < 60; i++) {
            Snapshot snapshot = generated.snapshot();
            String written = Documents.written(snapshot);
            SnapshotDocument document = SnapshotDocument.read(bytes(written), "written");
            assertThat(new String(document.frame().document(texts(document)), StandardCharsets.UTF_8))
                    .isEqualTo(written);
            assertThat(joined(document)).isEqualTo(snapshot);
        }
    }

    @Test
    void keepsEveryLayoutAsItIs() throws FormatException {
        String spaced = sample().replace(
                                "\"sections\":{",
                                "\"later\":{\"sections\":{\"a\\\"}\":[1,{}]}} ,\n\"sections\" : {\r\n\t")
                + "\n ";
        SnapshotDocument document = SnapshotDocument.read(bytes(spaced), "spaced");
        assertThat(document.frame().document(texts(document))).isEqualTo(bytes(spaced));
        assertThat(joined(document)).isEqualTo(document.snapshot());
    }

    @Test
    void takesIdsForSectionsThatAreThereAlready() throws FormatException {
        SnapshotDocument whole = SnapshotDocument.read(bytes(sample()), "whole");
        List<byte[]> ids = whole.parts().stream()
                .map(part -> bytes("\"" + part.id() + "\""))
                .toList();
        byte[] outline = whole.frame().document(ids);
        SnapshotDocument read = SnapshotDocument.read(outline, "outline");
        assertThat(outline.length).isLessThan(sample().length());
        assertThat(read.snapshot().id()).isEqualTo(whole.snapshot().id());
        assertThat(read.parts()).allSatisfy(part -> assertThat(part.text()).isEmpty());
        assertThat(read.frame().document(texts(whole))).isEqualTo(bytes(sample()));
    }

    @Test
    void refusesIdsThatAreNoneAndIdsOfOtherSections() throws FormatException {
        SnapshotDocument whole = SnapshotDocument.read(bytes(sample()), "whole");
        for (String text : List.of("0", "c1:sha256:", "c1:sha256:" + "A".repeat(64), "c1:sha256:" + "0".repeat(64))) {
            List<byte[]> ids = whole.parts().stream()
                    .map(part -> bytes("\"" + text + "\""))
                    .toList();
            assertThatThrownBy(() -> SnapshotDocument.read(whole.frame().document(ids), "forged"))
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void refusesWhatCannotBeTakenApart() {
        String escaped = sample().replace("\"sections\"", "\"section\\u0073\"");
        assertThatThrownBy(() -> SnapshotDocument.read(bytes(escaped), "escaped.json"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("escaped.json: its sections cannot be told apart");
    }

    @Test
    void acceptsOfChangedBytesOnlyWhatItGivesBack() throws FormatException {
        byte[] sound = bytes(sample());
        Random random = new Random(31);
        byte[] telling = "\"{}[]:,\\ 0n\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] changed = sound.clone();
            changed[random.nextInt(changed.length)] =
                    i % 2 == 0 ? telling[random.nextInt(telling.length)] : (byte) random.nextInt(256);
            SnapshotDocument document;
            try {
                document = SnapshotDocument.read(changed, "changed");
            } catch (FormatException e) {
                continue;
            }
            accepted++;
            assertThat(document.frame().document(texts(document))).isEqualTo(changed);
            assertThat(joined(document)).isEqualTo(document.snapshot());
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void readsWhatWasVerifiedBeforeAsTheSameSection() throws FormatException {
        Generated generated = new Generated(32);
        for (int i = 0; i < 30; i++) {
            SnapshotDocument document =
                    SnapshotDocument.read(bytes(Documents.written(generated.snapshot())), "written");
            for (SnapshotDocument.Part part : document.parts()) {
                byte[] text = part.text().orElseThrow();
                assertThat(Sections.readVerified(part.key(), text, part.id(), "part"))
                        .isEqualTo(Sections.read(part.key(), text, "part"));
                assertThatThrownBy(() -> Sections.readVerified(part.key(), text, "c1:sha256:" + "0".repeat(64), "part"))
                        .isInstanceOf(FormatException.class);
            }
        }
    }

    @Test
    void joinsNothingButWhatBelongsTogether() throws FormatException {
        SnapshotDocument document = SnapshotDocument.read(bytes(sample()), "whole");
        List<Section> sections = new ArrayList<>();
        for (SnapshotDocument.Part part : document.parts()) {
            sections.add(Sections.read(part.key(), part.text().orElseThrow(), "part"));
        }
        List<Section> swapped = new ArrayList<>(sections);
        swapped.add(swapped.remove(0));
        assertThatThrownBy(() -> joiner(document).join(document.frame().head(), 1, swapped, "swapped"))
                .isInstanceOf(FormatException.class);
    }
}

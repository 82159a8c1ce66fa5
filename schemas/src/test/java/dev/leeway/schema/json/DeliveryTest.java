package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.Generated;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.wire.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 50_000;
        case "slow" -> 10_000;
        default -> 1_000;
    };

    private static SnapshotDocument document(Generated generated) throws FormatException {
        return SnapshotDocument.read(
                Documents.written(generated.snapshot()).getBytes(StandardCharsets.UTF_8), "generated");
    }

    private static Set<String> ids(SnapshotDocument document) {
        return document.parts().stream().map(SnapshotDocument.Part::id).collect(Collectors.toSet());
    }

    @Test
    void anUnchangedSnapshotNamesItsManifestAlone() throws FormatException {
        SnapshotDocument document = document(new Generated(7));
        Manifest manifest = Delivery.manifest(document);
        byte[] sent = Delivery.of(document, Optional.of(manifest), Set.of());
        assertThat(new String(sent, StandardCharsets.UTF_8))
                .contains("\"sections\":{\"\":\"" + manifest.digest() + "\"")
                .doesNotContain(
                        "c1:sha256:" + manifest.ids().values().iterator().next().substring(10));
        assertThat(Delivery.base(sent)).contains(manifest.digest());
    }

    @Test
    void whateverChangedTheCollectorHasTheSameSnapshot() throws FormatException {
        Generated generated = new Generated(8);
        SnapshotDocument before = document(generated);
        for (int i = 0; i < 60; i++) {
            SnapshotDocument now = document(generated);
            Manifest base = Delivery.manifest(before);
            byte[] sent = Delivery.of(now, Optional.of(base), ids(now));
            byte[] received =
                    Delivery.document(sent, digest -> Optional.of(base), "sent").orElseThrow();
            SnapshotDocument read = SnapshotDocument.read(received, "received");
            assertThat(read.snapshot().id()).isEqualTo(now.snapshot().id());
            assertThat(Delivery.manifest(read)).isEqualTo(Delivery.manifest(now));
            before = now;
        }
    }

    @Test
    void sentWholeItIsTheDocumentItself() throws FormatException {
        Generated generated = new Generated(9);
        for (int i = 0; i < 20; i++) {
            String written = Documents.written(generated.snapshot());
            SnapshotDocument document = SnapshotDocument.read(written.getBytes(StandardCharsets.UTF_8), "generated");
            byte[] sent = Delivery.of(document, Optional.empty(), ids(document));
            assertThat(new String(sent, StandardCharsets.UTF_8)).isEqualTo(written);
            assertThat(Delivery.document(sent, digest -> Optional.empty(), "sent"))
                    .contains(sent);
        }
    }

    @Test
    void aManifestNobodyKnowsIsAskedFor() throws FormatException {
        SnapshotDocument document = document(new Generated(10));
        byte[] sent = Delivery.of(document, Optional.of(Delivery.manifest(document)), Set.of());
        assertThat(Delivery.document(sent, digest -> Optional.empty(), "sent")).isEmpty();
    }

    @Test
    void namesWithQuotesComeThrough() throws FormatException {
        SnapshotDocument document = SnapshotDocument.read(
                Documents.written(GoldenSnapshots.snapshot("web-01", GoldenSnapshots.allValues()))
                        .getBytes(StandardCharsets.UTF_8),
                "golden");
        TreeMap<SectionKey, String> more =
                new TreeMap<>(Delivery.manifest(document).ids());
        more.put(SectionKey.of("env", "a \"quoted\" \\ name"), "c1:sha256:" + "0".repeat(64));
        Manifest base = new Manifest(more);
        byte[] sent = Delivery.of(document, Optional.of(base), Set.of());
        byte[] received =
                Delivery.document(sent, digest -> Optional.of(base), "sent").orElseThrow();
        assertThat(Delivery.manifest(SnapshotDocument.read(received, "received")))
                .isEqualTo(Delivery.manifest(document));
    }

    @Test
    void changedBytesAreRefusedOrMeanWhatTheyMeant() throws FormatException {
        Generated generated = new Generated(11);
        SnapshotDocument before = document(generated);
        SnapshotDocument now = document(generated);
        Manifest base = Delivery.manifest(before);
        byte[] sound = Delivery.of(now, Optional.of(base), ids(now));
        Random random = new Random(12);
        byte[] telling = "\"{}[]:,\\ 0n".getBytes(StandardCharsets.ISO_8859_1);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] changed = sound.clone();
            changed[random.nextInt(changed.length)] =
                    i % 2 == 0 ? telling[random.nextInt(telling.length)] : (byte) random.nextInt(256);
            try {
                Optional<byte[]> received = Delivery.document(
                        changed, digest -> digest.equals(base.digest()) ? Optional.of(base) : Optional.empty(), "sent");
                if (received.isPresent()) {
                    SnapshotDocument.read(received.get(), "received");
                }
            } catch (FormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(CASES / 2);
        for (int length = 0; length < sound.length; length += 7) {
            byte[] torn = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> SnapshotDocument.read(
                            Delivery.document(torn, digest -> Optional.of(base), "torn")
                                    .orElseThrow(),
                            "torn"))
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void answersComeBackAsTheyWere() throws FormatException {
        for (DeliveryAnswer.Fate fate : DeliveryAnswer.Fate.values()) {
            DeliveryAnswer answer =
                    new DeliveryAnswer(fate, Set.of("c1:sha256:b", "c1:sha256:a"), "a \"reason\"\nand more");
            assertThat(DeliveryAnswer.read(answer.document(), "answer")).isEqualTo(answer);
        }
        assertThatThrownBy(() -> DeliveryAnswer.read("{\"fate\":\"lost\"}".getBytes(StandardCharsets.UTF_8), "answer"))
                .isInstanceOf(FormatException.class)
                .hasMessage("answer: not the answer of a collector; check the address, and update Leeway");
    }
}

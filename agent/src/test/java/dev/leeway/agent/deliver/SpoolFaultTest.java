package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a spool whose disk fails, is full, or does not keep what it was given. */
class SpoolFaultTest extends SpoolScene {
    private static final long LIMIT = 6_000;

    /** Every snapshot that was ever kept is delivered, waits, or is counted, whichever request fails and whether or not the rest do. */
    @ParameterizedTest
    @CsvSource({"Input/output error,true", "Input/output error,false", "No space left on device,false"})
    void losesNothingThatItKeptWhicheverRequestFails(String message, boolean stays) throws Exception {
        for (int good = 0; ; good++) {
            Path place = directory.resolve("at-" + good);
            FailingDisk disk = new FailingDisk(good, message, stays);
            List<Long> kept = new ArrayList<>();
            List<Long> arrived = new ArrayList<>();
            day(place, disk, kept, arrived);
            Spool after = Spool.open(place, LIMIT, new QuickDisk());
            List<Long> waiting = sequences(after);
            long gone = kept.stream()
                    .filter(each -> !waiting.contains(each) && !arrived.contains(each))
                    .count();
            assertThat(missing(after))
                    .as("request %s fails, kept %s, waiting %s", good, kept, waiting)
                    .isGreaterThanOrEqualTo(gone)
                    // One file may have been counted and be there again: a file that could not be removed.
                    .isLessThanOrEqualTo(gone + 1);
            if (!kept.isEmpty() && !arrived.contains(kept.get(kept.size() - 1))) {
                assertThat(waiting).as("request %s fails: the newest", good).contains(kept.get(kept.size() - 1));
            }
            for (long each : waiting) {
                assertThat(after.read(each)).isPresent();
            }
            if (!disk.failed()) {
                assertThat(good).isGreaterThan(40);
                return;
            }
        }
    }

    private static void day(Path place, Disk disk, List<Long> kept, List<Long> arrived) {
        try {
            Spool spool = Spool.open(place, LIMIT, disk);
            for (long i = 1; i <= 9; i++) {
                long next = i;
                try {
                    spool.put(next, manifest((int) (i / 2)), spool.missed(), out -> out.write(document(next)));
                    kept.add(next);
                } catch (IOException notKept) {
                    continue;
                }
                if (i == 3) {
                    Waiting first = spool.waiting().get(0);
                    spool.acknowledge(first, manifest(1));
                    arrived.add(first.sequence());
                }
            }
        } catch (IOException notEvenOpened) {
            return;
        }
    }

    @Test
    void letsNoMoreGoThanTheNewestNeedsWhereTheDiskStaysFull() throws Exception {
        FullDisk disk = new FullDisk("No space left on device", true);
        Spool spool = filled(disk, 8);
        assertThatThrownBy(() -> put(spool, 9, 9)).isInstanceOf(IOException.class);
        // One is as long as the newest, and another makes up for the ledger.
        assertThat(sequences(spool)).containsExactly(8L, 7L, 6L, 5L, 4L, 3L);
        assertThat(spool.missed()).isEqualTo(new SpoolCounts(0, 2, 0, 0));
        assertThat(sequences(open())).as("on the disk").isEqualTo(sequences(spool));
    }

    @Test
    void keepsTheNewestThatItHasUntilANewerOneIsWritten() throws Exception {
        FullDisk disk = new FullDisk("No space left on device", false);
        Spool spool = filled(disk, 1);
        assertThatThrownBy(() -> put(spool, 2, 2)).isInstanceOf(IOException.class);
        assertThat(sequences(spool)).containsExactly(1L);
        assertThat(open().read(1)).isPresent();
        assertThat(open().missed()).isEqualTo(SpoolCounts.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "Auf dem Gerät ist kein Speicherplatz mehr verfügbar"})
    void makesRoomOnAFullDiskInWhateverLanguageItSaysSo(String message) throws Exception {
        Spool spool = filled(new FullDisk(message, false), 6);
        put(spool, 7, 7);
        assertThat(sequences(spool)).startsWith(7L, 6L, 5L, 4L).hasSizeBetween(5, 6);
        assertThat(sequences(open())).isEqualTo(sequences(spool));
    }

    @Test
    void letsNothingGoForADiskThatFailsOtherwise() throws Exception {
        Path place = directory.resolve("spool");
        put(open(), 1, 1);
        put(open(), 2, 2);
        Spool spool = Spool.open(place, ROOMY, new FailingDisk(0, "Input/output error", true));
        assertThatThrownBy(() -> put(spool, 3, 3)).isInstanceOf(IOException.class);
        assertThat(sequences(open())).containsExactly(2L, 1L);
        assertThat(open().missed()).isEqualTo(SpoolCounts.NONE);
    }

    /** So many snapshots, each of another state, on a disk that is full then. */
    private Spool filled(FullDisk disk, int snapshots) throws IOException {
        Spool spool = Spool.open(directory.resolve("spool"), ROOMY, disk);
        for (int i = 1; i <= snapshots; i++) {
            put(spool, i, i);
        }
        disk.fill(0);
        return spool;
    }

    @Test
    @Tag("seeded")
    void opensWhicheverByteIsChangedAndCountsWhatThatCost() throws Exception {
        List<Path> files = written();
        for (Path file : files) {
            byte[] sound = Files.readAllBytes(file);
            for (int i = 0; i < sound.length; i++) {
                byte[] changed = sound.clone();
                changed[i] ^= (byte) (1 << (i % 8));
                opensWith(file, changed, sound, "byte " + i);
            }
        }
    }

    @Test
    @Tag("seeded")
    void opensAtWhicheverLengthAFileIsCutAndCountsWhatThatCost() throws Exception {
        for (Path file : written()) {
            byte[] sound = Files.readAllBytes(file);
            for (int length = 0; length < sound.length; length++) {
                opensWith(file, Arrays.copyOf(sound, length), sound, "length " + length);
            }
            opensWith(file, Arrays.copyOf(sound, sound.length + 1), sound, "one byte more");
        }
    }

    private List<Path> written() throws IOException {
        Spool spool = open();
        put(spool, 1, 1);
        spool.acknowledge(spool.waiting().get(0), manifest(1));
        put(spool, 2, 1);
        put(spool, 3, 2);
        try (Stream<Path> files = Files.list(directory.resolve("spool"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void opensWith(Path file, byte[] bytes, byte[] sound, String what) throws IOException {
        Path place = directory.resolve("spool");
        byte[] ledger = Files.readAllBytes(place.resolve("ledger"));
        Files.write(file, bytes);
        Spool spool = open();
        List<Long> unread = sequences(spool).stream()
                .filter(each -> spool.read(each).isEmpty())
                .toList();
        String name = file.getFileName() + ", " + what;
        assertThat(spool.missed().damaged()).as(name).isEqualTo(1);
        assertThat(place.resolve("damaged").toFile().list()).as(name).hasSize(1);
        assertThat(sequences(spool).size()).as(name).isEqualTo(file.endsWith("ledger") ? 2 : 1);
        assertThat(unread.size()).as(name).isLessThanOrEqualTo(1);
        Files.delete(place.resolve("damaged").resolve(file.getFileName()));
        Files.write(place.resolve("ledger"), ledger);
        Files.write(file, sound);
    }

    @Test
    void countsOnAboveAllThatCanHaveBeenWhereTheCountIsLost() throws Exception {
        Path place = Files.createDirectories(directory.resolve("spool"));
        RequestCount count = new RequestCount(place);
        assertThat(count.next(0)).isEqualTo(1);
        assertThat(new RequestCount(place).next(5)).isEqualTo(2);
        Files.writeString(place.resolve("count-1"), "0000000000000000009 00000000\n");
        assertThat(new RequestCount(place).next(5)).as("the other copy").isEqualTo(3);
        Files.writeString(place.resolve("count-1"), "");
        Files.writeString(place.resolve("count-2"), "rubbish");
        assertThat(new RequestCount(place).next(5)).isEqualTo(6_000_001);
        assertThat(new RequestCount(place).next(5)).isEqualTo(6_000_002);
    }
}

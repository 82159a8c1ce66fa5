package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceFileTest {
    @TempDir
    Path directory;

    @Test
    void countsFromOneAndRemembers() {
        assertThat(new SequenceFile(directory.resolve("a/b")).next()).isEqualTo(1);
        assertThat(new SequenceFile(directory.resolve("a/b")).next()).isEqualTo(2);
        assertThat(new SequenceFile(directory.resolve("a/b")).next()).isEqualTo(3);
    }

    @Test
    void keepsItsDigitsApart() throws Exception {
        Files.writeString(directory.resolve("sequence"), "99\n");
        assertThat(new SequenceFile(directory).next()).isEqualTo(100);
        assertThat(directory.resolve("sequence")).hasContent("100\n");
    }

    @Test
    void saysNobodyCountsWhereTheCountCannotBeKept() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(new SequenceFile(file).next()).isZero();
        Files.writeString(directory.resolve("sequence"), "not a number");
        assertThat(new SequenceFile(directory).next()).isZero();
        Files.writeString(directory.resolve("sequence"), "9223372036854775807");
        assertThat(new SequenceFile(directory).next()).isZero();
        assertThat(SequenceFile.usual(Map.of(), false).next()).isZero();
    }

    @Test
    void waitsForNobodyForEver() throws Exception {
        new SequenceFile(directory).next();
        try (FileChannel held = FileChannel.open(directory.resolve("sequence"), StandardOpenOption.WRITE)) {
            assertThat(held.lock().isValid()).isTrue();
            assertThat(new SequenceFile(directory).next()).isZero();
        }
        assertThat(new SequenceFile(directory).next()).isEqualTo(2);
    }

    @Test
    void livesWhereTheSystemKeepsState() {
        assertThat(SequenceFile.usual(Map.of("STATE_DIRECTORY", "/a", "XDG_STATE_HOME", "/b"), true)
                        .place())
                .contains(Path.of("/a/sequence"));
        assertThat(SequenceFile.usual(Map.of("XDG_STATE_HOME", "/b"), true).place())
                .contains(Path.of("/b/leeway/sequence"));
        assertThat(SequenceFile.usual(Map.of("HOME", "/root"), true).place())
                .contains(Path.of("/var/lib/leeway/sequence"));
        assertThat(SequenceFile.usual(Map.of("HOME", "/home/x"), false).place())
                .contains(Path.of("/home/x/.local/state/leeway/sequence"));
    }

    @Test
    void neverGivesACountTwiceWhicheverByteOfItIsChangedOrLost() throws Exception {
        Path file = directory.resolve("sequence");
        SequenceFile sequence = new SequenceFile(directory);
        Files.writeString(file, "4100\n");
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < sound.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sound.clone();
                changed[i] ^= (byte) (1 << bit);
                Files.write(file, changed);
                goesOn(sequence, "byte " + i + ", bit " + bit);
            }
            Files.write(file, Arrays.copyOf(sound, i));
            goesOn(sequence, "length " + i);
        }
        Files.write(file, new byte[4_096]);
        goesOn(sequence, "as some file systems leave it when the power fails");
        assertThat(file).as("what was too long is gone").hasSize(8);
    }

    /** The spool knows of 4,099 at least. */
    private static void goesOn(SequenceFile sequence, String what) {
        long next = sequence.next(4_099);
        assertThat(next).as(what).isGreaterThan(4_099);
        assertThat(sequence.next(4_099)).as(what).isEqualTo(next + 1);
    }
}

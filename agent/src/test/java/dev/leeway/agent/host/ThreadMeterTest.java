package dev.leeway.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.snapshot.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadMeterTest {
    @TempDir
    Path directory;

    @Test
    void readsWhatTheKernelTells() throws Exception {
        Files.writeString(directory.resolve("schedstat"), "250219 10451 2\n");
        Files.writeString(directory.resolve("io"), "rchar: 6991\nwchar: 15\nread_bytes: 0\n");
        Meter.Used used = new ThreadMeter(directory).used();
        assertThat(used.cpuNanos()).hasValue(250_219);
        assertThat(used.bytesRead()).hasValue(6_991);
    }

    @Test
    void knowsNothingWhereTheKernelTellsNothing() throws Exception {
        assertThat(new ThreadMeter(directory).used()).isEqualTo(Meter.Used.UNKNOWN);
        Files.writeString(directory.resolve("schedstat"), "99999999999999999999 1 1\n");
        Files.writeString(directory.resolve("io"), "wchar: 15\n");
        assertThat(new ThreadMeter(directory).used()).isEqualTo(Meter.Used.UNKNOWN);
    }

    @Test
    void countsWhatThisVeryThreadReads() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/io")), "no kernel that counts");
        Path file = Files.write(directory.resolve("file"), new byte[1 << 20]);
        Meter meter = new ThreadMeter();
        long before = meter.used().bytesRead().orElseThrow();
        Thread other = new Thread(() -> read(file));
        other.start();
        other.join();
        long between = meter.used().bytesRead().orElseThrow();
        read(file);
        assertThat(between - before).isLessThan(1 << 20);
        assertThat(meter.used().bytesRead().orElseThrow() - between).isGreaterThanOrEqualTo(1 << 20);
    }

    private static void read(Path file) {
        try {
            assertThat(Files.readAllBytes(file)).hasSize(1 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void countsTheProcessorsOfAllThreads() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "no kernel that counts");
        Meter meter = new ThreadMeter();
        long before = meter.processNanos().orElseThrow();
        Thread other = new Thread(() -> {
            long end = System.nanoTime() + 300_000_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        other.start();
        other.join();
        assertThat(meter.processNanos().orElseThrow() - before).isBetween(20_000_000L, 60_000_000_000L);
    }
}

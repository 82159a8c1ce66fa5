package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BoundedInflationTest {
    private static final ReadingLimits LIMITS = new ReadingLimits(4 << 20, 10, 8, 100, 100, 100);

    @Test
    void passesOnWhatInflatesModestly() throws Exception {
        try (InputStream in = inflating(300_000, 3_000_000)) {
            assertThat(in.readAllBytes()).hasSize(3_000_000);
        }
    }

    @Test
    void passesOnAnyRatioOfALittle() throws Exception {
        try (InputStream in = inflating(1, 1 << 20)) {
            assertThat(in.readAllBytes()).hasSize(1 << 20);
        }
    }

    @Test
    void endsWhatInflatesTooFar() throws Exception {
        try (InputStream in = inflating(100_000, 3_000_000)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("10 times its size");
        }
    }

    @Test
    void endsWhatInflatesToTooMuch() throws Exception {
        try (InputStream in = inflating(1 << 20, (4 << 20) + 1)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("4194304 bytes");
        }
    }

    @Test
    void countsSingleBytesToo() throws Exception {
        try (InputStream in = inflating(1 << 20, (4 << 20) + 1)) {
            assertThatThrownBy(() -> {
                        while (in.read() >= 0) {
                            assertThat(in).isNotNull();
                        }
                    })
                    .hasMessageContaining("4194304 bytes");
        }
    }

    /** A format of compression that reads all there is at once and gives so many bytes for it. */
    private static InputStream inflating(int compressed, int inflated) throws IOException {
        return BoundedInflation.open(
                new ByteArrayInputStream(new byte[compressed]),
                raw -> {
                    raw.readAllBytes();
                    return new Repeating("", "x", inflated, "");
                },
                LIMITS);
    }
}

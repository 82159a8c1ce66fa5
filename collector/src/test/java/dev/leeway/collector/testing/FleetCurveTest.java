package dev.leeway.collector.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FleetCurveTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void isDrawnFromTheFiguresBesideIt() throws IOException {
        String csv = Files.readString(DOCS.resolve("fleet-cost.csv"), StandardCharsets.UTF_8);
        assertThat(FleetCurve.svg(csv))
                .isEqualTo(Files.readString(DOCS.resolve("fleet-cost.svg"), StandardCharsets.UTF_8))
                .contains("<title>", "100,000 hosts with");
    }
}

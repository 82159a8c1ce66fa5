package dev.leeway.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"r.json", "r.json.gz", "r.json.zst"})
    void readsWhatTheRendererWrote(String name) throws IOException, FormatException {
        String json = ReportFormat.JSON.render(SampleReports.withHistory(), RenderOptions.PLAIN);
        Path file = SampleSnapshots.write(folder.resolve(name), json.getBytes(StandardCharsets.UTF_8));
        assertThat(ReportFiles.read(file)).isEqualTo(SampleReports.withHistory());
    }

    @Test
    void saysWhenAFileIsNoReport() throws IOException {
        Path file = SampleSnapshots.write(
                folder.resolve("s.json"), SampleSnapshots.of("web-01", "prod", 1, Map.of("A", "b")));
        assertThatThrownBy(() -> ReportFiles.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file.toString());
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The report of the last comparison, kept for its user alone so that {@code leeway explain} can speak about it. */
final class LastReport {
    private LastReport() {}

    /** Where it is kept, empty where the user has no home. */
    static Optional<Path> file(Surroundings surroundings) {
        try {
            Optional<Path> state =
                    surroundings.variable("XDG_STATE_HOME").map(Path::of).filter(Path::isAbsolute);
            return state.or(() -> surroundings.variable("HOME").map(home -> Path.of(home, ".local", "state")))
                    .map(folder -> folder.resolve("leeway").resolve("last-report.json"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Keeps {@code report}; where that is not possible nobody is bothered before {@code explain} misses it. */
    static void keep(Report report, Surroundings surroundings) {
        Optional<Path> file = file(surroundings);
        if (file.isEmpty()) {
            return;
        }
        try {
            WholeFile.writePrivately(file.get(), ReportFormat.JSON.render(report, RenderOptions.PLAIN));
        } catch (IOException | UnsupportedOperationException e) {
            // A read-only home or a full disk must not take the answer away that was just worked out.
            return;
        }
    }
}

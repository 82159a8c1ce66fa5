package dev.leeway.collector.cli;

import dev.leeway.collector.store.ExportedStore;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.schema.console.VisibleText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway store export}: writes a store as a directory of ordinary snapshot files. */
@Command(
        name = "export",
        description = "Writes every snapshot as an ordinary file, byte for byte as it arrived.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 all written, 2 usage or nothing written, 3 written but for what is damaged,",
            "  4 internal error."
        })
final class StoreExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A directory that is not there yet, or is empty.")
    private @Nullable Path folder;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    StoreExportCommand() {
        this(Surroundings.ofProcess());
    }

    StoreExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec command = spec;
        Path directory = folder;
        if (command == null || directory == null) {
            throw new IllegalStateException("run through the command line only");
        }
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        return Failures.told(err, () -> {
            ExportedStore.Copied copied;
            try (SnapshotStore opened = store.open(surroundings)) {
                copied = ExportedStore.write(opened, directory);
            }
            copied.lost().forEach(each -> err.println(Main.NAME + ": " + VisibleText.of(each)));
            out.println(copied.told() + " exported");
            out.flush();
            return copied.lost().isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
        });
    }
}

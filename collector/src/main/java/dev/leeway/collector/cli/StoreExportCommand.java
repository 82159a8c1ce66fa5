package dev.leeway.collector.cli;

import dev.leeway.collector.store.ExportedStore;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
final class StoreExportCommand extends LeewayCommand {
    @Parameters(paramLabel = "DIR", description = "A directory that is not there yet, or is empty.")
    private @Nullable Path folder;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Path directory = given(folder);
        ExportedStore.Copied copied;
        try (SnapshotStore opened = store.open(surroundings())) {
            copied = ExportedStore.write(opened, directory);
        }
        copied.lost().forEach(each -> err().println(Main.NAME + ": " + VisibleText.of(each)));
        out().println(copied.told() + " exported");
        return copied.lost().isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }
}

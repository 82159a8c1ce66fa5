package dev.leeway.collector.cli;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway store backup}: copies a store while it is in use. */
@Command(
        name = "backup",
        description = "Copies a SQLite store, as it is at one moment, while others use it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExit codes:%n",
        footer = {"  0 copied, 2 usage or nothing copied, 4 internal error."})
final class StoreBackupCommand extends LeewayCommand {
    @Parameters(paramLabel = "FILE", description = "A file that is not there yet; it is a store like the first.")
    private @Nullable Path file;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Path target = given(file);
        try (SnapshotStore opened = store.open(surroundings())) {
            opened.backup(target);
        }
        out().println("copied to " + VisibleText.of(target.toString())
                + "; look at it with: leeway store verify --store " + VisibleText.of(target.toString()));
        return ExitCodes.OK;
    }
}

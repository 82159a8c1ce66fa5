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

/** {@code leeway store import}: takes in what an export wrote. */
@Command(
        name = "import",
        description =
                "Takes in a directory that leeway store export wrote, in the order and with the times of arrival.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 all taken in or known, 2 usage or no whole export, 3 some was refused or",
            "  cannot be read, 4 internal error."
        })
final class StoreImportCommand extends LeewayCommand {
    @Parameters(paramLabel = "DIR", description = "A directory that leeway store export wrote.")
    private @Nullable Path folder;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Path directory = given(folder);
        ExportedStore.Copied copied;
        try (SnapshotStore opened = store.made(surroundings())) {
            copied = ExportedStore.read(directory, opened);
        }
        copied.lost().forEach(each -> err().println(Main.NAME + ": " + VisibleText.of(each)));
        out().println(copied.told() + " imported");
        return copied.lost().isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }
}

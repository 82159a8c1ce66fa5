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
final class StoreImportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A directory that leeway store export wrote.")
    private @Nullable Path folder;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    StoreImportCommand() {
        this(Surroundings.ofProcess());
    }

    StoreImportCommand(Surroundings surroundings) {
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
            try (SnapshotStore opened = store.made(surroundings)) {
                copied = ExportedStore.read(directory, opened);
            }
            copied.lost().forEach(each -> err.println(Main.NAME + ": " + VisibleText.of(each)));
            out.println(copied.told() + " imported");
            out.flush();
            return copied.lost().isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
        });
    }
}

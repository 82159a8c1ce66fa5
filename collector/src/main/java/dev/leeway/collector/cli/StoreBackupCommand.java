package dev.leeway.collector.cli;

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

/** {@code leeway store backup}: copies a store while it is in use. */
@Command(
        name = "backup",
        description = "Copies a SQLite store, as it is at one moment, while others use it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExit codes:%n",
        footer = {"  0 copied, 2 usage or nothing copied, 4 internal error."})
final class StoreBackupCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that is not there yet; it is a store like the first.")
    private @Nullable Path file;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    StoreBackupCommand() {
        this(Surroundings.ofProcess());
    }

    StoreBackupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec command = spec;
        Path target = file;
        if (command == null || target == null) {
            throw new IllegalStateException("run through the command line only");
        }
        PrintWriter out = command.commandLine().getOut();
        return Failures.told(command.commandLine().getErr(), () -> {
            try (SnapshotStore opened = store.open(surroundings)) {
                opened.backup(target);
            }
            out.println("copied to " + VisibleText.of(target.toString())
                    + "; look at it with: leeway store verify --store " + VisibleText.of(target.toString()));
            out.flush();
            return ExitCodes.OK;
        });
    }
}

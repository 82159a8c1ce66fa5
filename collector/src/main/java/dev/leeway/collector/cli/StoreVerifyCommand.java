package dev.leeway.collector.cli;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.Verification;
import dev.leeway.schema.console.VisibleText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code leeway store verify}: looks at every stored byte. */
@Command(
        name = "verify",
        description = "Computes every id anew from the stored bytes, and sets aside what is damaged.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 all is sound, 1 something is damaged and was set aside, 2 usage or the",
            "  store cannot be opened, 4 internal error."
        })
final class StoreVerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    StoreVerifyCommand() {
        this(Surroundings.ofProcess());
    }

    StoreVerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("run through the command line only");
        }
        PrintWriter out = command.commandLine().getOut();
        return Failures.told(command.commandLine().getErr(), () -> {
            Verification verification;
            try (SnapshotStore opened = store.open(surroundings)) {
                verification = opened.verify();
            }
            verification.damages().forEach(damage -> out.println("damaged: " + VisibleText.of(damage)));
            out.println(verification.snapshots() + " snapshots and " + verification.sections()
                    + " distinct sections are sound"
                    + (verification.damages().isEmpty()
                            ? ""
                            : ", " + verification.damages().size() + " records are not and were set aside; what is"
                                    + " added again is sound again"));
            out.flush();
            return verification.damages().isEmpty() ? ExitCodes.OK : ExitCodes.DRIFT;
        });
    }
}

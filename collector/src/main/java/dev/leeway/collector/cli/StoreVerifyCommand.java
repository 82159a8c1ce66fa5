package dev.leeway.collector.cli;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.Verification;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
final class StoreVerifyCommand extends LeewayCommand {
    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Verification verification;
        try (SnapshotStore opened = store.open(surroundings())) {
            verification = opened.verify();
        }
        verification.damages().forEach(damage -> out().println("damaged: " + VisibleText.of(damage)));
        out().println(verification.snapshots() + " snapshots and " + verification.sections()
                + " distinct sections are sound"
                + (verification.damages().isEmpty()
                        ? ""
                        : ", " + verification.damages().size() + " records are not and were set aside; what is"
                                + " added again is sound again"));
        return verification.damages().isEmpty() ? ExitCodes.OK : ExitCodes.DRIFT;
    }
}

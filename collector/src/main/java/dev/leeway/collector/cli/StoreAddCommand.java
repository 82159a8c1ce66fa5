package dev.leeway.collector.cli;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway store add}: takes snapshots from files into a store. */
@Command(
        name = "add",
        description = "Adds snapshots to a store, which is made where it is not there.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway store add --store leeway.db snapshots",
            "  leeway-agent snapshot -o - | leeway store add --store leeway.db -",
            "",
            "What the store has is passed over, so the same directory may be added every",
            "night. What it says is stored is on the disk.",
            "",
            "Exit codes: 0 all stored or known, 2 usage or nothing could be stored,",
            "3 some could not be read or were refused, 4 internal error."
        })
final class StoreAddCommand extends LeewayCommand {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Snapshots: files (.json, .json.gz, .json.zst), directories of them, or - for standard input.")
    private List<String> inputs = List.of();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Option(
            names = "--recounted",
            description =
                    "Their hosts were rebuilt and count anew: a count that is taken begins a new series instead of"
                            + " being refused.")
    private boolean recounted;

    @Option(
            names = "--as-taken",
            description = "They arrived when they were taken, by their hosts' own clocks: for history that was kept as"
                    + " files until now.")
    private boolean asTaken;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        StoreIntake intake = new StoreIntake(surroundings(), recounted, asTaken, err());
        List<String> files = intake.files(inputs);
        try (SnapshotStore opened = store.made(surroundings())) {
            intake.add(opened, files);
        } catch (StoreException e) {
            throw intake.stopped(e);
        }
        out().println(intake.summary());
        return intake.missed() ? ExitCodes.INCOMPLETE : ExitCodes.OK;
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.git.MirrorStore;
import dev.leeway.schema.json.FormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway mirror write}: commits what changed on the hosts since the mirror was last written. */
@Command(
        name = "write",
        description = "Writes snapshots into a mirror: a commit for each environment in which something changed.",
        customSynopsis = "leeway mirror write [OPTIONS] REPO (SNAPSHOT | DIR)... | --store STORE",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway mirror write history.git snapshots",
            "  leeway mirror write history.git --store leeway.db --by-day",
            "",
            "Exit codes: 0 written, or nothing had changed, 2 usage, or nothing could be written,",
            "3 written, but a snapshot could not be read, 4 internal error."
        })
final class MirrorWriteCommand extends LeewayCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "REPO",
            description =
                    "The directory of the mirror, which is made where it is missing or empty; then snapshots (.json, .json.gz,"
                            + " .json.zst) and directories of them.")
    private final List<String> arguments = new ArrayList<>();

    @Option(
            names = "--as-of",
            paramLabel = "MOMENT",
            converter = MomentConverter.class,
            description = "The time of the commits: 2026-11-20T02:00:00Z, or 2026-11-20. Default: now.")
    private @Nullable Instant asOf;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "Write what this store keeps, instead of files. Default, where none are named: LEEWAY_STORE.")
    private @Nullable String store;

    @Option(
            names = "--by-day",
            description =
                    "Write history, rather than the newest of each host as one change: a commit for each day (UTC) that"
                            + " is over, that was not written before, and on which something changed.")
    private boolean byDay;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        // Files that are named come before a store that only the environment names.
        Optional<StoreLocation> location = arguments.size() == 1
                ? StoreLocation.of(Optional.ofNullable(store), surroundings())
                : Optional.ofNullable(store).map(StoreLocation::new);
        if (arguments.isEmpty() || (arguments.size() == 1) == location.isEmpty()) {
            throw misused(
                    "Name a mirror, and snapshots, a directory of them, or a store with --store or LEEWAY_STORE.");
        }
        Instant moment =
                Optional.ofNullable(asOf).orElseGet(() -> surroundings().clock().instant());
        MirrorWork work = new MirrorWork(arguments.get(0), out(), err());
        if (location.isEmpty()) {
            return work.write(MirrorFiles.read(arguments.subList(1, arguments.size()), moment), moment, byDay);
        }
        try (SnapshotStore opened = location.get().open(surroundings())) {
            return work.write(new MirrorStore(opened), moment, byDay);
        }
    }
}

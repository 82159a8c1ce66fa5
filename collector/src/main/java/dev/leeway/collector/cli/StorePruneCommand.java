package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.store.Pruned;
import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway store prune}: forgets what need not be kept. */
@Command(
        name = "prune",
        description = "Forgets old snapshots, and sections that none of those left has.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway store prune --store leeway.db --keep 90d",
            "  leeway store prune --store leeway.db --keep 52w --keep-newest 30",
            "",
            "The newest snapshot of every host and those of baselines are always kept.",
            "",
            "Exit codes: 0 done, 2 usage, 4 internal error."
        })
final class StorePruneCommand extends LeewayCommand {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,5})([hdw])");

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "AGE",
            description = "Keep what arrived within this time, in hours, days or weeks: 48h, 90d, 52w.")
    private String keep = "";

    @Option(
            names = "--keep-newest",
            paramLabel = "N",
            description = "Keep at least so many snapshots of each host, however old. Default: 1.")
    private int newest = 1;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Matcher age = AGE.matcher(keep);
        if (!age.matches()) {
            throw misused("--keep: write hours, days or weeks, as in 90d");
        }
        if (newest < 1) {
            throw misused("--keep-newest: the newest is always kept; from 1 on");
        }
        Instant since = surroundings().clock().instant().minus(duration(age));
        try (SnapshotStore opened = store.open(surroundings())) {
            Pruned pruned = opened.prune(new Retention(Optional.of(since), newest));
            store.record(
                    surroundings(),
                    AuditAction.PRUNED,
                    "snapshots",
                    pruned.snapshots() + " that arrived before " + since + ", " + pruned.kept() + " kept");
            out().println(Quantity.of(pruned.snapshots(), "snapshot") + " and "
                    + Quantity.of(pruned.sections(), "section") + " forgotten, "
                    + Quantity.of(pruned.kept(), "snapshot") + " kept");
        }
        return ExitCodes.OK;
    }

    private static Duration duration(Matcher age) {
        long count = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}

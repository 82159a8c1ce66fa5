package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.store.Pruned;
import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.SnapshotStore;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class StorePruneCommand implements Callable<Integer> {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,5})([hdw])");

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

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

    StorePruneCommand() {
        this(Surroundings.ofProcess());
    }

    StorePruneCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("run through the command line only");
        }
        Matcher age = AGE.matcher(keep);
        if (!age.matches()) {
            throw new ParameterException(command.commandLine(), "--keep: write hours, days or weeks, as in 90d");
        }
        if (newest < 1) {
            throw new ParameterException(command.commandLine(), "--keep-newest: the newest is always kept; from 1 on");
        }
        PrintWriter out = command.commandLine().getOut();
        return Failures.told(command.commandLine().getErr(), () -> {
            Instant since = surroundings.clock().instant().minus(duration(age));
            try (SnapshotStore opened = store.open(surroundings)) {
                Pruned pruned = opened.prune(new Retention(Optional.of(since), newest));
                store.record(
                        surroundings,
                        AuditAction.PRUNED,
                        "snapshots",
                        pruned.snapshots() + " that arrived before " + since + ", " + pruned.kept() + " kept");
                out.println(Quantity.of(pruned.snapshots(), "snapshot") + " and "
                        + Quantity.of(pruned.sections(), "section") + " forgotten, "
                        + Quantity.of(pruned.kept(), "snapshot") + " kept");
            }
            out.flush();
            return ExitCodes.OK;
        });
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

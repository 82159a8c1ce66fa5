package dev.leeway.collector.cli;

import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.store.Rescued;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.console.VisibleText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway store rescue}: brings what is sound in a damaged file into a new store. */
@Command(
        name = "rescue",
        description = "Brings what can be read of a damaged SQLite store into a new one.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway store rescue leeway.db rescued.db",
            "",
            "The damaged file is read page by page, and left as it is. Every snapshot is",
            "verified; what was lost is counted by host.",
            "",
            "Exit codes: 0 all of it, 2 usage or nothing could be read, 3 some is lost,",
            "4 internal error."
        })
final class StoreRescueCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "DAMAGED",
            description = "The file of the store; its -wal beside is read too.")
    private @Nullable Path damaged;

    @Parameters(index = "1", paramLabel = "NEW", description = "A file that is not there yet.")
    private @Nullable Path fresh;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        Path from = damaged;
        Path to = fresh;
        if (command == null || from == null || to == null) {
            throw new IllegalStateException("run through the command line only");
        }
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        return Failures.told(err, () -> {
            Rescued rescued = SqlStores.rescue(from, to);
            long lost = 0;
            for (String host : rescued.lost().keySet()) {
                long some = rescued.lost().getOrDefault(host, 0L);
                lost += some;
                err.println(Main.NAME + ": "
                        + VisibleText.of((host.equals("?") ? "of hosts whose name is lost" : host) + ": " + some
                                + (some == 1 ? " snapshot is lost" : " snapshots are lost")));
            }
            rescued.remarks().forEach(remark -> err.println(Main.NAME + ": " + VisibleText.of(remark)));
            out.println(VisibleText.of(Quantity.of(rescued.snapshots(), "snapshot") + " and "
                    + Quantity.of(rescued.baselines(), "baseline") + " brought to " + to + ", "
                    + Quantity.of(lost, "snapshot") + " lost"
                    + (lost > 0 ? "; add them again where their files are still there" : "")));
            out.flush();
            return lost > 0 || !rescued.remarks().isEmpty() ? ExitCodes.INCOMPLETE : ExitCodes.OK;
        });
    }
}

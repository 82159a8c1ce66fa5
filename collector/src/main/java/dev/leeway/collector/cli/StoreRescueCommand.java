package dev.leeway.collector.cli;

import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.store.Rescued;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
final class StoreRescueCommand extends LeewayCommand {
    @Parameters(
            index = "0",
            paramLabel = "DAMAGED",
            description = "The file of the store; its -wal beside is read too.")
    private @Nullable Path damaged;

    @Parameters(index = "1", paramLabel = "NEW", description = "A file that is not there yet.")
    private @Nullable Path fresh;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Path from = given(damaged);
        Path to = given(fresh);
        Rescued rescued = SqlStores.rescue(from, to);
        long lost = 0;
        for (String host : rescued.lost().keySet()) {
            long some = rescued.lost().getOrDefault(host, 0L);
            lost += some;
            err().println(Main.NAME + ": "
                    + VisibleText.of((host.equals("?") ? "of hosts whose name is lost" : host) + ": " + some
                            + (some == 1 ? " snapshot is lost" : " snapshots are lost")));
        }
        rescued.remarks().forEach(remark -> err().println(Main.NAME + ": " + VisibleText.of(remark)));
        out().println(VisibleText.of(Quantity.of(rescued.snapshots(), "snapshot") + " and "
                + Quantity.of(rescued.baselines(), "baseline") + " brought to " + to + ", "
                + Quantity.of(lost, "snapshot") + " lost"
                + (lost > 0 ? "; add them again where their files are still there" : "")));
        return lost > 0 || !rescued.remarks().isEmpty() ? ExitCodes.INCOMPLETE : ExitCodes.OK;
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditEntry;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway audit list}: the newest entries of the log, the oldest of them first. */
@Command(
        name = "list",
        description = "Lists the newest entries: number, moment, who, what, to what, and why.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway audit list --store leeway.db",
            "  leeway audit list --store leeway.db --since 2026-11-01 --limit 0",
            "",
            "Exit codes: 0 listed, 2 usage, 4 internal error."
        })
final class AuditListCommand extends LeewayCommand {
    private static final int AT_ONCE = 1_000;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            converter = MomentConverter.class,
            description = "What was written at or after this moment: 2026-11-20 or 2026-11-20T02:00:00Z.")
    private Instant since = Instant.MIN;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most, the newest; 0 is all. Default: 100.")
    private int limit = 100;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        if (limit < 0) {
            throw misused("--limit is 0 or more.");
        }
        try (Registry registry = store.registry(surroundings())) {
            list(registry, out());
        }
        return ExitCodes.OK;
    }

    private void list(Registry registry, PrintWriter out) throws StoreException {
        long last = limit == 0 ? 0 : Math.max(0, registry.auditHead().number() - limit);
        for (List<AuditEntry> some = registry.audit(last, AT_ONCE);
                !some.isEmpty();
                some = registry.audit(last, AT_ONCE)) {
            for (AuditEntry entry : some) {
                if (!entry.at().isBefore(since)) {
                    out.println(line(entry));
                }
                last = entry.number();
            }
        }
    }

    /** What somebody put into the store by other ways than this program is made harmless here too. */
    private static String line(AuditEntry entry) {
        String detail = entry.detail().isEmpty() ? "" : "  " + entry.detail();
        return VisibleText.of(entry.number() + "  " + entry.at() + "  " + entry.actor() + "  " + entry.action() + "  "
                + entry.subject() + detail);
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.selector.Selector;
import dev.leeway.collector.selector.SelectorException;
import dev.leeway.collector.selector.SelectorText;
import dev.leeway.collector.store.Selection;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredBaseline;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway store list}: what there is in a store. */
@Command(
        name = "list",
        description = "Lists the newest snapshot of every host, what a selector names, or all snapshots of one host.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway store list --store leeway.db",
            "  leeway store list --store leeway.db prod/web-01",
            "  leeway store list --store leeway.db 'prod@{2.weeks.ago}'",
            "",
            "Exit codes: 0 listed, 2 usage or nothing there, 4 internal error."
        })
final class StoreListCommand extends LeewayCommand {
    @Parameters(
            paramLabel = "SELECTOR",
            arity = "0..1",
            description =
                    "What to list: prod, prod~3, prod@{2026-11-01}, baseline:NAME; of prod/web-01 every snapshot is"
                            + " listed.")
    private @Nullable String selector;

    @Mixin
    private final NamesFlags names = new NamesFlags();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        try (SnapshotStore opened = store.open(surroundings())) {
            list(opened, out());
        }
        return ExitCodes.OK;
    }

    private void list(SnapshotStore opened, PrintWriter out) throws StoreException, CommandFailure, FormatException {
        if (selector == null) {
            opened.newest(opened.hosts(), 0)
                    .forEach(snapshot ->
                            out.println(line(snapshot, snapshot.host().text())));
            for (StoredBaseline baseline : opened.baselines()) {
                out.println(VisibleText.of("baseline:" + baseline.name() + "  " + baseline.snapshots() + " of "
                        + baseline.selector() + ", named "
                        + baseline.madeAt().truncatedTo(ChronoUnit.SECONDS)));
            }
            return;
        }
        Selector named = parsed(selector);
        Policy policy = names.read(surroundings());
        Selection selection = Selection.of(named, opened, name -> Environments.canonical(policy, name));
        if (named instanceof Selector.Back back
                && back.back() == 0
                && back.host().isPresent()) {
            for (StoredSnapshot each : selection.snapshots()) {
                List<StoredSnapshot> all = opened.snapshots(each.host());
                String live = selection.snapshots().size() == 1
                        ? selector
                        : each.host().text();
                for (int i = 0; i < all.size(); i++) {
                    out.println(line(all.get(i), live + "~" + i));
                }
            }
            return;
        }
        selection
                .snapshots()
                .forEach(snapshot -> out.println(line(snapshot, snapshot.host().text())));
        selection.remarks().forEach(remark -> out.println(VisibleText.of(remark)));
    }

    private Selector parsed(String text) throws CommandFailure {
        try {
            return SelectorText.parse(text, surroundings().clock().instant());
        } catch (SelectorException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static String line(StoredSnapshot snapshot, String name) {
        return VisibleText.of(name + "  arrived " + snapshot.receivedAt().truncatedTo(ChronoUnit.SECONDS) + ", taken "
                + snapshot.capturedAt().truncatedTo(ChronoUnit.SECONDS) + ", count " + snapshot.sequence() + ", "
                + snapshot.id());
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.selector.SelectorException;
import dev.leeway.collector.selector.SelectorText;
import dev.leeway.collector.store.Selection;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway store baseline}: keeps snapshots under a name. */
@Command(
        name = "baseline",
        description = "Keeps snapshots under a name, to compare with them later: baseline:NAME.",
        customSynopsis = {
            "leeway store baseline NAME SELECTOR... [--store STORE]",
            "       leeway store baseline NAME (--rename NAME | --remove) [--store STORE]"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway store baseline release-41 staging prod --store leeway.db",
            "  leeway diff baseline:release-41 prod --store leeway.db",
            "",
            "What a baseline holds is never pruned.",
            "",
            "Exit codes: 0 done, 2 usage or nothing done, 4 internal error."
        })
final class StoreBaselineCommand extends LeewayCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "What the baseline is called.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "SELECTOR",
            description = "The snapshots it keeps: prod, prod/web-01~3, prod@{2026-11-01}.")
    private List<String> selectors = List.of();

    @Option(names = "--rename", paramLabel = "NAME", description = "Call it so from now on.")
    private @Nullable String rename;

    @Option(names = "--remove", description = "Keep it no longer; its snapshots stay until they are pruned.")
    private boolean remove;

    @Mixin
    private final NamesFlags names = new NamesFlags();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        int asked = (selectors.isEmpty() ? 0 : 1) + (rename == null ? 0 : 1) + (remove ? 1 : 0);
        if (asked != 1) {
            throw misused("Name the snapshots it keeps, or give --rename or --remove.");
        }
        try (SnapshotStore opened = store.open(surroundings())) {
            String done = done(opened);
            store.record(surroundings(), AuditAction.BASELINE_CHANGED, name, logged());
            out().println(done);
        }
        return ExitCodes.OK;
    }

    /** What was decided, in the words the collector has for it; what to do next is no part of a log. */
    private String logged() {
        return remove ? "removed" : rename != null ? "called " + rename : "kept " + String.join(" ", selectors);
    }

    private String done(SnapshotStore opened) throws StoreException, CommandFailure, FormatException {
        String other = rename;
        if (remove) {
            opened.remove(name);
            return "baseline " + name + " removed";
        }
        if (other != null) {
            checked(other);
            opened.rename(name, other);
            return "baseline " + name + " is called " + other;
        }
        checked(name);
        Map<Long, StoredSnapshot> chosen = chosen(opened);
        opened.keep(name, String.join(" ", selectors), chosen.values());
        return "baseline " + name + " keeps " + chosen.size() + (chosen.size() == 1 ? " snapshot" : " snapshots")
                + "; compare with it: baseline:" + name;
    }

    private static void checked(String name) throws CommandFailure {
        if (!SelectorText.isBaselineName(name)) {
            throw new CommandFailure("'" + name + "' is no name for a baseline: " + SelectorText.NAMING);
        }
    }

    private Map<Long, StoredSnapshot> chosen(SnapshotStore opened)
            throws StoreException, CommandFailure, FormatException {
        Policy policy = names.read(surroundings());
        Instant now = surroundings().clock().instant();
        Map<Long, StoredSnapshot> chosen = new LinkedHashMap<>();
        for (String selector : selectors) {
            try {
                Selection.of(SelectorText.parse(selector, now), opened, each -> Environments.canonical(policy, each))
                        .snapshots()
                        .forEach(snapshot -> chosen.put(snapshot.number(), snapshot));
            } catch (SelectorException e) {
                throw new CommandFailure(String.valueOf(e.getMessage()), e);
            }
        }
        return chosen;
    }
}

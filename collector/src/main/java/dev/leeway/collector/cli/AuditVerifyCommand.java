package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.AuditVerification;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway audit verify}: whether the log is what was written. */
@Command(
        name = "verify",
        description = "Tells whether the log is what was written, and names the first entry that is not.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway audit verify --store leeway.db",
            "  leeway audit verify --store leeway.db --head 412:9f2c...",
            "",
            "Keep the head it prints elsewhere. Who can write to the store can",
            "write a whole log anew; only a head that was told to others shows that.",
            "",
            "Exit codes: 0 sound, 1 not what was written, 2 usage, 4 internal error."
        })
final class AuditVerifyCommand extends LeewayCommand {
    @Option(
            names = "--head",
            paramLabel = "NUMBER:DIGEST",
            description = "The end of the log as it was told earlier (repeatable).")
    private List<String> heads = List.of();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        List<AuditHead> told = new ArrayList<>();
        for (String head : heads) {
            told.add(AuditHead.parse(head)
                    .orElseThrow(() -> new CommandFailure("'" + FormatException.shown(head)
                            + "' is no head of a log: a number, a colon and 64 hexadecimal digits")));
        }
        AuditVerification found;
        try (Registry registry = store.registry(surroundings())) {
            found = registry.verifyAudit(told);
        }
        out().println(words(found));
        return found.damage().isEmpty() ? ExitCodes.OK : ExitCodes.DRIFT;
    }

    private static String words(AuditVerification found) {
        String sound = found.entries() + (found.entries() == 1 ? " entry is" : " entries are") + " sound";
        return found.damage()
                .map(damage -> "entry " + damage.number() + ": " + damage.what() + "; before it " + sound)
                .orElseGet(() -> sound + "; head " + found.head().text());
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway agent restore}: accepts agents again. */
@Command(
        name = "restore",
        description = "Accepts agents again that were revoked, or whose key two machines used.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway agent restore a-7f3c12ab90de00112233 --store leeway.db",
            "",
            "Exit codes: 0 restored, 2 usage or no such agent, 4 internal error."
        })
final class AgentRestoreCommand extends LeewayCommand {
    @Parameters(paramLabel = "AGENT", arity = "1..*", description = "Its name in leeway agent list: a- and 20 digits.")
    private List<String> names = List.of();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        try (Registry registry = store.registry(surroundings())) {
            NamedAgents.check(names, registry);
            for (String name : names) {
                registry.restoreAgent(name, AuditDraft.STORE);
                out().println(name + " restored");
            }
        }
        return ExitCodes.OK;
    }
}

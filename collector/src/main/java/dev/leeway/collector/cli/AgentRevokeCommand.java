package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway agent revoke}: refuses agents from now on. */
@Command(
        name = "revoke",
        description = "Refuses agents from now on; what they delivered stays.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway agent revoke a-7f3c12ab90de00112233 --store leeway.db",
            "",
            "Exit codes: 0 revoked, 2 usage, no such agent or one that was replaced, 4 internal error."
        })
final class AgentRevokeCommand extends LeewayCommand {
    @Parameters(paramLabel = "AGENT", arity = "1..*", description = "Its name in leeway agent list: a- and 20 digits.")
    private List<String> names = List.of();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        try (Registry registry = store.registry(surroundings())) {
            NamedAgents.check(names, registry);
            for (String name : names) {
                registry.revokeAgent(name, AuditDraft.STORE);
                out().println(name + " revoked");
            }
        }
        return ExitCodes.OK;
    }
}

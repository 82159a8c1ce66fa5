package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Registry;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
final class AgentRevokeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "AGENT", arity = "1..*", description = "Its name in leeway agent list: a- and 20 digits.")
    private List<String> names = List.of();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    AgentRevokeCommand() {
        this(Surroundings.ofProcess());
    }

    AgentRevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("run through the command line only");
        }
        PrintWriter out = command.commandLine().getOut();
        return Failures.told(command.commandLine().getErr(), () -> {
            try (Registry registry = store.registry(surroundings)) {
                NamedAgents.check(names, registry);
                for (String name : names) {
                    registry.revokeAgent(name, AuditDraft.STORE);
                    out.println(name + " revoked");
                }
            }
            out.flush();
            return ExitCodes.OK;
        });
    }
}

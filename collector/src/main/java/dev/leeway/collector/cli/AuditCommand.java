package dev.leeway.collector.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leeway audit}: the log of what was decided. */
@Command(
        name = "audit",
        description = "Lists and verifies the log of everything a collector decided.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditListCommand.class, AuditVerifyCommand.class})
final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Name a command: list or verify.");
        }
    }
}

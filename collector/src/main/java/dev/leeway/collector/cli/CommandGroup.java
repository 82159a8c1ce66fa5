package dev.leeway.collector.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that is nothing but others, of which one is to be named. */
abstract class CommandGroup implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public final void run() {
        CommandSpec command = LeewayCommand.given(spec);
        List<String> names = new ArrayList<>();
        command.subcommands().forEach((name, line) -> {
            if (!line.getCommandSpec().usageMessage().hidden()) {
                names.add(name);
            }
        });
        String last = names.remove(names.size() - 1);
        throw new ParameterException(
                command.commandLine(), "Name a command: " + String.join(", ", names) + " or " + last + ".");
    }
}

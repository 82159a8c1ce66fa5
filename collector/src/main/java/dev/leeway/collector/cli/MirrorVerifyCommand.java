package dev.leeway.collector.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway mirror verify}: reads all of a mirror and tells what is damaged. */
@Command(
        name = "verify",
        description = "Reads every commit of a mirror, and tells of each file that is not what it was.",
        customSynopsis = "leeway mirror verify REPO",
        mixinStandardHelpOptions = true,
        footerHeading = "%n",
        footer = {
            "Exit codes: 0 all is sound, 1 something is damaged or was not written by Leeway,",
            "2 usage, or no mirror, 4 internal error."
        })
final class MirrorVerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "REPO", description = "A mirror, or a clone of one.")
    private @Nullable String repository;

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("run through the command line only");
        }
        String from = repository;
        if (from == null) {
            throw new ParameterException(command.commandLine(), "Name a mirror.");
        }
        return Failures.told(
                command.commandLine().getErr(),
                () -> new MirrorWork(
                                from,
                                command.commandLine().getOut(),
                                command.commandLine().getErr())
                        .verify());
    }
}

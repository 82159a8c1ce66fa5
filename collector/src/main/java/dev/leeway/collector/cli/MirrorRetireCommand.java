package dev.leeway.collector.cli;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway mirror retire}: takes a host that is gone for good out of the newest tree. */
@Command(
        name = "retire",
        description = "Takes a host that is gone for good out of a mirror; its history stays.",
        customSynopsis = "leeway mirror retire [OPTIONS] REPO HOST",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%n",
        footer = {"Exit codes: 0 done, 2 usage, or there is no such host, 4 internal error."})
final class MirrorRetireCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", index = "0", paramLabel = "REPO", description = "The mirror.")
    private @Nullable String repository;

    @Parameters(arity = "0..1", index = "1", paramLabel = "HOST", description = "The host by its own name.")
    private @Nullable String host;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment of the host. Needed where the mirror has several.")
    private @Nullable String environment;

    @Option(
            names = "--as-of",
            paramLabel = "MOMENT",
            converter = MomentConverter.class,
            description = "The time of the commit: 2026-11-20T02:00:00Z, or 2026-11-20. Default: now.")
    private @Nullable Instant asOf;

    MirrorRetireCommand() {
        this(Surroundings.ofProcess());
    }

    MirrorRetireCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("run through the command line only");
        }
        String from = repository;
        String retired = host;
        if (from == null || retired == null) {
            throw new ParameterException(command.commandLine(), "Name a mirror and a host.");
        }
        Instant moment =
                Optional.ofNullable(asOf).orElseGet(() -> surroundings.clock().instant());
        return Failures.told(
                command.commandLine().getErr(),
                () -> new MirrorWork(
                                from,
                                command.commandLine().getOut(),
                                command.commandLine().getErr())
                        .retire(Optional.ofNullable(environment), retired, moment));
    }
}

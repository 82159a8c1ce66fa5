package dev.leeway.collector.cli;

import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway mirror retire}: takes a host that is gone for good out of the newest tree. */
@Command(
        name = "retire",
        description = "Takes a host that is gone for good out of a mirror; its history stays.",
        customSynopsis = "leeway mirror retire [OPTIONS] REPO HOST",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%n",
        footer = {"Exit codes: 0 done, 2 usage, or there is no such host, 4 internal error."})
final class MirrorRetireCommand extends LeewayCommand {
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

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        String from = repository;
        String retired = host;
        if (from == null || retired == null) {
            throw misused("Name a mirror and a host.");
        }
        Instant moment =
                Optional.ofNullable(asOf).orElseGet(() -> surroundings().clock().instant());
        return new MirrorWork(from, out(), err()).retire(Optional.ofNullable(environment), retired, moment);
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway mirror export}: makes snapshots again of what a commit has. */
@Command(
        name = "export",
        description = "Makes snapshots again of what a commit of a mirror has, for any other command.",
        customSynopsis = "leeway mirror export [OPTIONS] REPO -o DIR",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway mirror export history.git -o now",
            "  leeway mirror export history.git --environment prod --commit prod~3 -o before",
            "",
            "Exit codes: 0 written, 2 usage, or nothing there to write,",
            "3 written, but for files that are damaged, 4 internal error."
        })
final class MirrorExportCommand extends LeewayCommand {
    @Parameters(arity = "0..1", paramLabel = "REPO", description = "A mirror, or a clone of one.")
    private @Nullable String repository;

    @Option(names = "--environment", paramLabel = "NAME", description = "The environment. Default: all of them.")
    private @Nullable String environment;

    @Option(
            names = "--commit",
            paramLabel = "REV",
            description = "A commit by any name Git has for it: prod~3, 1f3c9a2. Default: the last.")
    private @Nullable String commit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Where to write, which must be missing or empty: a directory for each environment, a file for each host.")
    private @Nullable String output;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        String from = repository;
        String to = output;
        if (from == null || to == null) {
            throw misused("Name a mirror, and with -o a directory to write to.");
        }
        return new MirrorWork(from, out(), err())
                .export(Optional.ofNullable(environment), Optional.ofNullable(commit), to);
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
final class MirrorVerifyCommand extends LeewayCommand {
    @Parameters(arity = "0..1", paramLabel = "REPO", description = "A mirror, or a clone of one.")
    private @Nullable String repository;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        String from = repository;
        if (from == null) {
            throw misused("Name a mirror.");
        }
        return new MirrorWork(from, out(), err()).verify();
    }
}

package dev.leeway.collector.cli;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose names of environments a command understands that judges nothing. */
final class NamesFlags {
    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy whose names of environments hold, or git:URL#REF:PATH. Default: the names that ship.")
    private @Nullable String policy;

    /** That policy. */
    Policy read(Surroundings surroundings) throws CommandFailure, FormatException {
        return PolicyFile.named(Optional.ofNullable(policy), surroundings).policy();
    }
}

package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.policy.ExplainedText;
import dev.leeway.collector.policy.PolicyExplanation;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.yaml.CatalogueReader;
import dev.leeway.schema.yaml.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway policy explain}: says what the policy makes of one fact, and which rule decides. */
@Command(
        name = "explain",
        description = "Says what a policy makes of one fact: the rules that match, which wins, what would be told.",
        customSynopsis = "leeway policy explain ADDRESS [FILE] [OPTIONS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway policy explain 'env[shop-web]/LOG_LEVEL'",
            "  leeway policy explain jdk/default/version leeway.yaml --between staging,prod",
            "",
            "Exit codes: 0 explained, 2 usage or no address, 4 internal error."
        })
final class PolicyExplainCommand extends LeewayCommand {
    private static final String USUAL = "leeway.yaml";

    @Parameters(
            index = "0",
            paramLabel = "ADDRESS",
            description = "The whole address of a fact, as a report shows it: 'env[shop-web]/LOG_LEVEL'.")
    private String address = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The policy. Default: leeway.yaml, or where there is none the one that ships with Leeway.")
    private @Nullable String policy;

    @Option(
            names = "--between",
            paramLabel = "ONE,OTHER",
            split = ",",
            hideParamSyntax = true,
            description = "Two environments. Default: each that is held against the reference.")
    private List<String> between = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            converter = MomentConverter.class,
            description = "The moment that waivers are told from, as in 2026-11-20. Default: now.")
    private @Nullable Instant asOf;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Optional<String> named = Optional.ofNullable(policy)
                .or(() -> Files.exists(Path.of(USUAL)) ? Optional.of(USUAL) : Optional.empty());
        Policy read = PolicyFile.named(named, surroundings()).policy();
        check(read);
        Address asked = address();
        Catalogue catalogue = CatalogueReader.builtIn();
        check(asked, catalogue);
        Instant moment = asOf == null ? surroundings().clock().instant() : asOf;
        out().write(ExplainedText.of(PolicyExplanation.of(read, catalogue, asked, between, moment), read));
        return ExitCodes.OK;
    }

    private Address address() throws CommandFailure {
        try {
            return Address.parse(address);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "not the address of a fact: " + e.getMessage() + "; write it as a report does, without '*'", e);
        }
    }

    /** As everywhere else: a slip of the pen is no fact that is judged as any other. */
    private static void check(Address asked, Catalogue by) throws CommandFailure {
        Set<String> probes = new TreeSet<>(PolicyReader.plannedProbes());
        by.probes().forEach(probe -> probes.add(probe.name()));
        String probe = asked.section().probe();
        if (!probes.contains(probe)) {
            throw new CommandFailure(
                    "no probe is called '" + FormatException.shown(probe) + "': " + Suggestion.nextStep(probe, probes));
        }
    }

    private void check(Policy by) throws CommandFailure {
        List<String> listed = by.environments().stream().map(Environment::name).toList();
        for (String name : between) {
            if (!Environments.listed(by, Environments.canonical(by, name))) {
                throw new CommandFailure("--between: the policy lists no environment '" + name + "'; "
                        + Suggestion.nextStep(name, listed));
            }
        }
        long unlike = between.stream()
                .map(name -> Environments.canonical(by, name))
                .distinct()
                .count();
        if (!between.isEmpty() && (unlike != 2 || between.size() != 2)) {
            throw new CommandFailure("--between: name two environments, as in --between staging,prod");
        }
    }
}

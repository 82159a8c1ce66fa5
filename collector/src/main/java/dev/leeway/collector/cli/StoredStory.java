package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.history.Story;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Past;
import dev.leeway.collector.service.Storyteller;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Asks the store that is given how a drift of a report came about. */
final class StoredStory {
    private final ComparisonFlags flags;
    private final Surroundings surroundings;
    private final PrintWriter err;

    StoredStory(ComparisonFlags flags, Surroundings surroundings, PrintWriter err) {
        this.flags = flags;
        this.surroundings = surroundings;
        this.err = err;
    }

    /** How it came about; empty where no store is given, or it knows nothing of its environments, which is said. */
    Optional<Story> of(Drift drift, Report report) throws CommandFailure, FormatException {
        try (Sources sources = flags.sources(surroundings)) {
            if (!sources.stored()) {
                return Optional.empty();
            }
            PolicyFile file = PolicyFile.named(flags.policy(), surroundings);
            Policy policy = file.policy();
            SnapshotStore store = sources.opened();
            List<String> lacking = new ArrayList<>(drift.between());
            Set<String> environments = new TreeSet<>();
            for (StoredHost host : store.hosts()) {
                String name = Environments.canonical(policy, host.environment());
                lacking.remove(name);
                environments.add(name);
            }
            if (!lacking.isEmpty()) {
                err.println(Main.NAME + ": the store has no host of " + String.join(", ", lacking)
                        + ", so it does not tell how this came about");
                return Optional.empty();
            }
            if (!policy.id().equals(report.policyId())) {
                err.println(Main.NAME + ": the report was judged by " + report.policyName() + ", the past is by "
                        + policy.name() + "; name the same with --policy");
            }
            Catalogue catalogue = CatalogueReader.builtIn();
            // Environments the report did not compare could judge otherwise what lies between the others.
            environments.retainAll(compared(report));
            Past past = Past.of(store, policy, environments, report.asOf());
            ComparisonOptions options = new ComparisonOptions(
                    report.asOf(), Severity.MEDIUM, List.of(), List.of(), List.of(), flags.hosts(), Optional.empty());
            return Optional.of(new Storyteller(past, catalogue, options).story(drift, report));
        } catch (StoreException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static Set<String> compared(Report report) {
        Set<String> names = new TreeSet<>();
        report.environments().forEach(environment -> names.add(environment.name()));
        return names;
    }
}

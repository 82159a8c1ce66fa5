package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.WorkingCopy;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.RefSpec;

/** What a branch follows, as its configuration says and as it was last fetched. */
record UpstreamBranch(RepositoryConfig config, References references, History history) {
    private static final String HERE = ".";

    Optional<WorkingCopy.Upstream> of(String branch, ObjectId commit) {
        Optional<String> remote = config.text("branch", branch, "remote");
        Optional<String> merged = config.text("branch", branch, "merge");
        if (remote.isEmpty() || merged.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> kept = remote.get().equals(HERE) ? merged : kept(remote.get(), merged.get());
        // What was never fetched, or was deleted there, cannot be counted against.
        return kept.filter(References::isName)
                .flatMap(name -> Optional.ofNullable(references.all().get(name))
                        .map(object -> new WorkingCopy.Upstream(
                                shown(name),
                                history.only(commit, object, "ahead"),
                                history.only(object, commit, "behind"))));
    }

    private Optional<String> kept(String remote, String merged) {
        for (String each : config.fetched(remote)) {
            Optional<String> here = keptBy(each, merged);
            if (here.isPresent()) {
                return here;
            }
        }
        return Optional.empty();
    }

    /** Where a rule for fetching keeps a branch. */
    private static Optional<String> keptBy(String rule, String merged) {
        try {
            RefSpec spec = new RefSpec(rule);
            return spec.matchSource(merged)
                    ? Optional.ofNullable(
                            spec.isWildcard() ? spec.expandFromSource(merged).getDestination() : spec.getDestination())
                    : Optional.empty();
        } catch (IllegalArgumentException notARule) {
            return Optional.empty();
        }
    }

    private static String shown(String name) {
        return name.replaceFirst("^refs/(?:remotes|heads)/", "");
    }
}

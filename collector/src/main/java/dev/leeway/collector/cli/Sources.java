package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.selector.Selector;
import dev.leeway.collector.selector.SelectorException;
import dev.leeway.collector.selector.SelectorText;
import dev.leeway.collector.store.Selection;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.policy.Policy;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What arguments name where a store is given: snapshots of it, or files all the same. The store is opened when the first of its
 * snapshots is asked for.
 */
final class Sources implements AutoCloseable {
    private static final Pattern FILE = Pattern.compile("-|[./~].*|.*\\.json(\\.gz|\\.zst)?", Pattern.DOTALL);

    private final Optional<Given> given;
    private final boolean typed;
    private final List<String> remarks = new ArrayList<>();
    private @Nullable SnapshotStore store;
    private @Nullable Instant moment;

    /** A store to be opened when it is needed. */
    private record Given(StoreLocation location, Surroundings surroundings) {}

    private Sources(Optional<Given> given, boolean typed) {
        this.given = given;
        this.typed = typed;
    }

    /** Arguments of a command line that names a store by an option, or where the environment does. */
    static Sources of(Optional<String> option, Surroundings surroundings) {
        return new Sources(
                StoreLocation.of(option, surroundings).map(location -> new Given(location, surroundings)),
                option.isPresent());
    }

    /** Arguments that are files and nothing else. */
    static Sources files() {
        return new Sources(Optional.empty(), false);
    }

    /** Whether a store is given. */
    boolean stored() {
        return given.isPresent();
    }

    /** Whether {@code argument} names snapshots of the store: not where it is written as a path, or a store of the environment meets a file. */
    boolean selects(String argument) {
        return stored() && !FILE.matcher(argument).matches() && (typed || !exists(argument));
    }

    private static boolean exists(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * The snapshots that {@code argument} selects.
     *
     * @throws CommandFailure when it is no selector, or selects nothing
     */
    SnapshotFolder selected(String argument, Policy policy, Instant asOf) throws CommandFailure {
        return selected(List.of(argument), policy, asOf).get(0);
    }

    /**
     * The snapshots that each of {@code arguments} selects, in their order, what they share read once.
     *
     * @throws CommandFailure when one is no selector, or selects nothing
     */
    List<SnapshotFolder> selected(List<String> arguments, Policy policy, Instant asOf) throws CommandFailure {
        if (arguments.isEmpty()) {
            return List.of();
        }
        try {
            List<List<StoredSnapshot>> selections = new ArrayList<>();
            for (String argument : arguments) {
                Selector selector = SelectorText.parse(argument, asOf);
                Selection selection = Selection.of(selector, opened(), name -> Environments.canonical(policy, name));
                remarks.addAll(selection.remarks());
                selections.add(selection.snapshots());
            }
            return opened().readEach(selections);
        } catch (SelectorException | StoreException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Has hosts that nobody chose snapshots of stand as they did at {@code moment}, and not as they do now. */
    void at(Instant newMoment) {
        moment = newMoment;
    }

    /** The newest snapshot of every host, but of those environments. */
    SnapshotFolder newest(Policy policy, Set<String> but) throws CommandFailure {
        try {
            List<StoredHost> hosts = opened().hosts().stream()
                    .filter(host -> !but.contains(Environments.canonical(policy, host.environment())))
                    .toList();
            Instant at = moment;
            return opened().read(at == null ? opened().newest(hosts, 0) : opened().at(hosts, at));
        } catch (StoreException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is to be said of selections made so far, in whole sentences. */
    List<String> remarks() {
        return remarks;
    }

    /** The store itself. */
    SnapshotStore opened() throws StoreException {
        SnapshotStore open = store;
        if (open == null) {
            Given named = given.orElseThrow(() -> new StoreException("no store is given"));
            open = named.location().open(named.surroundings());
            store = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}

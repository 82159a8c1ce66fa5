package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.io.BlockSource;
import org.eclipse.jgit.internal.storage.reftable.MergedReftable;
import org.eclipse.jgit.internal.storage.reftable.RefCursor;
import org.eclipse.jgit.internal.storage.reftable.ReftableReader;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/** Branches and tags of a repository that keeps them in reftables. */
final class TableReferences {
    private static final int MAX_TABLES = 1_000;
    private static final int MAX_TABLE = 32 << 20;

    private TableReferences() {}

    static References read(GitFiles files, RepositoryPlace place, Budget budget)
            throws HostAccessException, MalformedException, GitException {
        Map<String, Ref> found = new TreeMap<>(stack(files, place.common(), budget));
        if (!place.own().equals(place.common())) {
            // HEAD of a linked working copy lies in a stack of its own.
            found.putAll(stack(files, place.own(), budget));
        }
        Map<String, ObjectId> all = new TreeMap<>();
        Map<String, ObjectId> peeled = new TreeMap<>();
        for (Ref each : found.values()) {
            ObjectId object =
                    each.isSymbolic() ? object(found.get(each.getTarget().getName())) : each.getObjectId();
            if (object != null && References.isName(each.getName())) {
                all.put(each.getName(), object.copy());
            }
            ObjectId end = each.getPeeledObjectId();
            if (end != null) {
                peeled.put(each.getName(), end.copy());
            }
        }
        Ref head = found.get(Constants.HEAD);
        if (head == null) {
            throw new MalformedException("expected a HEAD in the reftables");
        }
        Optional<String> name = head.isSymbolic() ? Optional.of(head.getTarget().getName()) : Optional.empty();
        Optional<ObjectId> commit = name.isPresent()
                ? Optional.ofNullable(all.get(name.get()))
                : Optional.ofNullable(object(head)).map(ObjectId::copy);
        return new References(name.filter(References::isName), commit, all, peeled);
    }

    private static @Nullable ObjectId object(@Nullable Ref ref) {
        return ref == null ? null : ref.getObjectId();
    }

    private static Map<String, Ref> stack(GitFiles files, String directory, Budget budget)
            throws HostAccessException, MalformedException, GitException {
        String tables = GitFiles.below(directory, "reftable");
        List<String> names = files.text(GitFiles.below(tables, "tables.list"), MAX_TABLES * 100)
                .orElse("")
                .lines()
                .filter(name -> !name.isBlank())
                .toList();
        if (names.size() > MAX_TABLES || names.stream().anyMatch(name -> name.indexOf('/') >= 0)) {
            throw new MalformedException("expected at most " + MAX_TABLES + " reftables");
        }
        List<ReftableReader> readers = new ArrayList<>();
        for (String name : names) {
            budget.check();
            byte[] table = files.files().read(GitFiles.below(tables, name), MAX_TABLE);
            readers.add(new ReftableReader(BlockSource.from(table)));
        }
        Map<String, Ref> found = new TreeMap<>();
        try (RefCursor cursor = new MergedReftable(readers).allRefs()) {
            while (cursor.next()) {
                if (found.size() >= 3 * References.MOST) {
                    throw new MalformedException("expected fewer names");
                }
                found.put(cursor.getRef().getName(), cursor.getRef());
            }
        } catch (IOException | RuntimeException e) {
            throw new MalformedException("expected reftables");
        }
        return found;
    }
}

package dev.leeway.agent.host.git;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Objects as JGit's walks want them. */
final class StoreReader extends ObjectReader {
    private final ObjectStore store;
    private final Set<ObjectId> shallow;

    StoreReader(ObjectStore store, Set<ObjectId> shallow) {
        this.store = store;
        this.shallow = Set.copyOf(shallow);
    }

    @Override
    public ObjectReader newReader() {
        return new StoreReader(store, shallow);
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId id) {
        return id.isComplete() ? List.of(id.toObjectId()) : List.of();
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int typeHint) throws IOException {
        StoredObject found = store.object(id.toObjectId());
        if (typeHint != OBJ_ANY && typeHint != found.type()) {
            throw new IncorrectObjectTypeException(id.copy(), typeHint);
        }
        return new ObjectLoader.SmallObject(found.type(), found.content());
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return shallow;
    }

    @Override
    public void close() {
        // The store belongs to whoever opened it.
    }
}

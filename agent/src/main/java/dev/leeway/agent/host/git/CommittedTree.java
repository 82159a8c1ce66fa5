package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.WorkingCopy.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** What the commit holds, held against what is about to be committed next. */
final class CommittedTree {
    private static final int MAX_PATH = 4_096;
    private static final int MAX_FILES = 400_000;
    private static final int TREE = 040000;

    private final ObjectStore store;
    private final IndexFile index;
    private final Differences differences;
    private final Set<String> seen = new HashSet<>();
    private final Deque<Directory> ahead = new ArrayDeque<>();

    CommittedTree(ObjectStore store, IndexFile index, Differences differences) {
        this.store = store;
        this.index = index;
        this.differences = differences;
    }

    /** A directory to be read; its name ends in a slash unless it is the top. */
    private record Directory(String name, ObjectId tree) {}

    void compare(ObjectId tree) throws IOException {
        if (index.tree().filter(tree::equals).isPresent()) {
            return;
        }
        ahead.push(new Directory("", tree));
        while (!ahead.isEmpty()) {
            read(ahead.pop());
        }
        added();
    }

    /** Everything in the index of a branch that has no commit yet. */
    void added() {
        for (IndexEntry entry : index.entries().values()) {
            if (entry.stage() == 0 && !entry.isDirectory() && !entry.intended() && !seen.contains(entry.path())) {
                differences.add(entry.path(), Change.STAGED_ADDED);
            }
        }
    }

    private void read(Directory directory) throws IOException {
        StoredObject object = store.object(directory.tree);
        byte[] tree = object.content();
        if (object.type() != Constants.OBJ_TREE) {
            throw new GitException(Kind.MALFORMED);
        }
        int at = 0;
        while (at < tree.length) {
            int mode = 0;
            while (at < tree.length && tree[at] != ' ') {
                mode = mode * 8 + (tree[at++] - '0');
            }
            int name = ++at;
            while (at < tree.length && tree[at] != 0) {
                at++;
            }
            if (at + 1 + Constants.OBJECT_ID_LENGTH > tree.length) {
                throw new GitException(Kind.MALFORMED);
            }
            String path = directory.name + new String(tree, name, at - name, StandardCharsets.UTF_8);
            entry(path, mode, ObjectId.fromRaw(tree, at + 1));
            at += 1 + Constants.OBJECT_ID_LENGTH;
        }
    }

    private void entry(String path, int mode, ObjectId object) throws GitException {
        if (path.length() > MAX_PATH || seen.size() > MAX_FILES) {
            throw new GitException(Kind.TOO_LARGE);
        }
        if (mode == TREE) {
            directory(path + "/", object);
            return;
        }
        seen.add(path);
        IndexEntry entry = index.entries().get(path);
        if (entry == null) {
            boolean undecided = index.entries().subMap(path + "\0", path + "\1").size() > 0;
            if (!undecided) {
                differences.add(path, Change.STAGED_DELETED);
            }
        } else if (!entry.object().equals(object) || entry.mode() != normal(mode)) {
            differences.add(path, Change.STAGED_MODIFIED);
        }
    }

    private void directory(String path, ObjectId object) {
        IndexEntry whole = index.entries().get(path);
        if (whole == null) {
            ahead.push(new Directory(path, object));
        } else if (!whole.object().equals(object)) {
            differences.add(path, Change.STAGED_MODIFIED);
        }
    }

    /** Files that the group may write were committed by very old versions, and are files like others. */
    private static int normal(int mode) {
        return mode == 0100664 ? 0100644 : mode;
    }
}

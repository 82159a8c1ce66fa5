package dev.leeway.collector.store.git;

import dev.leeway.collector.store.UnreadFile;
import dev.leeway.collector.store.git.Folder.Entry;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads all of a mirror once: every object has the id it is known by, every file says what its place says. Used once. */
final class MirrorCheck {
    private static final String AGAIN = "; write the mirror again from the snapshots";

    private final MirrorRepository repository;
    private final ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
    private final List<UnreadFile> damaged = new ArrayList<>();
    /** What was found sound or told of already: an object where the path it lies at matters. */
    private final Set<String> seen = new HashSet<>();

    MirrorCheck(MirrorRepository repository) {
        this.repository = repository;
    }

    List<UnreadFile> damaged() throws IOException {
        for (Map.Entry<String, ObjectId> branch : repository.branches().entrySet()) {
            try (ObjectReader reader = repository.reader();
                    RevWalk walk = new RevWalk(reader)) {
                ObjectId next = branch.getValue();
                while (next != null && seen.add(branch.getKey() + "@" + next.name())) {
                    String at = branch.getKey() + "@" + next.name().substring(0, 12);
                    if (bytes(next, Constants.OBJ_COMMIT, at, reader).isEmpty()) {
                        break;
                    }
                    RevCommit commit = walk.parseCommit(next);
                    root(branch.getKey(), commit.getTree().getId(), at + ":", reader);
                    next = commit.getParentCount() == 0
                            ? null
                            : commit.getParent(0).getId();
                }
            }
        }
        return damaged;
    }

    private void root(String branch, ObjectId tree, String place, ObjectReader reader) throws IOException {
        for (Map.Entry<String, Entry> role : folder(tree, branch, place, reader).entrySet()) {
            String inside = place + role.getKey() + "/";
            if (!role.getValue().isFolder()) {
                foreign(role, place);
                continue;
            }
            String known = branch + ":" + role.getKey();
            for (Map.Entry<String, Entry> host :
                    folder(role.getValue().id(), known, inside, reader).entrySet()) {
                if (host.getValue().isFolder()) {
                    host(
                            branch,
                            role.getKey() + "/" + host.getKey(),
                            host.getValue().id(),
                            place,
                            reader);
                } else {
                    foreign(host, inside);
                }
            }
        }
    }

    private void host(String branch, String path, ObjectId tree, String place, ObjectReader reader) throws IOException {
        String inside = place + path + "/";
        for (Map.Entry<String, Entry> each :
                folder(tree, branch + ":" + path, inside, reader).entrySet()) {
            Entry entry = each.getValue();
            if (!entry.isFolder() && each.getKey().equals(HostFile.NAME)) {
                header(branch, path, entry.id(), inside + HostFile.NAME, reader);
            } else if (entry.isFolder()) {
                String probe = inside + each.getKey() + "/";
                folder(entry.id(), "/" + each.getKey(), probe, reader)
                        .forEach((name, file) -> section(each.getKey() + "/" + name, file, probe + name, reader));
            } else {
                foreign(each, inside);
            }
        }
    }

    /** The entries of a directory that was not looked at yet in this role; none otherwise. */
    private Map<String, Entry> folder(ObjectId tree, String role, String place, ObjectReader reader)
            throws IOException {
        boolean fresh = seen.add(role + " " + tree.name());
        if (!fresh || bytes(tree, Constants.OBJ_TREE, place, reader).isEmpty()) {
            return Map.of();
        }
        try {
            return Folder.read(reader, tree).entries();
        } catch (CorruptObjectException e) {
            tell(place, "is no directory as Git has them" + AGAIN);
            return Map.of();
        }
    }

    private void header(String branch, String path, ObjectId id, String place, ObjectReader reader) {
        if (!seen.add(branch + ":" + path + " " + id.name())) {
            return;
        }
        bytes(id, Constants.OBJ_BLOB, place, reader).ifPresent(bytes -> {
            try {
                HostFile file = HostFile.read(bytes, place);
                if (!file.mayLieAt(path) || !file.branch().equals(branch)) {
                    tell(place, "is the file of another host" + AGAIN);
                }
            } catch (FormatException e) {
                damaged.add(new UnreadFile(place, String.valueOf(e.getMessage())));
            }
        });
    }

    private void section(String path, Entry entry, String place, ObjectReader reader) {
        if (!seen.add(path + " " + entry.id().name())) {
            return;
        }
        if (entry.isFolder() || !path.endsWith(SectionFile.ENDING)) {
            tell(place, "was not written by Leeway; remove it with Git");
            return;
        }
        bytes(entry.id(), Constants.OBJ_BLOB, place, reader).ifPresent(bytes -> {
            try {
                if (!SectionFile.path(SectionFile.read(bytes, place).key()).equals(path)) {
                    tell(place, "holds another section than its name says" + AGAIN);
                }
            } catch (FormatException e) {
                damaged.add(new UnreadFile(place, String.valueOf(e.getMessage())));
            }
        });
    }

    private void foreign(Map.Entry<String, Entry> entry, String place) {
        if (seen.add(place + entry.getKey() + " " + entry.getValue().id().name())) {
            tell(place + entry.getKey(), "was not written by Leeway; remove it with Git");
        }
    }

    /** The content of an object, empty with a complaint where it is missing or has another id. */
    private Optional<byte[]> bytes(ObjectId id, int type, String place, ObjectReader reader) {
        try {
            byte[] bytes = Content.of(id, type, reader);
            if (formatter.idFor(type, bytes).equals(id)) {
                return Optional.of(bytes);
            }
            tell(place, "does not have the content it had" + AGAIN);
        } catch (IOException e) {
            tell(place, "is missing or damaged" + AGAIN);
        }
        return Optional.empty();
    }

    private void tell(String place, String what) {
        damaged.add(new UnreadFile(place, place + ": " + what));
    }
}

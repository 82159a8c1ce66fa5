package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** What commits say of themselves and of each other. */
final class History {
    private static final int MOST_COUNTED = 100_000;

    private final ObjectStore store;
    private final Set<ObjectId> shallow;
    private final SortedMap<String, Kind> gaps;

    /** @param gaps told of what could not be found out */
    History(ObjectStore store, Set<ObjectId> shallow, SortedMap<String, Kind> gaps) {
        this.store = store;
        this.shallow = shallow;
        this.gaps = gaps;
    }

    /** The commit's tree and time. */
    Optional<Told> commit(ObjectId id) {
        try (RevWalk walk = walk()) {
            RevCommit commit = walk.parseCommit(id);
            return Optional.of(new Told(commit.getTree().copy(), Instant.ofEpochSecond(commit.getCommitTime())));
        } catch (IOException | RuntimeException e) {
            Kind kind = reason(e);
            gaps.put("commit-date", kind);
            gaps.put("clean", kind);
            gaps.put("dirty[*]", kind);
            return Optional.empty();
        }
    }

    /** The tags that lead to {@code commit}. */
    SortedSet<String> tagsOf(ObjectId commit, References references) {
        SortedSet<String> tags = new TreeSet<>();
        try (RevWalk walk = walk()) {
            for (Map.Entry<String, ObjectId> each : references.all().entrySet()) {
                if (each.getKey().startsWith("refs/tags/") && leadsTo(commit, each, references, walk)) {
                    tags.add(each.getKey().substring("refs/tags/".length()));
                }
            }
        } catch (IOException | RuntimeException e) {
            gaps.put("tag", reason(e));
        }
        return tags;
    }

    private static boolean leadsTo(
            ObjectId commit, Map.Entry<String, ObjectId> tag, References references, RevWalk walk) throws IOException {
        if (tag.getValue().equals(commit)) {
            return true;
        }
        ObjectId written = references.peeled().get(tag.getKey());
        if (written != null) {
            return written.equals(commit);
        }
        RevObject found = walk.parseAny(tag.getValue());
        return found instanceof RevTag && walk.peel(found).getId().equals(commit);
    }

    /** How many commits {@code left} has that {@code right} lacks. */
    OptionalInt only(ObjectId left, ObjectId right, String fact) {
        if (left.equals(right)) {
            return OptionalInt.of(0);
        }
        try (RevWalk walk = walk()) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(left));
            walk.markUninteresting(walk.parseCommit(right));
            int count = 0;
            for (RevCommit each = walk.next(); each != null; each = walk.next()) {
                // Beyond where history was cut off nobody knows what both have in common.
                if (++count > MOST_COUNTED || shallow.contains(each.copy())) {
                    throw new GitException(count > MOST_COUNTED ? Kind.TOO_LARGE : Kind.ABSENT);
                }
            }
            return OptionalInt.of(count);
        } catch (IOException | RuntimeException e) {
            gaps.put(fact, reason(e));
            return OptionalInt.empty();
        }
    }

    private RevWalk walk() {
        return new RevWalk(new StoreReader(store, shallow));
    }

    private static Kind reason(Exception e) {
        boolean missing = e instanceof MissingObjectException;
        boolean format = e instanceof CorruptObjectException || e instanceof IncorrectObjectTypeException;
        // Absent would read as if there were nothing to know.
        Kind kind = missing ? Kind.ABSENT : format ? Kind.MALFORMED : GitException.kindOf(e);
        return kind == Kind.ABSENT ? Kind.UNREADABLE : kind;
    }

    /** What a commit says. */
    record Told(ObjectId tree, Instant committed) {}
}

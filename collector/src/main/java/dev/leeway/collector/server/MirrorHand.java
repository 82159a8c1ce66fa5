package dev.leeway.collector.server;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.collector.store.git.GitMirror;
import dev.leeway.collector.store.git.MirrorException;
import dev.leeway.collector.store.git.MirrorRun;
import dev.leeway.collector.store.git.MirrorStore;
import dev.leeway.collector.store.git.Written;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings a mirror up to date; apart from who decides when, so that Git is loaded where there is one and not before. */
final class MirrorHand {
    private MirrorHand() {}

    /** It cannot be written; the message says what to do. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(MirrorException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * What came of it.
     *
     * @param commits how many were made
     * @param hosts how many changed in them
     * @param remarks what could not be read or mirrored
     */
    record Told(int commits, int hosts, List<String> remarks) {
        Told {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Writes what is still to be written.
     *
     * @param byDay the days that are over at {@code asOf}; else the newest of each host, in commits of that time
     */
    static Told write(Path directory, SnapshotStore store, boolean byDay, Instant asOf)
            throws FailedException, StoreException {
        try (GitMirror mirror = GitMirror.openOrCreate(directory)) {
            MirrorStore source = new MirrorStore(store);
            MirrorRun run = byDay ? MirrorRun.days(source, asOf, mirror) : MirrorRun.newest(source, asOf, mirror);
            List<String> remarks = new ArrayList<>();
            run.unread().stream().map(UnreadFile::message).forEach(remarks::add);
            remarks.addAll(run.notes());
            remarks.addAll(run.written().leftOut());
            List<Written.Commit> commits = run.written().commits();
            return new Told(
                    commits.size(),
                    commits.stream().mapToInt(Written.Commit::hosts).sum(),
                    remarks);
        } catch (MirrorException e) {
            throw new FailedException(e);
        }
    }
}

package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.ReadableFiles;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody but root who decides what a project reads: who owns a file of it, or anything on the way to one, and so may write another
 * path into it or put a link in its place.
 *
 * <p>An agent that may read more than they would otherwise tell them what others keep to themselves.
 */
final class ProjectOwners {
    private static final int MAX_STEPS = 400;
    private static final int WRITE = 2;
    private static final int GROUP = 3;
    private static final int STICKY = 01000;
    private static final long NOBODY = -1;

    private final HostFiles files;
    private final Map<Owner, ReadableFiles> known;
    private final Set<Owner> owners = new HashSet<>();

    /**
     * Somebody who may read something or not.
     *
     * @param uid of a user; {@code -1} for whoever is in one of the groups, or for anybody at all
     * @param groups only where it is nobody in particular
     */
    record Owner(long uid, Set<Long> groups) {}

    /**
     * Nobody's yet.
     *
     * @param known what owners may read, kept for all projects; safe to use from several threads
     */
    ProjectOwners(HostFiles files, Map<Owner, ReadableFiles> known) {
        this.files = files;
        this.known = known;
    }

    private ProjectOwners(ProjectOwners others) {
        this.files = others.files;
        this.known = others.known;
        this.owners.addAll(others.owners);
    }

    /** Counts whoever decides what lies at {@code path} in. */
    void add(String path) throws HostAccessException {
        Deque<String> open = new ArrayDeque<>(segments(path));
        String at = "";
        int steps = 0;
        look("/");
        while (!open.isEmpty()) {
            if (++steps > MAX_STEPS) {
                throw new HostAccessException(Kind.TOO_LARGE, path);
            }
            String segment = open.removeFirst();
            if (segment.equals("..")) {
                at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
                continue;
            }
            String next = at + "/" + segment;
            look(next);
            Optional<String> target = files.readLink(next);
            if (target.isPresent()) {
                List<String> more = segments(target.get());
                for (int i = more.size() - 1; i >= 0; i--) {
                    open.addFirst(more.get(i));
                }
                at = target.get().startsWith("/") ? "" : at;
            } else {
                at = next;
            }
        }
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(each -> !each.isEmpty() && !each.equals("."))
                .toList();
    }

    private void look(String path) throws HostAccessException {
        Optional<FileStat> found = files.statLink(path);
        if (found.isEmpty()) {
            return;
        }
        FileStat stat = found.get();
        if (stat.uid() != 0) {
            owners.add(new Owner(stat.uid(), Set.of()));
        }
        // A link's own mode means nothing; in a sticky directory nobody replaces what is another's.
        boolean fixed = stat.type() == FileStat.Type.LINK
                || (stat.type() == FileStat.Type.DIRECTORY && (stat.mode() & STICKY) != 0);
        if (!fixed && stat.uid() == 0 && stat.gid() != 0 && (stat.mode() >> GROUP & WRITE) != 0) {
            owners.add(new Owner(NOBODY, Set.of(stat.gid())));
        }
        if (!fixed && (stat.mode() & WRITE) != 0) {
            owners.add(new Owner(NOBODY, Set.of()));
        }
    }

    /**
     * Fails where one of them, or of those who decide what lies at {@code path}, could not read it, or not even tell whether it is there.
     *
     * @throws HostAccessException {@link Kind#CLOSED_TO_OWNER}
     */
    void check(String path) throws HostAccessException {
        ProjectOwners all = new ProjectOwners(this);
        all.add(path);
        for (Owner owner : all.owners) {
            ReadableFiles readable = known.computeIfAbsent(
                    owner,
                    each -> each.uid() == NOBODY
                            ? ReadableFiles.of(files, NOBODY, each.groups())
                            : ReadableFiles.of(files, each.uid()));
            if (!readable.reaches(path) || !readable.may(path)) {
                throw new HostAccessException(Kind.CLOSED_TO_OWNER, path);
            }
        }
    }
}

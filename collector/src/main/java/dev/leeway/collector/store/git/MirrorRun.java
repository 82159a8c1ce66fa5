package dev.leeway.collector.store.git;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.UnreadFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What came of bringing a mirror up to date; whoever does it, a command or a collector, makes the same commits.
 *
 * @param written commits that were made, and what could not be mirrored
 * @param unread snapshots that could not be read, each costing only itself
 * @param notes what whoever reads the history ought to know, in whole sentences
 * @param open days, by their number since 1970 in UTC, that are not over and were left for later
 */
public record MirrorRun(Written written, List<UnreadFile> unread, List<String> notes, SortedSet<Long> open) {
    private static final Written NOTHING = new Written(List.of(), List.of());

    public MirrorRun {
        requireNonNull(written, "written is null");
        unread = List.copyOf(unread);
        notes = List.copyOf(notes);
        open = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(open));
    }

    /**
     * Writes the newest snapshot of each host.
     *
     * @param asOf the time of the commits
     * @throws MirrorException when the mirror cannot be written
     * @throws StoreException when the snapshots cannot be read
     */
    public static MirrorRun newest(MirrorSource source, Instant asOf, GitMirror mirror)
            throws MirrorException, StoreException {
        MirrorSource.Read read = source.newest(asOf);
        Set<String> byDay = new HashSet<>();
        for (String branch : mirror.branches()) {
            if (mirror.isByDay(branch)) {
                byDay.add(branch);
            }
        }
        Written written = mirror.write(read.group());
        List<String> notes = notes(
                written,
                byDay,
                "was written by day until now: days that are written later follow what was written now, older as they are; to have"
                        + " days in order write them alone, with --by-day, or 'mirror: {every: day}'");
        return new MirrorRun(written, read.unread(), notes, new TreeSet<>());
    }

    /**
     * Writes each day that is over at {@code asOf}, so that no part of it can come later, and was not written before.
     *
     * @throws MirrorException when the mirror cannot be written; the days before stay written
     * @throws StoreException when the snapshots cannot be read; likewise
     */
    public static MirrorRun days(MirrorSource source, Instant asOf, GitMirror mirror)
            throws MirrorException, StoreException {
        Map<String, DaysWritten> known = new HashMap<>();
        Set<String> otherwise = otherwise(mirror);
        SortedSet<Long> days = source.days(
                (environment, day) -> !written(environment, known, mirror).holds(day));
        Written written = NOTHING;
        List<UnreadFile> unread = new ArrayList<>();
        for (long day : days.headSet(MirrorSource.day(asOf))) {
            known.clear();
            // Whatever was taken out meanwhile comes back by a snapshot, be that as the one before.
            MirrorSource.Read read = source.day(day, isAnyRetired(known, mirror));
            unread.addAll(read.unread());
            List<Mirrored> group = new ArrayList<>();
            for (Mirrored each : read.group()) {
                DaysWritten there = written(each.snapshot().host().environment(), known, mirror);
                if (!there.holds(day) && !there.isRetired(each)) {
                    group.add(each);
                }
            }
            if (!group.isEmpty()) {
                written = written.and(mirror.write(group, read.unchanged(), day));
            }
        }
        List<String> notes = notes(
                written,
                otherwise,
                "was not written by day before: the days that were written now follow what was written then, older as some are; to have"
                        + " all days in order write another mirror with --by-day alone");
        return new MirrorRun(written, unread, notes, days.tailSet(MirrorSource.day(asOf)));
    }

    private static Set<String> otherwise(GitMirror mirror) throws MirrorException {
        Set<String> otherwise = new HashSet<>();
        for (String branch : mirror.branches()) {
            if (mirror.daysWritten(branch).otherwise()) {
                otherwise.add(branch);
            }
        }
        return otherwise;
    }

    /** One for each of {@code branches} that was changed. */
    private static List<String> notes(Written written, Set<String> branches, String note) {
        return written.commits().stream()
                .map(Written.Commit::branch)
                .filter(branches::contains)
                .distinct()
                .sorted()
                .map(branch -> "the branch " + branch + " " + note)
                .toList();
    }

    private static boolean isAnyRetired(Map<String, DaysWritten> known, GitMirror mirror) throws MirrorException {
        for (String branch : mirror.branches()) {
            if (!ofBranch(branch, known, mirror).retired().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static DaysWritten written(Optional<String> environment, Map<String, DaysWritten> known, GitMirror mirror)
            throws MirrorException {
        return ofBranch(GitMirror.branch(environment), known, mirror);
    }

    private static DaysWritten ofBranch(String branch, Map<String, DaysWritten> known, GitMirror mirror)
            throws MirrorException {
        DaysWritten there = known.get(branch);
        if (there == null) {
            there = mirror.daysWritten(branch);
            known.put(branch, there);
        }
        return there;
    }
}

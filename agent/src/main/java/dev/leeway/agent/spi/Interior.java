package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A file system within the host: of containers that are alike, or of an image.
 *
 * @param subjects what runs in it, by stable names; never empty
 * @param view what a probe sees inside: the files, and as services those that run there, their root being this one; empty when
 *     nobody may look
 * @param running the same as a host of its own, with the processes that an engine says were started; present where the host itself
 *     shows none of them to this agent
 * @param unseen why nobody may look; empty when somebody may
 */
public record Interior(
        SortedSet<String> subjects,
        Optional<HostView> view,
        Optional<HostView> running,
        Optional<HostAccessException.Kind> unseen) {
    public Interior {
        subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
        requireNonNull(view, "view is null");
        requireNonNull(running, "running is null");
        requireNonNull(unseen, "unseen is null");
        if (subjects.isEmpty() || view.isPresent() == unseen.isPresent()) {
            throw new IllegalArgumentException("an interior has subjects, and either a view or a reason");
        }
    }

    /** One that can be looked at. */
    public static Interior of(SortedSet<String> subjects, HostView view) {
        return new Interior(subjects, Optional.of(view), Optional.empty(), Optional.empty());
    }

    /** One that an engine hands out. */
    public static Interior handed(SortedSet<String> subjects, HostView view, HostView running) {
        return new Interior(subjects, Optional.of(view), Optional.of(running), Optional.empty());
    }

    /** One that cannot. */
    public static Interior unseen(SortedSet<String> subjects, HostAccessException.Kind why) {
        return new Interior(subjects, Optional.empty(), Optional.empty(), Optional.of(why));
    }
}

package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a collector keeps the history of its hosts in Git, and when it writes it.
 *
 * @param directory of the mirror, absolute
 * @param rhythm on what it is written
 * @param every after what time; there with {@link Rhythm#SPAN} alone
 */
public record MirrorPlan(Path directory, Rhythm rhythm, Optional<Duration> every) {
    /** On what a mirror is written. */
    public enum Rhythm {
        /** A commit for each day that is over: the same, whoever writes them and when. */
        DAY,
        /** What hosts are like when a nightly report was made. */
        REPORT,
        /** What hosts are like after so much time. */
        SPAN
    }

    public MirrorPlan {
        requireNonNull(directory, "directory is null");
        requireNonNull(rhythm, "rhythm is null");
        requireNonNull(every, "every is null");
        if (every.isPresent() != (rhythm == Rhythm.SPAN)) {
            throw new IllegalArgumentException("a span, and nothing else, has a time");
        }
    }

    /** One that is written by {@code every}: {@code day}, {@code report}, or a span of time. */
    static MirrorPlan of(Path directory, String every) {
        return switch (every) {
            case "day" -> new MirrorPlan(directory, Rhythm.DAY, Optional.empty());
            case "report" -> new MirrorPlan(directory, Rhythm.REPORT, Optional.empty());
            default -> new MirrorPlan(directory, Rhythm.SPAN, Optional.of(ConfigWords.age(every)));
        };
    }
}

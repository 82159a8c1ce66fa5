package dev.leeway.schema.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** Where a drift is in its life, in one word: what history tells of it and what the policy makes of it, taken together. */
public enum Status {
    /** It is there, and no earlier report or store tells since when. */
    UNTRACKED("untracked"),
    /** It was not there before. */
    NEW("new"),
    /** It was there before. */
    OPEN("open"),
    /** It was gone, and is back. */
    REOPENED("reopened"),
    /** It comes and goes, and is told for information until it stays. */
    FLAPPING("flapping"),
    /** A waiver accepts it for a time. */
    WAIVED("waived"),
    /** A waiver accepted it and ran out, so that it is told again. */
    EXPIRED("expired"),
    /** It was there before, and nobody could look, or asked, whether it still is. */
    UNSEEN("unseen"),
    /** The policy allows it; nobody waits for its end. */
    ALLOWED("allowed"),
    /** It was there before, and was seen to be gone. */
    RESOLVED("resolved");

    private final String text;

    Status(String text) {
        this.text = text;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    /** The status of that name, if there is one. */
    public static Optional<Status> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text.equals(text))
                .findFirst();
    }

    /** Whether a waiver that ends with the day {@code until}, in UTC, held at {@code moment}; not where there was none. */
    public static boolean heldAt(Optional<LocalDate> until, Instant moment) {
        return until.filter(day -> !day.isBefore(LocalDate.ofInstant(moment, ZoneOffset.UTC)))
                .isPresent();
    }

    /**
     * What a drift comes to that nobody said more of.
     *
     * @param disposition what the policy makes of it
     * @param stage where it stands by its history
     */
    public static Status of(DriftState state, Disposition disposition, Lifecycle.Stage stage) {
        if (state == DriftState.UNKNOWN) {
            return UNSEEN;
        }
        return switch (disposition) {
            case WAIVED -> WAIVED;
            case WITHIN_LEEWAY -> ALLOWED;
            case OPEN, INFORMATIONAL ->
                switch (stage) {
                    case UNTRACKED -> UNTRACKED;
                    case NEW -> NEW;
                    case OPEN -> OPEN;
                    case REOPENED -> REOPENED;
                    case RESOLVED -> RESOLVED;
                };
        };
    }
}

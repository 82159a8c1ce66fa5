package dev.leeway.collector.report;

import dev.leeway.collector.history.Standing;
import dev.leeway.collector.history.Story;
import dev.leeway.schema.console.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a drift came about, as a store tells it, in lines. */
final class StoryText {
    private static final int COLUMN = 12;
    private static final int VALUE_LIMIT = 160;

    private final Story story;
    private final TextLines lines;

    private StoryText(Story story, TextLines lines) {
        this.story = story;
        this.lines = lines;
    }

    static void write(Story story, TextLines lines) {
        new StoryText(story, lines).all();
    }

    private void all() {
        lines.gap()
                .text(
                        Ink.STRONG,
                        "How it came about, in the store from " + Quantity.moment(story.begins()) + " to "
                                + Quantity.moment(story.until()),
                        0);
        term(story.arising() == Story.Arising.NEVER ? "not there" : "there", arising());
        if (story.arising() != Story.Arising.NEVER && story.ending() != Standing.THERE) {
            term(
                    "now",
                    story.ending() == Standing.GONE
                            ? "it is not there any more"
                            : "it cannot be observed, so that nobody knows whether it is still there");
        }
        if (story.arising() != Story.Arising.FROM_THE_BEGINNING) {
            story.sides().forEach(this::side);
        }
        story.moves().forEach(this::coincidences);
    }

    private String arising() {
        return switch (story.arising()) {
            case CAME ->
                "since " + moment(story.came()) + ", when the snapshot arrived that tells it; last seen without "
                        + moment(story.lastWithout());
            case FROM_DARKNESS ->
                "seen since " + moment(story.came()) + "; before that it could not be observed, "
                        + story.lastWithout()
                                .map(last -> "and it was last seen without " + Quantity.moment(last)
                                        + ", so that it came in between")
                                .orElse("and the store knows no time at which it was seen without");
            case FROM_THE_BEGINNING ->
                "in the first snapshots that the store keeps, so that what was before, and which side moved, it does not"
                        + " know";
            case NEVER -> "as far as the store and this policy tell, it was not there at any time";
        };
    }

    private static String moment(Optional<Instant> moment) {
        return moment.map(Quantity::moment).orElse("at no time");
    }

    private void side(Story.Part side) {
        String name = VisibleText.of(side.environment());
        List<Story.Move> own = story.moves().stream()
                .filter(move -> move.environment().equals(side.environment()))
                .toList();
        String unobserved = side.unobserved() == 0
                ? ""
                : " (" + Quantity.of(side.unobserved(), "host") + " not observed before or after)";
        if (side.motion() == Story.Motion.MOVED) {
            boolean first = true;
            for (Story.Move move : own) {
                term(first ? name : "", "moved: " + moved(move) + (first ? unobserved : ""));
                term("", between(move));
                first = false;
            }
            return;
        }
        String since = side.since()
                .map(moment -> ", as it is since " + Quantity.moment(moment))
                .orElse(story.came().isPresent() ? ", as it is as far as the store goes back" : "");
        term(
                name,
                side.motion() == Story.Motion.STILL
                        ? "did not move" + since
                        : "not known to be unchanged" + unobserved);
    }

    private static String moved(Story.Move move) {
        String host = VisibleText.of(move.host());
        if (move.before().isEmpty()) {
            return host + " sent its first snapshot, in which it is "
                    + value(move.is().orElse("not known"));
        }
        if (move.was().isEmpty() || move.was().equals(move.is())) {
            return host + " says the same of this fact (" + value(move.is().orElse("not known"))
                    + "), but not of others on which it hangs";
        }
        return host + " was " + value(move.was().get()) + ", is "
                + value(move.is().orElse("not known"));
    }

    private static String between(Story.Move move) {
        String taken = "taken " + Quantity.moment(move.after().capturedAt()) + " by the host's own clock";
        if (move.before().isEmpty()) {
            return "arrived " + Quantity.moment(move.after().receivedAt()) + ", " + taken;
        }
        return "between the snapshots that arrived "
                + Quantity.moment(move.before().get().receivedAt()) + " and "
                + Quantity.moment(move.after().receivedAt()) + " (taken "
                + Quantity.moment(move.before().get().capturedAt()) + " and "
                + Quantity.moment(move.after().capturedAt()) + " by the host's own clock)";
    }

    private void coincidences(Story.Move move) {
        if (move.before().isEmpty()) {
            return;
        }
        String host = VisibleText.of(move.environment() + "/" + move.host());
        if (move.coincidences().isEmpty()) {
            term("coincides", "nothing else that was observed changed on " + host + " in the same step");
            return;
        }
        term("coincides", "on " + host + " in the same step, which proves nothing:");
        List<String> told = new ArrayList<>();
        for (Story.Coincidence each : move.coincidences()) {
            told.add(each.kind() + ": " + VisibleText.of(each.address().text()) + " was " + value(each.was()) + ", is "
                    + value(each.is()));
        }
        if (move.others() > 0) {
            told.add("... and " + Quantity.of(move.others(), "more fact"));
        }
        told.forEach(line -> term("", line));
    }

    private static String value(String text) {
        return ValueText.shortened(VisibleText.of(text), VALUE_LIMIT);
    }

    private void term(String name, String text) {
        lines.cell(Ink.FAINT, name, COLUMN).line(text, COLUMN);
    }
}
